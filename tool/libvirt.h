/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How a libvirt domain gets a mode. libvirt checks <cpu mode='host-model'> with
 * a mode as <model> against its list of processors, and refuses it on one that
 * is newer than that list; QEMU has to be given the mode as an argument then.
 */
#ifndef COMPATCAPS_LIBVIRT_H
#define COMPATCAPS_LIBVIRT_H

#include <stdbool.h>

#include "commands.h"

#define LIBVIRT_ELEMENTS 2
#define LIBVIRT_ELEMENT_SIZE 320
#define LIBVIRT_REASON_SIZE 160

/* The parts of a domain */
struct libvirt_xml {
	/* Without an argument for QEMU the second one is empty. */
	char elements[LIBVIRT_ELEMENTS][LIBVIRT_ELEMENT_SIZE];
	/* Why host-model does not do; empty: it does. */
	char reason[LIBVIRT_REASON_SIZE];
};

/* "11.3.0" or "11.3" as 1000000 * 11 + 1000 * 3; 0: it is no version. */
unsigned int libvirt_version(const char *text);

/*
 * Does the libvirt that a request is about have the processor on its list?
 * *is_assumed: no libvirt was named or found, 9.0.0 was taken.
 */
bool libvirt_knows(const struct request *request,
		   const struct compatcaps_mode *processor, bool *is_assumed);

/* Why one refuses host-model that does not. processor: NULL: it is not known.
 */
void libvirt_explain(char reason[LIBVIRT_REASON_SIZE],
		     const struct compatcaps_mode *processor);

/*
 * For the libvirt that the request names with --libvirt, or the one that is
 * installed on the host, or, of a record and where none is found, 9.0.0.
 */
void libvirt_make(struct libvirt_xml *xml, const struct request *request,
		  const struct compatcaps_host *host,
		  const struct compatcaps_mode *mode);

#endif

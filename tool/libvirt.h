/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How a libvirt domain gets a mode. For <cpu mode='host-model'> with a mode as
 * <model>, libvirt compares the host's processor with its list of processors.
 * It refuses the domain if the processor is newer than that list. Then QEMU
 * must get the mode as an argument.
 */
#ifndef COMPATCAPS_LIBVIRT_H
#define COMPATCAPS_LIBVIRT_H

#include <stdbool.h>

#include "commands.h"

#define LIBVIRT_ELEMENTS 2
#define LIBVIRT_ELEMENT_SIZE 320
#define LIBVIRT_REASON_SIZE 160

/* The elements for a domain */
struct libvirt_xml {
	/* Empty if not needed: the second is an argument for QEMU. */
	char elements[LIBVIRT_ELEMENTS][LIBVIRT_ELEMENT_SIZE];
	/* Why host-model does not work; empty: it works. */
	char reason[LIBVIRT_REASON_SIZE];
};

/* "11.3.0" or "11.3" as 1000000 * 11 + 1000 * 3; 0: not a version */
unsigned int libvirt_version(const char *text);

/*
 * Is the processor on the list of the libvirt that the request is about?
 * *is_assumed: no libvirt was named or found, 9.0.0 is assumed.
 */
bool libvirt_knows(const struct request *request,
		   const struct compatcaps_mode *processor, bool *is_assumed);

/* Why libvirt refuses host-model. processor: NULL if it is not known */
void libvirt_explain(char reason[LIBVIRT_REASON_SIZE],
		     const struct compatcaps_mode *processor);

/*
 * Make the elements for the libvirt that --libvirt names, or else for the one
 * that is installed on the host. For a record, and if none is found, assume
 * 9.0.0.
 */
void libvirt_make(struct libvirt_xml *xml, const struct request *request,
		  const struct compatcaps_host *host,
		  const struct compatcaps_mode *mode);

#endif

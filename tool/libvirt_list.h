/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The list of processors of a libvirt that is installed. */
#ifndef COMPATCAPS_LIBVIRT_LIST_H
#define COMPATCAPS_LIBVIRT_LIST_H

#include "compatcaps.h"

enum libvirt_list {
	LIBVIRT_LIST_MISSING, /* no libvirt is found */
	LIBVIRT_LIST_WITHOUT, /* the processor is not on it */
	LIBVIRT_LIST_WITH,
};

/*
 * Look for the processor that introduced a mode. root: NULL, or a directory in
 * place of "/", which links do not lead out of.
 */
enum libvirt_list libvirt_list_look(const char *root,
				    const struct compatcaps_mode *processor);

#endif

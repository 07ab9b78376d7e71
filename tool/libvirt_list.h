/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The list of processors of the installed libvirt. */
#ifndef COMPATCAPS_LIBVIRT_LIST_H
#define COMPATCAPS_LIBVIRT_LIST_H

#include "compatcaps.h"

enum libvirt_list {
	LIBVIRT_LIST_MISSING, /* no libvirt was found */
	LIBVIRT_LIST_WITHOUT, /* the processor is not on it */
	LIBVIRT_LIST_WITH,
};

/*
 * Search the list for the processor that introduced a mode. root: NULL, or a
 * directory that replaces "/"; symbolic links cannot lead out of it.
 */
enum libvirt_list libvirt_list_find(const char *root,
				    const struct compatcaps_mode *processor);

#endif

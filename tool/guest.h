/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How to start a guest in a mode. */
#ifndef COMPATCAPS_GUEST_H
#define COMPATCAPS_GUEST_H

#include "compatcaps.h"

#define GUEST_WORD_SIZE 96
#define GUEST_ARGS 4
#define GUEST_LINE_SIZE (GUEST_ARGS * GUEST_WORD_SIZE)

/*
 * Arguments of qemu-system-ppc64, one an element. None needs quoting in a
 * shell.
 */
struct guest_args {
	char words[GUEST_ARGS][GUEST_WORD_SIZE];
};

/* Only the property of the machine */
void guest_qemu_property(char property[GUEST_WORD_SIZE],
			 const struct compatcaps_mode *mode);

void guest_qemu_args(struct guest_args *args,
		     const struct compatcaps_mode *mode);

/* All arguments as one line, without a newline */
void guest_qemu_line(char line[GUEST_LINE_SIZE],
		     const struct compatcaps_mode *mode);

/* Print that line on standard output. */
void guest_print_qemu_args(const struct compatcaps_mode *mode);

/* The <cpu> element of a libvirt domain. */
void guest_libvirt_cpu(char element[GUEST_WORD_SIZE],
		       const struct compatcaps_mode *mode);

#endif

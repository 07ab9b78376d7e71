/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * virsh, libvirt's own command: what it prints about the system's libvirt,
 * which it asks read-only.
 */
#ifndef COMPATCAPS_VIRSH_H
#define COMPATCAPS_VIRSH_H

#include <stddef.h>

/* A line of virsh about what failed, and what to do */
#define VIRSH_MESSAGE_SIZE 512

/* Bytes that virsh may print, and seconds that it may take */
#define VIRSH_LARGEST (16U << 20)
#define VIRSH_SECONDS 30

/* virsh has at most this many arguments of a caller. */
#define VIRSH_ARGUMENTS 6

struct virsh_output {
	char *text; /* followed by a NUL */
	size_t length;
};

/*
 * Run virsh with these arguments; a NULL ends them. The program is found by
 * PATH and runs without a shell.
 *
 * Returns 0, and the caller frees output->text. Otherwise -1, nothing to free,
 * and a message: virsh is not there, failed, took too long or printed too much.
 */
int virsh_read(const char *const arguments[], struct virsh_output *output,
	       char message[VIRSH_MESSAGE_SIZE]);

#endif

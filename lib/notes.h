/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Writing down what is seen of a host. */
#ifndef COMPATCAPS_NOTES_H
#define COMPATCAPS_NOTES_H

#include "compatcaps.h"
#include "system.h"

struct notes {
	struct compatcaps_evidence *evidence;
	const struct system *system;
	int root;  /* -1: "/" */
	int error; /* the first one: -ENOSPC */
};

void compatcaps_note(struct notes *notes, const char *path, const char *text);

/* Bits as 0x and 16 digits */
void compatcaps_note_bits(struct notes *notes, const char *path, uint64_t bits);

/* What a call left: `result` as a number, or errno's name if below 0. */
void compatcaps_note_number(struct notes *notes, const char *path, int result);

/* The same without the number: "ok" or errno's name. Returns `result`. */
int compatcaps_note_result(struct notes *notes, const char *path, int result);

#endif

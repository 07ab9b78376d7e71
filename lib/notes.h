/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Adding observations of a host. */
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

/* The result of a call: a number, or the name of errno if it is negative. */
void compatcaps_note_number(struct notes *notes, const char *path, int result);

/*
 * The result of a call without a number: "ok" or the name of errno. Returns
 * `result`.
 */
int compatcaps_note_result(struct notes *notes, const char *path, int result);

#endif

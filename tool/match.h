/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Messages that are known, found in whatever text somebody copied. */
#ifndef COMPATCAPS_MATCH_H
#define COMPATCAPS_MATCH_H

#include <stdbool.h>
#include <stddef.h>

struct message {
	const char *pattern;
	const char *by;
	const char *cause;
	const char *way_out;
};

/* How many are known, and the one at an index below that */
size_t message_count(void);
const struct message *message_at(size_t index);

/*
 * The first one, in the order of the table, that the text contains at or after
 * index *next, which is moved behind it; NULL: none.
 */
const struct message *message_find(const char *text, size_t *next);

/* Whether a text contains a pattern, as messages.def has it. */
bool message_matches(const char *text, const char *pattern);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Patterns of messages, in a text of the form of plain.h. */
#ifndef COMPATCAPS_MATCH_H
#define COMPATCAPS_MATCH_H

#include <stdbool.h>

/*
 * Whether a text contains a pattern. In a pattern "*" is any text within one
 * line, but not much of it; upper and lower case are the same, and so are all
 * kinds of white space and of quotes.
 */
bool message_matches(const char *text, const char *pattern);

/* What follows the pattern where the text has it first; NULL: it has not. */
const char *text_after(const char *text, const char *pattern);

#endif

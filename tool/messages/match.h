/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Search for patterns of messages in a text of the form of plain.h. */
#ifndef COMPATCAPS_MATCH_H
#define COMPATCAPS_MATCH_H

#include <stdbool.h>

/*
 * Does the text contain the pattern? In a pattern "*" matches a short text
 * within one line. Upper and lower case are the same, and so are all kinds of
 * white space and of quotes.
 */
bool message_matches(const char *text, const char *pattern);

/* What follows the first match of the pattern; NULL: no match */
const char *text_after(const char *text, const char *pattern);

#endif

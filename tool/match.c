// SPDX-License-Identifier: GPL-2.0-or-later
#include <string.h>

#include "match.h"

char lower_case(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static char plain(char c)
{
	c = lower_case(c);
	return c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
}

static const char *skip_space(const char *text)
{
	while (plain(*text) == ' ')
		text++;
	return text;
}

/* Where a piece of a pattern, up to "*" or its end, ends in the text */
static const char *match_here(const char *text, const char *piece)
{
	while (*piece && *piece != '*') {
		if (plain(*piece) == ' ') {
			if (plain(*text) != ' ')
				return NULL;
			piece = skip_space(piece);
			text = skip_space(text);
		} else if (plain(*piece++) != plain(*text++)) {
			return NULL;
		}
	}
	return text;
}

static const char *find_piece(const char *text, const char *piece)
{
	for (;; text++) {
		const char *end = match_here(text, piece);

		if (end || !*text)
			return end;
	}
}

const char *text_after(const char *text, const char *pattern)
{
	while (text && pattern) {
		text = find_piece(text, pattern);
		pattern = strchr(pattern, '*');
		if (pattern)
			pattern++;
	}
	return text;
}

bool message_matches(const char *text, const char *pattern)
{
	return text_after(text, pattern);
}

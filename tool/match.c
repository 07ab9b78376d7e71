// SPDX-License-Identifier: GPL-2.0-or-later
#include <string.h>

#include "match.h"

#define MESSAGE(pattern, by, cause, way_out) {pattern, by, cause, way_out},
static const struct message messages[] = {
#include "messages.def"
};
#undef MESSAGE

#define MESSAGE_COUNT (sizeof(messages) / sizeof(messages[0]))

size_t message_count(void)
{
	return MESSAGE_COUNT;
}

const struct message *message_at(size_t index)
{
	return &messages[index];
}

/* Not tolower(): the user's locale must not change what matches. */
static char plain(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
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

bool message_matches(const char *text, const char *pattern)
{
	while (pattern) {
		text = find_piece(text, pattern);
		if (!text)
			return false;
		pattern = strchr(pattern, '*');
		if (pattern)
			pattern++;
	}
	return true;
}

const struct message *message_find(const char *text, size_t *next)
{
	while (*next < MESSAGE_COUNT) {
		const struct message *message = &messages[(*next)++];

		if (message_matches(text, message->pattern))
			return message;
	}
	return NULL;
}

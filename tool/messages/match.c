// SPDX-License-Identifier: GPL-2.0-or-later
#include <string.h>

#include "match.h"
#include "plain.h"

/* The longest text that a star matches; text farther away is unrelated. */
#define STAR_LONGEST 300
/* The longest beginning of a pattern that is searched for */
#define KEY_SIZE 64

static bool is_space(char c)
{
	return c == ' ' || c == PASTE_LINE || c == PASTE_WRAP;
}

static const char *skip_space(const char *text)
{
	while (is_space(*text))
		text++;
	return text;
}

/*
 * Match a piece of a pattern, up to "*" or its end. Returns the end in the
 * text.
 */
static const char *match_piece(const char *text, const char *piece)
{
	for (; *piece && *piece != '*'; piece++) {
		if (*piece == ' ') {
			if (!is_space(*text))
				return NULL;
			text = skip_space(text);
			continue;
		}
		text += *text == PASTE_WRAP;
		if (*text != plain_character(*piece))
			return NULL;
		text++;
	}
	return text;
}

static const char *match_here(const char *text, const char *pattern);

/* A star matches within one line, and continues over one break in it. */
static const char *match_behind_star(const char *text, const char *pattern)
{
	int breaks = 0;

	for (int i = 0; i <= STAR_LONGEST; i++, text++) {
		const char *end = match_here(text, pattern);

		if (end)
			return end;
		if (*text == PASTE_WRAP)
			breaks++;
		if (!*text || *text == PASTE_LINE || breaks > 1)
			break;
	}
	return NULL;
}

/* Where the pattern that begins here ends; NULL: it does not match. */
static const char *match_here(const char *text, const char *pattern)
{
	const char *star = strchr(pattern, '*');

	text = match_piece(text, pattern);
	if (!text || !star)
		return text;
	return match_behind_star(text, star + 1);
}

/* The first letters of a pattern, as the text has them */
static void make_key(char key[KEY_SIZE], const char *pattern)
{
	size_t length = strcspn(pattern, " *");

	if (length >= KEY_SIZE)
		length = KEY_SIZE - 1;
	for (size_t i = 0; i < length; i++)
		key[i] = plain_character(pattern[i]);
	key[length] = '\0';
}

static const char *after_whole_key(const char *text, const char *pattern,
				   const char *key)
{
	while ((text = strstr(text, key))) {
		const char *end = match_here(text, pattern);

		if (end || !*text++)
			return end;
	}
	return NULL;
}

/* The break may be in the first word. */
static const char *after_broken_key(const char *text, const char *pattern,
				    const char *key)
{
	size_t longest = strlen(key);
	const char *wrap = text;

	while ((wrap = strchr(wrap, PASTE_WRAP))) {
		for (size_t i = 1; i < longest && wrap - text >= (long)i; i++) {
			const char *end = match_here(wrap - i, pattern);

			if (end)
				return end;
		}
		wrap++;
	}
	return NULL;
}

const char *text_after(const char *text, const char *pattern)
{
	char key[KEY_SIZE];
	const char *end;

	make_key(key, pattern);
	end = after_whole_key(text, pattern, key);
	return end ? end : after_broken_key(text, pattern, key);
}

bool message_matches(const char *text, const char *pattern)
{
	return text_after(text, pattern);
}

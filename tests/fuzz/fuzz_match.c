// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Any pattern against any text, "PATTERN=TEXT", and that text around each
 * message that is known.
 */
#include "../../tool/match.c"

#include <fnmatch.h>

#include "fuzz.h"

/* White space in runs of one space, letters small: what matches does not. */
static char *normal(const char *text)
{
	char *made = malloc(strlen(text) + 1), *end = made;

	HOLDS(made);
	for (; *text; text++) {
		char c = plain(*text);

		if (c != ' ' || end == made || end[-1] != ' ')
			*end++ = c;
	}
	*end = '\0';
	return made;
}

/* For fnmatch(): "*" stays, all else stands for itself. */
static char *as_glob(const char *pattern)
{
	char *glob = malloc(2 * strlen(pattern) + 3), *end = glob;

	HOLDS(glob);
	*end++ = '*';
	for (; *pattern; pattern++) {
		if (*pattern != '*')
			*end++ = '\\';
		*end++ = *pattern;
	}
	*end++ = '*';
	*end = '\0';
	return glob;
}

/* The matcher and fnmatch() are of one mind. */
static void check_against_fnmatch(const char *text, const char *pattern)
{
	char *plain_text = normal(text), *plain_pattern = normal(pattern);
	char *glob = as_glob(plain_pattern);

	HOLDS(message_matches(text, pattern) == !fnmatch(glob, plain_text, 0));
	free(glob);
	free(plain_pattern);
	free(plain_text);
}

/* A message as it might have been printed: odd cases and spaces, then noise */
static char *disguise(const char *pattern, const char *noise, uint8_t seed)
{
	static const char *const spaces[] = {" ", "\n", " \t", "\r\n"};
	char *text;
	size_t size;
	FILE *file = open_memstream(&text, &size);

	HOLDS(file);
	fputs(noise, file);
	for (; *pattern; pattern++, seed = (uint8_t)(seed * 5 + 1)) {
		if (*pattern == '*')
			fputs(noise, file);
		else if (*pattern == ' ')
			fputs(spaces[seed % 4], file);
		else if (seed & 8 && *pattern >= 'a' && *pattern <= 'z')
			fputc(*pattern - 'a' + 'A', file);
		else
			fputc(*pattern, file);
	}
	fputs(noise, file);
	fclose(file);
	return text;
}

static void check_is_found(const struct message *message, const char *text)
{
	const struct message *found;
	size_t next = 0, before;

	do {
		before = next;
		found = message_find(text, &next);
		HOLDS(found && next > before);
		HOLDS(found == message_at(next - 1));
	} while (found != message);
}

static void check_messages(const char *noise, uint8_t seed)
{
	for (size_t i = 0; i < message_count(); i++) {
		char *text = disguise(message_at(i)->pattern, noise, seed);

		check_is_found(message_at(i), text);
		free(text);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t seed = size ? data[size - 1] : 0;
	char *pattern, *text;
	size_t text_size;

	if (!fuzz_next_line(&data, &size, &pattern, &text, &text_size))
		return 0;
	check_against_fnmatch(text, pattern);
	check_messages(text, seed);
	free(pattern);
	free(text);
	return 0;
}

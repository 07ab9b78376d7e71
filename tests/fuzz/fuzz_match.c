// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Any pattern against any text, "PATTERN=TEXT", and that text around each
 * message that is known.
 */
#include "../../tool/match.c"
#include "../../tool/messages.c"

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

/* A hint's value is short and plain, whatever the text. */
static void check_option(const struct message *message, const char *text)
{
	char option[MESSAGE_OPTION_SIZE];
	size_t length;

	if (!message->option)
		return;
	message_option(option, message, text);
	length = strcspn(option, "=") + 1;
	HOLDS(!strncmp(option, message->option, length));
	HOLDS(option[length] &&
	      !option[length + value_length(option + length)]);
}

static void check_messages(const char *noise, uint8_t seed)
{
	for (size_t i = 0; i < message_count(); i++) {
		const struct message *message = message_at(i);
		char *text = disguise(message->pattern, noise, seed);
		char *with = message->with ? disguise(message->with, text, seed)
					   : NULL;

		HOLDS(message_is_in(message, with ? with : text));
		check_option(message, text);
		check_option(message, noise);
		free(with);
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

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Any pattern against any text, "PATTERN=TEXT", and that text around each
 * message that is known, as people paste it.
 */
#include "../../tool/messages/match.c"
#include "../../tool/messages/messages.c"
#include "../../tool/messages/paste.h"

#include "fuzz.h"

static char *pasted(const char *text)
{
	int error;
	char *made = paste_of_text(text, &error);

	HOLDS(made && !error);
	return made;
}

/*
 * The matcher once more, in another way: all places up to which the pattern
 * can have come, one element after the other. A place counts what a star has
 * taken there.
 */
struct place {
	bool is_reached;
	int taken, breaks;
};

static void reach(struct place *place, int taken, int breaks)
{
	if (!place->is_reached || taken < place->taken)
		*place = (struct place){true, taken, breaks};
}

/* From each place over what a star takes: the least taken is the best. */
static void step_star(struct place *places, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		int breaks = places[i].breaks + (text[i] == PASTE_WRAP);

		if (places[i].is_reached && text[i] != PASTE_LINE &&
		    breaks <= 1 && places[i].taken < STAR_LONGEST)
			reach(&places[i + 1], places[i].taken + 1, breaks);
	}
}

static void step_space(const struct place *from, struct place *to,
		       const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (from[i].is_reached && is_space(text[i]))
			reach(&to[i + 1 + strspn(text + i + 1, " \n\r")], 0, 0);
	}
}

static void step_letter(const struct place *from, struct place *to,
			const char *text, size_t length, char letter)
{
	for (size_t i = 0; i < length; i++) {
		size_t at = i + (text[i] == PASTE_WRAP);

		if (from[i].is_reached && text[at] == plain_character(letter) &&
		    text[at])
			reach(&to[at + 1], 0, 0);
	}
}

static bool is_reachable(const char *text, const char *pattern)
{
	size_t length = strlen(text);
	struct place *from = calloc(length + 2, sizeof(*from)), *to, *was;
	bool found = false;

	HOLDS(from);
	for (size_t i = 0; i <= length; i++)
		from[i].is_reached = true;
	for (; *pattern; pattern++) {
		if (*pattern == '*') {
			step_star(from, text, length);
			continue;
		}
		to = calloc(length + 2, sizeof(*to));
		HOLDS(to);
		if (*pattern == ' ')
			step_space(from, to, text, length);
		else
			step_letter(from, to, text, length, *pattern);
		was = from;
		from = to;
		free(was);
	}
	for (size_t i = 0; i <= length; i++)
		found = found || from[i].is_reached;
	free(from);
	return found;
}

/* How a character of a message may come along */
static void put_disguised(FILE *file, char c, uint8_t seed)
{
	static const char *const spaces[] = {
		" ", "\n", " \t", "\r\n", "\n> ", "\xc2\xa0", "&nbsp;"};
	static const char *const quotes[] = {"'", "&#39;", "\xe2\x80\x99",
					     "\\\"", "\x92"};

	if (seed % 7 == 1)
		fputs("\033[01;31m", file);
	if (c == '*')
		fputs(" 12ab ", file);
	else if (c == ' ')
		fputs(spaces[seed % 7], file);
	else if (c == '\'' || c == '"')
		fputs(quotes[seed % 5], file);
	else if (seed & 8 && c >= 'a' && c <= 'z')
		fputc(c - 'a' + 'A', file);
	else
		fputc(c, file);
}

/* A message as somebody might have pasted it, with noise around it */
static char *disguise(const char *pattern, const char *noise, uint8_t seed)
{
	char *text, *made;
	size_t size;
	FILE *file = open_memstream(&text, &size);

	HOLDS(file);
	fprintf(file, "log\n%s\n", noise);
	for (; *pattern; pattern++, seed = (uint8_t)(seed * 5 + 1))
		put_disguised(file, *pattern, seed);
	fprintf(file, "\n%s", noise);
	fclose(file);
	made = pasted(text);
	free(text);
	return made;
}

/* The value of a hint is short and plain for every text. */
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

static void check_messages(const char *noise, const char *pasted_noise,
			   uint8_t seed)
{
	for (size_t i = 0; i < message_count(); i++) {
		const struct message *message = message_at(i);
		char *text = disguise(message->pattern, noise, seed);
		char *with = message->with ? disguise(message->with, text, seed)
					   : NULL;

		HOLDS(message_is_in(message, with ? with : text));
		check_option(message, text);
		check_option(message, pasted_noise);
		free(with);
		free(text);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t seed = size ? data[size - 1] : 0;
	char *pattern, *noise, *text;
	size_t noise_size;

	if (!fuzz_next_line(&data, &size, &pattern, &noise, &noise_size))
		return 0;
	text = pasted(noise);
	HOLDS(message_matches(text, pattern) == is_reachable(text, pattern));
	check_messages(noise, text, seed);
	free(pattern);
	free(noise);
	free(text);
	return 0;
}

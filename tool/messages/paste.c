// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "characters.h"
#include "log_line.h"
#include "markup.h"
#include "paste.h"
#include "plain.h"

/* A longer line is processed in parts; the result still has one line. */
#define LINE_SIZE (64 << 10)
#define CHUNK_SIZE (64 << 10)
/* RFC 2045 breaks lines before column 76. */
#define MAIL_LINE 70

struct paste {
	struct decoder decoder;
	char line[LINE_SIZE + 1];
	size_t length;
	bool is_part; /* the line continues where its last part ended */
	bool had_return;
	size_t last_length; /* the length of the line before */
	char *text;
	size_t used, size;
	int error;
};

static void put(struct paste *paste, char c)
{
	size_t size = paste->size ? paste->size * 2 : CHUNK_SIZE;
	char *text;

	if (paste->used + 1 >= paste->size && !paste->error) {
		text = size <= PASTE_LARGEST ? realloc(paste->text, size)
					     : NULL;
		if (!text) {
			paste->error = size <= PASTE_LARGEST ? -ENOMEM : -EFBIG;
			return;
		}
		paste->text = text;
		paste->size = size;
	}
	if (!paste->error)
		paste->text[paste->used++] = c;
}

/* Put nothing before the first word, and no break beside another. */
static void put_break(struct paste *paste, char kind)
{
	char last = paste->used ? paste->text[paste->used - 1] : PASTE_LINE;

	if (last == PASTE_WRAP || (last == ' ' && kind != ' '))
		paste->text[paste->used - 1] = kind;
	else if (last != ' ' && last != PASTE_LINE)
		put(paste, kind);
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static void put_words(struct paste *paste, const char *words)
{
	for (; *words; words++) {
		if (is_space(*words))
			put_break(paste, ' ');
		else
			put(paste, plain_character(*words));
	}
}

/* Put one line, as people see it. */
static void put_line(struct paste *paste, char *line)
{
	const char *words = markup_skip_quote(line);

	if (!*words) {
		paste->last_length = 0;
		return;
	}
	put_break(paste, log_line_may_go_on(paste->last_length, words)
				 ? PASTE_WRAP
				 : PASTE_LINE);
	put_words(paste, words);
	paste->last_length = strlen(words);
}

/* Cut off the next part of a line, up to a newline. */
static char *next_part(char **left)
{
	char *part = *left, *end = part + strcspn(part, "\n");

	*left = *end ? end + 1 : NULL;
	*end = '\0';
	return part;
}

/*
 * Process a line, or as much of it as fits. Its markup can make several lines
 * of it.
 */
static void take_line(struct paste *paste, bool is_whole)
{
	char *left = paste->line;

	paste->line[paste->length] = '\0';
	paste->length = 0;
	markup_remove(left);
	if (paste->is_part)
		put_words(paste, next_part(&left));
	while (left)
		put_line(paste, next_part(&left));
	paste->is_part = !is_whole;
}

/* Quoted-printable mail breaks long lines in this way, at any place. */
static bool is_softly_broken(const struct paste *paste)
{
	return paste->length >= MAIL_LINE &&
	       paste->line[paste->length - 1] == '=';
}

static void end_line(struct paste *paste)
{
	bool is_soft = is_softly_broken(paste);

	paste->length -= is_soft;
	take_line(paste, !is_soft);
}

static void take_character(struct paste *paste, uint32_t character)
{
	bool is_second = character == '\n' && paste->had_return;
	char own[2];
	const char *ascii = characters_ascii(character, own);

	paste->had_return = character == '\r';
	if (is_second)
		return;
	for (; *ascii; ascii++) {
		if (*ascii == '\n' || *ascii == '\r') {
			end_line(paste);
			continue;
		}
		paste->line[paste->length++] = *ascii;
		if (paste->length == LINE_SIZE)
			take_line(paste, false);
	}
}

static void take_bytes(struct paste *paste, const uint8_t *bytes, size_t size)
{
	uint32_t characters[CHARACTERS_MOST];

	for (size_t i = 0; i < size && !paste->error; i++) {
		size_t count = characters_decode(&paste->decoder, bytes[i],
						 characters);

		for (size_t j = 0; j < count; j++)
			take_character(paste, characters[j]);
	}
}

/* The first bytes of files that gzip, xz, zstd, bzip2, lz4 and zip made */
static const char *const compressed[] = {
	"\037\213",   "\3757zXZ",    "(\265/\375",
	"BZh91AY&SY", "\004\"M\030", "PK\003\004",
};

static bool is_compressed(const uint8_t *bytes, size_t size)
{
	for (size_t i = 0; i < sizeof(compressed) / sizeof(compressed[0]);
	     i++) {
		size_t length = strlen(compressed[i]);

		if (size >= length && !memcmp(bytes, compressed[i], length))
			return true;
	}
	return false;
}

static void begin(struct paste *paste, const uint8_t *bytes, size_t size)
{
	*paste = (struct paste){
		.decoder.encoding = characters_encoding(bytes, size),
	};
}

static char *finish(struct paste *paste, int *error)
{
	take_line(paste, true);
	put(paste, '\0');
	*error = paste->error;
	if (!paste->error)
		return paste->text;
	free(paste->text);
	return NULL;
}

static void take_file(struct paste *paste, FILE *file)
{
	uint8_t bytes[CHUNK_SIZE];
	size_t size = fread(bytes, 1, sizeof(bytes), file);

	begin(paste, bytes, size);
	if (is_compressed(bytes, size))
		paste->error = -EPROTO;
	while (size && !paste->error) {
		take_bytes(paste, bytes, size);
		size = fread(bytes, 1, sizeof(bytes), file);
	}
	if (ferror(file) && !paste->error)
		paste->error = -errno;
}

char *paste_of_file(FILE *file, int *error)
{
	struct paste *paste = malloc(sizeof(*paste));
	char *text;

	*error = -ENOMEM;
	if (!paste)
		return NULL;
	take_file(paste, file);
	text = finish(paste, error);
	free(paste);
	return text;
}

char *paste_of_text(const char *text, int *error)
{
	struct paste *paste = malloc(sizeof(*paste));
	char *made;

	*error = -ENOMEM;
	if (!paste)
		return NULL;
	begin(paste, (const uint8_t *)text, strlen(text));
	take_bytes(paste, (const uint8_t *)text, strlen(text));
	made = finish(paste, error);
	free(paste);
	return made;
}

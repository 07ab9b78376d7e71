// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Any bytes as a text that was pasted: what is made of it has the form that
 * paste.h promises, and it is the same however the bytes come.
 */
#include "../../tool/messages/paste.c"

#include "fuzz.h"

static bool is_break(char c)
{
	return c == ' ' || c == PASTE_LINE || c == PASTE_WRAP;
}

static void check_form(const char *text)
{
	for (const char *c = text; *c; c++) {
		HOLDS(is_break(*c) || (*c > ' ' && *c <= '~'));
		HOLDS(*c < 'A' || *c > 'Z');
		HOLDS(*c != '"' && *c != '`');
		HOLDS(c > text ? !is_break(*c) || !is_break(c[-1])
			       : !is_break(*c));
	}
}

/* In pieces of one size, and no file is asked for them */
static char *in_pieces(const uint8_t *data, size_t size, size_t piece)
{
	struct paste *paste = malloc(sizeof(*paste));
	char *text;
	int error;

	HOLDS(paste);
	begin(paste, data, size);
	for (size_t done = 0; done < size; done += piece)
		take_bytes(paste, data + done,
			   size - done < piece ? size - done : piece);
	text = finish(paste, &error);
	HOLDS(text && !error);
	free(paste);
	return text;
}

static char *from_file(const uint8_t *data, size_t size)
{
	FILE *file = fmemopen((void *)data, size, "r");
	char *text;
	int error;

	HOLDS(file);
	text = paste_of_file(file, &error);
	HOLDS(text && !error);
	fclose(file);
	return text;
}

static void check_refusal(const uint8_t *data, size_t size)
{
	FILE *file = fmemopen((void *)data, size, "r");
	int error;

	HOLDS(file);
	HOLDS(!paste_of_file(file, &error) && error == -EPROTO);
	fclose(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *whole = in_pieces(data, size, size + 1);
	char *pieces = in_pieces(data, size, 7);

	check_form(whole);
	HOLDS(!strcmp(whole, pieces));
	if (is_compressed(data, size)) {
		check_refusal(data, size);
	} else if (size) {
		free(pieces);
		pieces = from_file(data, size);
		HOLDS(!strcmp(whole, pieces));
	}
	free(pieces);
	free(whole);
	return 0;
}

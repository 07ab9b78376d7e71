// SPDX-License-Identifier: GPL-2.0-or-later
#include <string.h>

#include "fuzz.h"

/* A string of bytes that may hold NULs, with one more behind them */
static char *copy(const uint8_t *data, size_t size)
{
	char *copied = malloc(size + 1);

	HOLDS(copied);
	if (size)
		memcpy(copied, data, size);
	copied[size] = '\0';
	for (size_t i = 0; i < size; i++) {
		if (copied[i] == '|')
			copied[i] = '\n';
	}
	return copied;
}

bool fuzz_next_line(const uint8_t **data, size_t *size, char **key, char **text,
		    size_t *text_size)
{
	const uint8_t *line = *data, *end, *mark;
	size_t length;

	if (!*size)
		return false;
	end = memchr(line, '\n', *size);
	length = end ? (size_t)(end - line) : *size;
	mark = memchr(line, '=', length);
	if (!mark)
		mark = line + length;
	*key = copy(line, (size_t)(mark - line));
	if (mark < line + length)
		mark++;
	*text_size = (size_t)(line + length - mark);
	*text = copy(mark, *text_size);
	*data += length + (end != NULL);
	*size -= length + (end != NULL);
	return true;
}

void fuzz_check_message(const char *message, size_t size)
{
	size_t length = strnlen(message, size);

	HOLDS(length > 0 && length < size);
	for (size_t i = 0; i < length; i++)
		HOLDS(message[i] >= ' ' && message[i] <= '~');
}

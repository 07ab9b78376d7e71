// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdint.h>
#include <string.h>

#include "utf8.h"

/*
 * By the first byte: the number of bytes, and the range of the second (Unicode,
 * table 3-7)
 */
static const struct {
	uint8_t first, last;
	uint8_t length;
	uint8_t second_first, second_last;
} sequences[] = {
	{0x01, 0x7f, 1, 0, 0},	     {0xc2, 0xdf, 2, 0x80, 0xbf},
	{0xe0, 0xe0, 3, 0xa0, 0xbf}, {0xe1, 0xec, 3, 0x80, 0xbf},
	{0xed, 0xed, 3, 0x80, 0x9f}, {0xee, 0xef, 3, 0x80, 0xbf},
	{0xf0, 0xf0, 4, 0x90, 0xbf}, {0xf1, 0xf3, 4, 0x80, 0xbf},
	{0xf4, 0xf4, 4, 0x80, 0x8f},
};

static bool is_within(uint8_t byte, uint8_t first, uint8_t last)
{
	return byte >= first && byte <= last;
}

static bool goes_on(const uint8_t *bytes, size_t row)
{
	if (sequences[row].length == 1)
		return true;
	if (!is_within(bytes[1], sequences[row].second_first,
		       sequences[row].second_last))
		return false;
	for (size_t i = 2; i < sequences[row].length; i++) {
		if (!is_within(bytes[i], 0x80, 0xbf))
			return false;
	}
	return true;
}

size_t utf8_character(const char *text, size_t length)
{
	const uint8_t *bytes = (const uint8_t *)text;

	for (size_t i = 0; i < sizeof(sequences) / sizeof(*sequences); i++) {
		if (!length ||
		    !is_within(bytes[0], sequences[i].first, sequences[i].last))
			continue;
		return sequences[i].length <= length && goes_on(bytes, i)
			       ? sequences[i].length
			       : 0;
	}
	return 0;
}

bool utf8_is_valid(const char *text)
{
	size_t left = strlen(text), taken = 1;

	for (; left && taken; text += taken, left -= taken)
		taken = utf8_character(text, left);
	return !left;
}

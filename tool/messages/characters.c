// SPDX-License-Identifier: GPL-2.0-or-later
#include "characters.h"

/* The number of bytes to test if no mark gives the byte order */
#define SAMPLE 1024
#define REPLACEMENT '?'

enum encoding characters_encoding(const uint8_t *start, size_t size)
{
	size_t zeros[2] = {0, 0}, pairs;

	if (size >= 2 && start[0] == 0xff && start[1] == 0xfe)
		return ENCODING_UTF16LE;
	if (size >= 2 && start[0] == 0xfe && start[1] == 0xff)
		return ENCODING_UTF16BE;
	if (size > SAMPLE)
		size = SAMPLE;
	pairs = size / 2;
	for (size_t i = 0; i < pairs * 2; i++)
		zeros[i % 2] += !start[i];
	/*
	 * In UTF-16, ASCII letters always have their zero byte on the same
	 * side.
	 */
	if (zeros[1] * 2 > pairs && !zeros[0])
		return ENCODING_UTF16LE;
	if (zeros[0] * 2 > pairs && !zeros[1])
		return ENCODING_UTF16BE;
	return ENCODING_UTF8;
}

/*
 * The characters of Windows-1252 in place of Latin-1's control characters, as
 * far as messages need them
 */
static uint32_t character_of_byte(uint8_t byte)
{
	switch (byte) {
	case 0x85:
		return 0x2026;
	case 0x82:
	case 0x91:
	case 0x92:
		return '\'';
	case 0x84:
	case 0x93:
	case 0x94:
		return '"';
	case 0x96:
	case 0x97:
		return '-';
	default:
		return byte >= 0x80 && byte < 0xa0 ? REPLACEMENT : byte;
	}
}

/* How many bytes a character of UTF-8 has that begins so; 0: none does. */
static size_t utf8_length(uint8_t first)
{
	if (first < 0x80)
		return 1;
	if (first >= 0xc2 && first <= 0xdf)
		return 2;
	if (first >= 0xe0 && first <= 0xef)
		return 3;
	return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

/* The bytes that looked like the begin of a character are one each. */
static size_t give_up(struct decoder *decoder, uint32_t *characters)
{
	size_t count = decoder->filled;

	for (size_t i = 0; i < count; i++)
		characters[i] = character_of_byte(decoder->bytes[i]);
	decoder->filled = 0;
	return count;
}

static uint32_t utf8_character(const uint8_t *bytes, size_t length)
{
	uint32_t character = length == 1 ? bytes[0] : bytes[0] & 0x7f >> length;

	for (size_t i = 1; i < length; i++)
		character = character << 6 | (bytes[i] & 0x3f);
	return character;
}

static size_t decode_utf8(struct decoder *decoder, uint8_t byte,
			  uint32_t *characters)
{
	size_t count = 0, length;

	if (decoder->filled && (byte & 0xc0) != 0x80)
		count = give_up(decoder, characters);
	if (!decoder->filled && !utf8_length(byte)) {
		characters[count] = character_of_byte(byte);
		return count + 1;
	}
	decoder->bytes[decoder->filled++] = byte;
	length = utf8_length(decoder->bytes[0]);
	if (decoder->filled < length)
		return count;
	characters[count] = utf8_character(decoder->bytes, length);
	decoder->filled = 0;
	return count + 1;
}

/* Halves of what is beyond 16 bits are two unknown characters: no message has
 * any.
 */
static size_t decode_utf16(struct decoder *decoder, uint8_t byte,
			   uint32_t *characters)
{
	size_t high = decoder->encoding == ENCODING_UTF16BE ? 0 : 1;

	decoder->bytes[decoder->filled++] = byte;
	if (decoder->filled < 2)
		return 0;
	decoder->filled = 0;
	characters[0] =
		(uint32_t)decoder->bytes[high] << 8 | decoder->bytes[1 - high];
	return 1;
}

size_t characters_decode(struct decoder *decoder, uint8_t byte,
			 uint32_t characters[CHARACTERS_MOST])
{
	if (decoder->encoding == ENCODING_UTF8)
		return decode_utf8(decoder, byte, characters);
	return decode_utf16(decoder, byte, characters);
}

struct range {
	uint32_t first, last;
	const char *ascii;
};

/* In the order of Unicode's numbers */
static const struct range ranges[] = {
	{0x0000, 0x0000, ""},	 {0x0085, 0x0085, "\n"},
	{0x00a0, 0x00a0, " "},	 {0x00ab, 0x00ab, "\""},
	{0x00ad, 0x00ad, ""},	 {0x00b4, 0x00b4, "'"},
	{0x00bb, 0x00bb, "\""},	 {0x02b9, 0x02bc, "'"},
	{0x0300, 0x036f, ""},	 {0x1680, 0x1680, " "},
	{0x2000, 0x200a, " "},	 {0x200b, 0x200f, ""},
	{0x2010, 0x2015, "-"},	 {0x2018, 0x201b, "'"},
	{0x201c, 0x201f, "\""},	 {0x2026, 0x2026, "..."},
	{0x2028, 0x2029, "\n"},	 {0x202a, 0x202e, ""},
	{0x202f, 0x202f, " "},	 {0x2032, 0x2032, "'"},
	{0x2033, 0x2033, "\""},	 {0x2039, 0x203a, "'"},
	{0x205f, 0x205f, " "},	 {0x2060, 0x2064, ""},
	{0x2212, 0x2212, "-"},	 {0x2215, 0x2215, "/"},
	{0x3000, 0x3000, " "},	 {0xfb00, 0xfb00, "ff"},
	{0xfb01, 0xfb01, "fi"},	 {0xfb02, 0xfb02, "fl"},
	{0xfb03, 0xfb03, "ffi"}, {0xfb04, 0xfb04, "ffl"},
	{0xfe00, 0xfe0f, ""},	 {0xfeff, 0xfeff, ""},
	{0xfff9, 0xfffb, ""},
};

#define RANGE_COUNT (sizeof(ranges) / sizeof(ranges[0]))

/* Fullwidth forms: all of ASCII once more, as wide as an ideograph. */
#define WIDE_FIRST 0xff01
#define WIDE_LAST 0xff5e

static const char *one(uint32_t character, char own[2])
{
	own[0] = (char)character;
	own[1] = '\0';
	return own;
}

const char *characters_ascii(uint32_t character, char own[2])
{
	/* Nearly all characters are ASCII letters. */
	if (character - 1 < 0x7f)
		return one(character, own);
	for (size_t i = 0; i < RANGE_COUNT; i++) {
		if (character >= ranges[i].first && character <= ranges[i].last)
			return ranges[i].ascii;
	}
	if (character >= WIDE_FIRST && character <= WIDE_LAST)
		character -= WIDE_FIRST - '!';
	return one(character < 0x80 ? character : REPLACEMENT, own);
}

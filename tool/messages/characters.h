/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Turns the bytes of a text, in any known encoding, into the ASCII characters
 * that replace them in a message.
 */
#ifndef COMPATCAPS_CHARACTERS_H
#define COMPATCAPS_CHARACTERS_H

#include <stddef.h>
#include <stdint.h>

enum encoding {
	ENCODING_UTF8, /* and Windows-1252, if a byte is not valid UTF-8 */
	ENCODING_UTF16LE,
	ENCODING_UTF16BE,
};

/* Set `encoding`, and the rest to 0. */
struct decoder {
	enum encoding encoding;
	uint8_t bytes[4]; /* of an incomplete character */
	size_t filled;
};

/* The most characters that one call of characters_decode() returns */
#define CHARACTERS_MOST 4

/*
 * Recognise the encoding of a text by its first bytes: a byte order mark, or
 * zero bytes where UTF-16 has them for ASCII letters.
 */
enum encoding characters_encoding(const uint8_t *start, size_t size);

/* Take one byte. Returns the number of characters that it completes. */
size_t characters_decode(struct decoder *decoder, uint8_t byte,
			 uint32_t characters[CHARACTERS_MOST]);

/*
 * What replaces a character in a message. Quotes, dashes and spaces of all
 * kinds become those of ASCII, and compatibility forms of letters the plain
 * letters. An invisible character becomes an empty string, one that ASCII
 * cannot express "?". `own`: space for the result
 */
const char *characters_ascii(uint32_t character, char own[2]);

#endif

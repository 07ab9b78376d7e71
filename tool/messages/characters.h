/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From the bytes of a text, whatever encodes them, to the ASCII characters that
 * stand for them in a message.
 */
#ifndef COMPATCAPS_CHARACTERS_H
#define COMPATCAPS_CHARACTERS_H

#include <stddef.h>
#include <stdint.h>

enum encoding {
	ENCODING_UTF8, /* and Windows-1252, where a byte is not valid UTF-8 */
	ENCODING_UTF16LE,
	ENCODING_UTF16BE,
};

/* Set `encoding`, the rest to 0. */
struct decoder {
	enum encoding encoding;
	uint8_t bytes[4]; /* of a character that is not complete */
	size_t filled;
};

/* How many characters characters_decode() gives at most */
#define CHARACTERS_MOST 4

/*
 * Which encoding a text has, by its first bytes: a byte order mark, or zero
 * bytes where UTF-16 has them for letters of ASCII.
 */
enum encoding characters_encoding(const uint8_t *start, size_t size);

/* Take one byte. Returns how many characters are complete with it. */
size_t characters_decode(struct decoder *decoder, uint8_t byte,
			 uint32_t characters[CHARACTERS_MOST]);

/*
 * What stands for a character in a message: quotes, dashes and spaces of all
 * kinds become those of ASCII, letters of compatibility forms the plain ones.
 * Of what cannot be seen it is empty, of all that ASCII cannot express "?".
 * `own` is room for it.
 */
const char *characters_ascii(uint32_t character, char own[2]);

#endif

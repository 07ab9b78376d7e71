/* SPDX-License-Identifier: GPL-2.0-or-later */
/* UTF-8 as Unicode and RFC 3629 have it: no surrogates, nothing overlong. */
#ifndef COMPATCAPS_RECORDS_UTF8_H
#define COMPATCAPS_RECORDS_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* The bytes of the character that a text begins with; 0: it begins with none */
size_t utf8_character(const char *text, size_t length);

/* Whether all of a text is such characters */
bool utf8_is_valid(const char *text);

#endif

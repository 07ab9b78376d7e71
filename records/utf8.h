/* SPDX-License-Identifier: GPL-2.0-or-later */
/* UTF-8 according to Unicode and RFC 3629: no surrogates, no overlong forms. */
#ifndef COMPATCAPS_RECORDS_UTF8_H
#define COMPATCAPS_RECORDS_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* The number of bytes of the first character of a text; 0: it is not valid */
size_t utf8_character(const char *text, size_t length);

/* Whether all characters of a text are valid */
bool utf8_is_valid(const char *text);

#endif

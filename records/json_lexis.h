/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The words of a JSON text, as RFC 8259 has them. cJSON, which makes a tree of
 * them, takes more: any control character as white space or in a string,
 * numbers as strtod() does, what is not UTF-8, \u0000 as an end.
 */
#ifndef COMPATCAPS_RECORDS_JSON_LEXIS_H
#define COMPATCAPS_RECORDS_JSON_LEXIS_H

#include <stddef.h>

/* Deeper than any record; cJSON calls itself for each level. */
#define JSON_DEEPEST 128

/*
 * text: with a NUL behind it, at text[length].
 *
 * Returns `length`: each word is one; or where the first one is that is none,
 * and *what says why.
 */
size_t json_check_lexis(const char *text, size_t length, const char **what);

#endif

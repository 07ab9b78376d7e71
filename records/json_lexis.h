/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The tokens of a JSON text, according to RFC 8259. cJSON, which builds the
 * tree, accepts more: any control character as white space or in a string,
 * numbers in the form of strtod(), invalid UTF-8, and \u0000 as an end.
 */
#ifndef COMPATCAPS_RECORDS_JSON_LEXIS_H
#define COMPATCAPS_RECORDS_JSON_LEXIS_H

#include <stddef.h>

/* Deeper than any record; cJSON recurses once for each level. */
#define JSON_DEEPEST 128

/*
 * text: followed by a NUL, at text[length].
 *
 * Returns `length` if all tokens are valid; otherwise the position of the first
 * that is not, and *what says why.
 */
size_t json_check_lexis(const char *text, size_t length, const char **what);

#endif

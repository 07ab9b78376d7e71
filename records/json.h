/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reading JSON. All records go through json_read(). It accepts what RFC 8259
 * calls a JSON text and nothing else. The RFC leaves some points open; there it
 * refuses an object with a name twice, \u0000, and numbers that are too large
 * for a double.
 */
#ifndef COMPATCAPS_RECORDS_JSON_H
#define COMPATCAPS_RECORDS_JSON_H

#include <stddef.h>
#include <cjson/cJSON.h>

#define JSON_MESSAGE_SIZE 160

/* No record is longer; a longer input would only delay its reader. */
#define JSON_LARGEST (1 << 20)

/*
 * text: followed by a NUL, at text[length]; at most JSON_LARGEST bytes.
 *
 * tree: valid until the next call, whether that one succeeds or not.
 *
 * Returns 0, -EINVAL or -ENOMEM. The message says what is wrong and where; it
 * can contain parts of the text.
 */
int json_read(const char *text, size_t length, const cJSON **tree,
	      char message[JSON_MESSAGE_SIZE]);

/* The member of an object; NULL: it has none, or this is not an object */
const cJSON *json_member(const cJSON *object, const char *name);

/* The value of a string; NULL: this is not a string */
const char *json_text(const cJSON *string);

#endif

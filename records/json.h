/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * JSON, read: each record of this program goes through json_read(), which takes
 * what RFC 8259 calls a JSON text and nothing else. Of what the RFC leaves
 * open it refuses objects with a member twice, \u0000, and numbers that are
 * too large for a double.
 */
#ifndef COMPATCAPS_RECORDS_JSON_H
#define COMPATCAPS_RECORDS_JSON_H

#include <stddef.h>
#include <cjson/cJSON.h>

#define JSON_MESSAGE_SIZE 160

/* A longer record is none; a reader of more would only be held up. */
#define JSON_LARGEST (1 << 20)

/*
 * text: with a NUL behind it, at text[length]; at most JSON_LARGEST bytes.
 * tree: lives until the next call, whatever comes of that one.
 *
 * Returns 0, -EINVAL or -ENOMEM; the message says what is wrong, and where. It
 * may hold parts of the text.
 */
int json_read(const char *text, size_t length, const cJSON **tree,
	      char message[JSON_MESSAGE_SIZE]);

/* The member of an object; NULL: there is none, or this is no object */
const cJSON *json_member(const cJSON *object, const char *name);

/* What a string holds; NULL: this is none */
const char *json_text(const cJSON *string);

#endif

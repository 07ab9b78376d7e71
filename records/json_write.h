/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Writing JSON, value after value, directly to a file. Nothing is allocated, so
 * memory cannot run out. A write error of the file shows when it is closed.
 */
#ifndef COMPATCAPS_RECORDS_JSON_WRITE_H
#define COMPATCAPS_RECORDS_JSON_WRITE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum json_style {
	JSON_FOR_PEOPLE, /* one value a line, indented */
	JSON_ON_A_LINE,
	/* The output also cannot end an element of HTML. */
	JSON_IN_HTML,
};

#define JSON_WRITE_DEEPEST 8

struct json_writer {
	FILE *file;
	enum json_style style;
	int depth;
	/* For each level */
	char ends[JSON_WRITE_DEEPEST];
	bool has_values[JSON_WRITE_DEEPEST];
};

/* Writes nothing yet. The value that is written first is the whole document. */
struct json_writer json_writer(FILE *file, enum json_style style);

/*
 * In an object each value has a key; elsewhere key is NULL.
 *
 * Any text becomes a string: a byte that is not valid UTF-8 is written as "?".
 * NULL is written as null.
 */
void json_write_text(struct json_writer *writer, const char *key,
		     const char *text);
void json_write_number(struct json_writer *writer, const char *key,
		       uint64_t number);
void json_write_boolean(struct json_writer *writer, const char *key,
			bool boolean);
void json_write_null(struct json_writer *writer, const char *key);

/* The values that are written next, up to json_close(), are inside it. */
void json_open_object(struct json_writer *writer, const char *key);
void json_open_array(struct json_writer *writer, const char *key);
void json_close(struct json_writer *writer);

#endif

// SPDX-License-Identifier: GPL-2.0-or-later
/* Records as JSON. Later versions may add members; they are passed over. */
#include <errno.h>
#include <string.h>
#include <jansson.h>

#include "record.h"

#define FORMAT "compatcaps-record"
#define VERSION 1
/* A record is some kilobytes; a reader of more would only be held up. */
#define LARGEST (1 << 20)

static int add_text(struct compatcaps_evidence *evidence, const char *path,
		    const json_t *value, char message[RECORD_MESSAGE_SIZE])
{
	const char *text = json_string_value(value);
	int error;

	if (!text)
		return record_fail(message, "the text of '%.100s' is no string",
				   path);
	error = compatcaps_evidence_add(evidence, path, text);
	if (!error)
		return 0;
	return record_fail(message, "'%.100s' %s", path,
			   error == -ENOSPC
				   ? "has no room: the record is too large"
				   : "is no path of a text");
}

static int read_texts(const json_t *texts, struct compatcaps_evidence *evidence,
		      char message[RECORD_MESSAGE_SIZE])
{
	const char *path;
	json_t *value;

	json_object_foreach((json_t *)texts, path, value)
	{
		if (add_text(evidence, path, value, message))
			return -1;
	}
	return 0;
}

static int read_record(const json_t *json, struct compatcaps_evidence *evidence,
		       char message[RECORD_MESSAGE_SIZE])
{
	const char *format = json_string_value(json_object_get(json, "format"));
	const json_t *version = json_object_get(json, "version");
	const json_t *texts = json_object_get(json, "texts");
	const char *what = NULL;

	if (!format || strcmp(format, FORMAT))
		what = "it is no record: \"format\" is not \"" FORMAT "\"";
	else if (!json_is_integer(version) || json_integer_value(version) < 1)
		what = "\"version\" is no version";
	else if (json_integer_value(version) > VERSION)
		what = "it is of a later version than this program reads (1)";
	else if (!json_is_object(texts))
		what = "\"texts\" is no object";
	if (!what)
		return read_texts(texts, evidence, message);
	return record_fail(message, "%s", what);
}

struct limited_file {
	FILE *file;
	size_t left;
};

static size_t read_limited(void *buffer, size_t size, void *data)
{
	struct limited_file *limited = data;
	size_t count;

	if (size > limited->left)
		size = limited->left;
	if (!size)
		return (size_t)-1;
	count = fread(buffer, 1, size, limited->file);
	limited->left -= count;
	return count;
}

int record_read_json(FILE *file, struct compatcaps_evidence *evidence,
		     char message[RECORD_MESSAGE_SIZE])
{
	struct limited_file limited = {file, LARGEST};
	json_error_t error;
	json_t *json = json_load_callback(read_limited, &limited,
					  JSON_REJECT_DUPLICATES, &error);
	int result;

	if (!json && !limited.left)
		return record_fail(message, "it is larger than %d bytes",
				   LARGEST);
	if (!json)
		return record_fail(message, "line %d, column %d: %s",
				   error.line, error.column, error.text);
	result = read_record(json, evidence, message);
	json_decref(json);
	return result;
}

/* A text may be anything: what is not UTF-8 is written as '?'. */
static json_t *json_of_text(const char *text)
{
	json_t *json = json_string(text);
	char ascii[COMPATCAPS_EVIDENCE_SIZE];
	size_t length = strlen(text);

	if (json)
		return json;
	for (size_t i = 0; i <= length; i++)
		ascii[i] = text[i] & 0x80 ? '?' : text[i];
	return json_string(ascii);
}

static int add_texts(json_t *texts, const struct compatcaps_evidence *evidence)
{
	const char *path, *text;

	for (size_t i = 0; !compatcaps_evidence_at(evidence, i, &path, &text);
	     i++) {
		if (json_object_set_new(texts, path, json_of_text(text)))
			return -ENOMEM;
	}
	return 0;
}

int record_write_json(FILE *file, const struct compatcaps_evidence *evidence)
{
	json_t *texts = json_object();
	json_t *json = json_pack("{s:s, s:i, s:O}", "format", FORMAT, "version",
				 VERSION, "texts", texts);
	int error = -ENOMEM;

	if (json && texts)
		error = add_texts(texts, evidence);
	if (!error) {
		json_dumpf(json, file, JSON_INDENT(2));
		fputc('\n', file);
	}
	json_decref(texts);
	json_decref(json);
	return error;
}

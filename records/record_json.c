// SPDX-License-Identifier: GPL-2.0-or-later
/* Records as JSON. Later versions may add members; they are ignored. */
#include <errno.h>
#include <string.h>

#include "json_write.h"
#include "record.h"

#define FORMAT "compatcaps-record"
#define VERSION 1

static int add_text(struct compatcaps_evidence *evidence, const cJSON *member,
		    char message[RECORD_MESSAGE_SIZE])
{
	const char *text = json_text(member);
	int error;

	if (!text)
		return record_fail(message,
				   "the text of '%.100s' is not a string",
				   member->string);
	error = compatcaps_evidence_add(evidence, member->string, text);
	if (!error)
		return 0;
	return record_fail(message, "'%.100s' %s", member->string,
			   error == -ENOSPC ? "does not fit: the record is too "
					      "large (limit 16384 bytes)"
					    : "is not a valid text path");
}

bool record_has_format(const cJSON *json, const char *format)
{
	const char *own = json_text(json_member(json, "format"));

	return own && !strcmp(own, format);
}

int record_check_version(const cJSON *json, char message[RECORD_MESSAGE_SIZE])
{
	const cJSON *version = json_member(json, "version");

	if (!cJSON_IsNumber(version) || version->valuedouble < 1 ||
	    (version->valuedouble < 1e15 &&
	     (double)(long long)version->valuedouble != version->valuedouble))
		return record_fail(
			message, "\"version\" is not a whole number from 1 on");
	if (version->valuedouble > VERSION)
		return record_fail(
			message,
			"version %.0f of the format is newer than this program "
			"supports (%d); use a newer compatcaps",
			version->valuedouble, VERSION);
	return 0;
}

int record_from_json(const cJSON *json, struct compatcaps_evidence *evidence,
		     char message[RECORD_MESSAGE_SIZE])
{
	const cJSON *texts = json_member(json, "texts"), *member;

	evidence->used = 0;
	if (!record_has_format(json, FORMAT))
		return record_fail(message, "it is not a record: \"format\" is "
					    "not \"" FORMAT "\"");
	if (record_check_version(json, message))
		return -1;
	if (!cJSON_IsObject(texts))
		return record_fail(message, "\"texts\" is not an object");
	cJSON_ArrayForEach(member, texts)
	{
		if (add_text(evidence, member, message))
			return -1;
	}
	return 0;
}

int record_read_json(const char *text, size_t length,
		     struct compatcaps_evidence *evidence,
		     char message[RECORD_MESSAGE_SIZE])
{
	char what[JSON_MESSAGE_SIZE];
	const cJSON *json;
	int error = json_read(text, length, &json, what);

	if (!error)
		return record_from_json(json, evidence, message);
	record_fail(message, "%s", what);
	return error;
}

void record_write_json(FILE *file, const struct compatcaps_evidence *evidence)
{
	struct json_writer writer = json_writer(file, JSON_FOR_PEOPLE);
	const char *path, *text;

	json_open_object(&writer, NULL);
	json_write_text(&writer, "format", FORMAT);
	json_write_number(&writer, "version", VERSION);
	json_open_object(&writer, "texts");
	for (size_t i = 0; !compatcaps_evidence_at(evidence, i, &path, &text);
	     i++)
		json_write_text(&writer, path, text);
	json_close(&writer);
	json_close(&writer);
	putc('\n', file);
}

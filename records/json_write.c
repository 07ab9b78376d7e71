// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <string.h>

#include "json_write.h"
#include "utf8.h"

struct json_writer json_writer(FILE *file, enum json_style style)
{
	return (struct json_writer){.file = file, .style = style};
}

static void write_escaped(const struct json_writer *writer, char c)
{
	static const char letters[][2] = {
		{'"', '"'},  {'\\', '\\'}, {'\b', 'b'}, {'\f', 'f'},
		{'\n', 'n'}, {'\r', 'r'},  {'\t', 't'}};

	for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++) {
		if (letters[i][0] == c) {
			putc('\\', writer->file);
			putc(letters[i][1], writer->file);
			return;
		}
	}
	fprintf(writer->file, "\\u%04X", (unsigned char)c);
}

static bool needs_escape(const struct json_writer *writer, char c)
{
	return (unsigned char)c < ' ' || c == '"' || c == '\\' ||
	       (c == '<' && writer->style == JSON_IN_HTML);
}

static void write_string(const struct json_writer *writer, const char *text)
{
	size_t left = strlen(text), length;

	putc('"', writer->file);
	for (; left; text += length, left -= length) {
		length = utf8_character(text, left);
		if (!length)
			putc('?', writer->file);
		else if (needs_escape(writer, *text))
			write_escaped(writer, *text);
		else
			fwrite(text, length, 1, writer->file);
		length += !length;
	}
	putc('"', writer->file);
}

static void new_line(const struct json_writer *writer)
{
	if (writer->style == JSON_FOR_PEOPLE)
		fprintf(writer->file, "\n%*s", 2 * writer->depth, "");
}

/* What is written before a value */
static void begin_value(struct json_writer *writer, const char *key)
{
	bool *has_values;

	if (!writer->depth)
		return;
	has_values = &writer->has_values[writer->depth - 1];
	if (*has_values)
		putc(',', writer->file);
	*has_values = true;
	new_line(writer);
	if (!key)
		return;
	write_string(writer, key);
	fputs(writer->style == JSON_FOR_PEOPLE ? ": " : ":", writer->file);
}

void json_write_text(struct json_writer *writer, const char *key,
		     const char *text)
{
	if (!text) {
		json_write_null(writer, key);
		return;
	}
	begin_value(writer, key);
	write_string(writer, text);
}

void json_write_number(struct json_writer *writer, const char *key,
		       uint64_t number)
{
	begin_value(writer, key);
	fprintf(writer->file, "%" PRIu64, number);
}

void json_write_boolean(struct json_writer *writer, const char *key,
			bool boolean)
{
	begin_value(writer, key);
	fputs(boolean ? "true" : "false", writer->file);
}

void json_write_null(struct json_writer *writer, const char *key)
{
	begin_value(writer, key);
	fputs("null", writer->file);
}

static void open_value(struct json_writer *writer, const char *key, char start,
		       char end)
{
	begin_value(writer, key);
	putc(start, writer->file);
	writer->ends[writer->depth] = end;
	writer->has_values[writer->depth] = false;
	writer->depth++;
}

void json_open_object(struct json_writer *writer, const char *key)
{
	open_value(writer, key, '{', '}');
}

void json_open_array(struct json_writer *writer, const char *key)
{
	open_value(writer, key, '[', ']');
}

void json_close(struct json_writer *writer)
{
	writer->depth--;
	if (writer->has_values[writer->depth])
		new_line(writer);
	putc(writer->ends[writer->depth], writer->file);
}

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * json_lexis.c checks each token, cJSON the syntax, and the functions below
 * what cJSON lets pass.
 */
#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "json_lexis.h"

/* --- the memory of a tree: one block, filled from its start */

static struct {
	char *bytes;
	size_t size, used;
	bool is_full;
} block;

#define ALIGNMENT 16

/*
 * At most every second byte begins a value (as in "[1,1,..."), and strings are
 * copied; values that are open at the end come on top.
 */
static size_t size_of_tree(size_t length)
{
	return (length / 2 + JSON_DEEPEST + 2) *
	       (sizeof(cJSON) + 2 * (size_t)ALIGNMENT);
}

static void *allocate(size_t size)
{
	void *start = block.bytes + block.used;

	size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	if (size > block.size - block.used) {
		block.is_full = true;
		return NULL;
	}
	block.used += size;
	return start;
}

static void release(void *pointer)
{
	(void)pointer;
}

static int prepare_block(size_t length)
{
	size_t size = size_of_tree(length);

	block.used = 0;
	block.is_full = false;
	if (size <= block.size)
		return 0;
	free(block.bytes);
	block.bytes = malloc(size);
	block.size = block.bytes ? size : 0;
	return block.bytes ? 0 : -ENOMEM;
}

/* --- the position of an error */

/* Lines count from 1; the column is the number of bytes up to the error. */
static int fail(const char *text, size_t length, size_t at, const char *what,
		char message[JSON_MESSAGE_SIZE])
{
	const char *line = text, *end = text + at;
	const char *newline;
	int number = 1;

	while ((newline = memchr(line, '\n', (size_t)(end - line)))) {
		line = newline + 1;
		number++;
	}
	snprintf(message, JSON_MESSAGE_SIZE, "line %d, column %zu: %s", number,
		 (size_t)(end - line) + (at < length), what);
	return -EINVAL;
}

static int no_memory(char message[JSON_MESSAGE_SIZE])
{
	snprintf(message, JSON_MESSAGE_SIZE, "%s", strerror(ENOMEM));
	return -ENOMEM;
}

/* --- checks that cJSON does not make */

/* Below this number it is faster to compare each name with each. */
#define FEW 16

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *twin_of_few(const cJSON *object)
{
	for (const cJSON *a = object->child; a; a = a->next) {
		for (const cJSON *b = a->next; b; b = b->next) {
			if (!strcmp(a->string, b->string))
				return a->string;
		}
	}
	return NULL;
}

/* `names`: room for the names of the object */
static const char *twin_of_many(const cJSON *object, const char **names)
{
	size_t count = 0;

	for (const cJSON *member = object->child; member; member = member->next)
		names[count++] = member->string;
	qsort(names, count, sizeof(*names), by_name);
	for (size_t i = 1; i < count; i++) {
		if (!strcmp(names[i - 1], names[i]))
			return names[i];
	}
	return NULL;
}

static int check_names(const cJSON *object, char message[JSON_MESSAGE_SIZE])
{
	size_t count = (size_t)cJSON_GetArraySize(object);
	const char *twin, **names;

	if (count <= FEW) {
		twin = twin_of_few(object);
	} else {
		names = malloc(count * sizeof(*names));
		if (!names)
			return no_memory(message);
		twin = twin_of_many(object, names);
		free(names);
	}
	if (!twin)
		return 0;
	snprintf(message, JSON_MESSAGE_SIZE, "duplicate object key '%.100s'",
		 twin);
	return -EINVAL;
}

/* json_lexis.c limits the depth. */
static int check_tree(const cJSON *value, char message[JSON_MESSAGE_SIZE])
{
	int error = 0;

	if (cJSON_IsNumber(value) && !isfinite(value->valuedouble)) {
		snprintf(message, JSON_MESSAGE_SIZE, "a number is too large");
		return -EINVAL;
	}
	if (cJSON_IsObject(value))
		error = check_names(value, message);
	for (const cJSON *child = value->child; child && !error;
	     child = child->next)
		error = check_tree(child, message);
	return error;
}

/* --- */

static cJSON *parse(const char *text, size_t length, const char **end)
{
	static cJSON_Hooks hooks = {.malloc_fn = allocate, .free_fn = release};

	cJSON_InitHooks(&hooks);
	return cJSON_ParseWithLengthOpts(text, length + 1, end, false);
}

int json_read(const char *text, size_t length, const cJSON **tree,
	      char message[JSON_MESSAGE_SIZE])
{
	const char *what, *end = text;
	size_t at = json_check_lexis(text, length, &what);

	if (at < length || what)
		return fail(text, length, at, what, message);
	if (prepare_block(length))
		return no_memory(message);
	*tree = parse(text, length, &end);
	if (block.is_full)
		return no_memory(message);
	if (!*tree)
		return fail(text, length, (size_t)(end - text),
			    end < text + length ? "syntax error"
						: "unexpected end",
			    message);
	end += strspn(end, " \t\r\n");
	if (end != text + length)
		return fail(text, length, (size_t)(end - text),
			    "more text after the end of the JSON value",
			    message);
	return check_tree(*tree, message);
}

const cJSON *json_member(const cJSON *object, const char *name)
{
	return cJSON_IsObject(object)
		       ? cJSON_GetObjectItemCaseSensitive(object, name)
		       : NULL;
}

const char *json_text(const cJSON *string)
{
	return cJSON_IsString(string) ? string->valuestring : NULL;
}

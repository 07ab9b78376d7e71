// SPDX-License-Identifier: LGPL-2.1-or-later
/* Entries of observations: path, NUL, value, NUL, one after another. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "evidence.h"
#include "struct_size.h"

void compatcaps_tried_path(char path[EVIDENCE_TRIED_SIZE],
			   const struct compatcaps_mode *mode)
{
	snprintf(path, EVIDENCE_TRIED_SIZE, EVIDENCE_TRIED "0x%08" PRIx32,
		 mode->logical_pvr);
}

bool compatcaps_evidence_is_valid(const struct compatcaps_evidence *evidence)
{
	return evidence && evidence->size >= EVIDENCE_SIZE_VER0 &&
	       evidence->used <= COMPATCAPS_EVIDENCE_SIZE &&
	       (!evidence->used || !evidence->texts[evidence->used - 1]);
}

static bool is_path_character(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (c && strchr("_.,@+-", c));
}

static bool is_part(const char *part, size_t length)
{
	if (!length || (length == 1 && part[0] == '.') ||
	    (length == 2 && part[0] == '.' && part[1] == '.'))
		return false;
	for (size_t i = 0; i < length; i++) {
		if (!is_path_character(part[i]))
			return false;
	}
	return true;
}

static bool is_path(const char *path)
{
	for (;;) {
		size_t length = strcspn(path, "/");

		if (!is_part(path, length))
			return false;
		if (!path[length])
			return true;
		path += length + 1;
	}
}

int compatcaps_evidence_add(struct compatcaps_evidence *evidence,
			    const char *path, const char *text)
{
	size_t path_size, text_size, room;

	if (!compatcaps_evidence_is_valid(evidence) || !path || !text ||
	    !is_path(path))
		return -EINVAL;
	if (compatcaps_evidence_find(evidence, path))
		return -EEXIST;
	path_size = strlen(path) + 1;
	text_size = strlen(text) + 1;
	room = COMPATCAPS_EVIDENCE_SIZE - evidence->used;
	if (path_size > room || text_size > room - path_size)
		return -ENOSPC;
	memcpy(evidence->texts + evidence->used, path, path_size);
	memcpy(evidence->texts + evidence->used + path_size, text, text_size);
	evidence->used += path_size + text_size;
	return 0;
}

/* The next entry at or after *position; false: there is none. */
static bool next(const struct compatcaps_evidence *evidence, size_t *position,
		 const char **path, const char **text)
{
	size_t at = *position;

	if (at >= evidence->used)
		return false;
	*path = evidence->texts + at;
	at += strlen(*path) + 1;
	/* A path without a value: the caller wrote to the buffer itself. */
	if (at >= evidence->used)
		return false;
	*text = evidence->texts + at;
	*position = at + strlen(*text) + 1;
	return true;
}

int compatcaps_evidence_at(const struct compatcaps_evidence *evidence,
			   size_t index, const char **path, const char **text)
{
	size_t position = 0;

	if (!compatcaps_evidence_is_valid(evidence) || !path || !text)
		return -EINVAL;
	do {
		if (!next(evidence, &position, path, text))
			return -ENOENT;
	} while (index--);
	return 0;
}

const char *compatcaps_evidence_find(const struct compatcaps_evidence *evidence,
				     const char *path)
{
	const char *other, *text;
	size_t position = 0;

	if (!compatcaps_evidence_is_valid(evidence) || !path)
		return NULL;
	while (next(evidence, &position, &other, &text)) {
		if (!strcmp(other, path))
			return text;
	}
	return NULL;
}

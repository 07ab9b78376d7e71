// SPDX-License-Identifier: GPL-2.0-or-later
#include <string.h>

#include "record_path.h"

size_t record_path_parent_length(const char *path, size_t length)
{
	while (length && path[length - 1] != '/')
		length--;
	return length;
}

size_t record_path_length(const char *path)
{
	size_t length = strlen(path);

	while (length > 1 && path[length - 1] == '/')
		length--;
	return length;
}

bool record_path_is_aside(const char *path)
{
	size_t length = record_path_length(path);
	const char *name = path + record_path_parent_length(path, length);
	size_t name_length = length - (size_t)(name - path);
	size_t end_length = strlen(RECORD_ASIDE_END);

	return *name == '.' && name_length > end_length &&
	       !strncmp(name + name_length - end_length, RECORD_ASIDE_END,
			end_length);
}

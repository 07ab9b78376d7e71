// SPDX-License-Identifier: GPL-2.0-or-later
#include <string.h>

#include "machine_option.h"

bool is_qemu_option(const char *word, const char *name)
{
	if (word[0] != '-')
		return false;
	return !strcmp(word + (word[1] == '-' ? 2 : 1), name);
}

bool is_machine_option(const char *word)
{
	return is_qemu_option(word, "M") || is_qemu_option(word, "machine");
}

const char *machine_compat(const char *list)
{
	static const char key[] = "max-cpu-compat=";
	const char *value = NULL;

	while (list) {
		if (!strncmp(list, key, sizeof(key) - 1))
			value = list + sizeof(key) - 1;
		list = strchr(list, ',');
		if (list)
			list++;
	}
	return value;
}

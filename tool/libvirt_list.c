// SPDX-License-Identifier: GPL-2.0-or-later
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

#include "libvirt_list.h"
#include "root_open.h"

#define FILE_SIZE 64

/* The directories of packages and of local builds */
static const char *const directories[] = {
	"usr/share/libvirt/cpu_map",
	"usr/local/share/libvirt/cpu_map",
};

static bool has_file(int folder, const char *name)
{
	return !faccessat(folder, name, F_OK, AT_SYMLINK_NOFOLLOW);
}

/* libvirt has one file for each processor, for example "ppc64_POWER10.xml". */
static bool has_processor(int folder, const struct compatcaps_mode *processor)
{
	char name[FILE_SIZE];

	snprintf(name, sizeof(name), "ppc64_%s.xml", processor->name);
	for (char *c = name + sizeof("ppc64_") - 1; *c && *c != '.'; c++) {
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	}
	return has_file(folder, name);
}

enum libvirt_list libvirt_list_find(const char *root,
				    const struct compatcaps_mode *processor)
{
	enum libvirt_list found = LIBVIRT_LIST_MISSING;

	for (size_t i = 0;
	     i < sizeof(directories) / sizeof(directories[0]) && !found; i++) {
		int folder =
			root_open(root, directories[i], O_PATH | O_DIRECTORY);

		if (folder < 0)
			continue;
		if (has_file(folder, "index.xml"))
			found = has_processor(folder, processor)
					? LIBVIRT_LIST_WITH
					: LIBVIRT_LIST_WITHOUT;
		close(folder);
	}
	return found;
}

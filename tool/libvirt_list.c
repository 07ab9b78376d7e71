// SPDX-License-Identifier: GPL-2.0-or-later
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "libvirt_list.h"

#define FILE_SIZE 64

/* Where packages and a build of one's own put it */
static const char *const places[] = {
	"usr/share/libvirt/cpu_map",
	"usr/local/share/libvirt/cpu_map",
};

static int open_folder(const char *root, const char *path)
{
	const struct open_how how = {
		.flags = O_PATH | O_DIRECTORY | O_CLOEXEC,
		.resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS,
	};
	int directory, folder;

	directory = open(root ? root : "/", O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (directory < 0)
		return -1;
	folder = root ? (int)syscall(SYS_openat2, directory, path, &how,
				     sizeof(how))
		      : openat(directory, path, (int)how.flags);
	close(directory);
	return folder;
}

static bool has_file(int folder, const char *name)
{
	return !faccessat(folder, name, F_OK, AT_SYMLINK_NOFOLLOW);
}

/* libvirt has a file for each processor, "ppc64_POWER10.xml". */
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

enum libvirt_list libvirt_list_look(const char *root,
				    const struct compatcaps_mode *processor)
{
	enum libvirt_list found = LIBVIRT_LIST_MISSING;

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]) && !found;
	     i++) {
		int folder = open_folder(root, places[i]);

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

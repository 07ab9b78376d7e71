/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * All system calls of the library in one table, so that tests can let each one
 * fail. Each behaves as the call of its name: -1 or NULL on failure, with
 * errno.
 */
#ifndef COMPATCAPS_SYSTEM_H
#define COMPATCAPS_SYSTEM_H

#include <dirent.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/utsname.h>

struct system {
	int (*uname)(struct utsname *names);
	unsigned long (*getauxval)(unsigned long type);
	int (*open)(const char *path, int flags);
	/*
	 * Opens with all links kept below `directory`, as if it were the root.
	 */
	int (*open_below)(int directory, const char *path, int flags);
	ssize_t (*read)(int fd, void *data, size_t size);
	int (*ioctl)(int fd, unsigned long request, uintptr_t argument);
	int (*close)(int fd);
	DIR *(*fdopendir)(int fd);
	struct dirent *(*readdir)(DIR *directory);
	int (*closedir)(DIR *directory);
};

extern const struct system compatcaps_system;

#endif

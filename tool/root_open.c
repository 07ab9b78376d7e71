// SPDX-License-Identifier: GPL-2.0-or-later
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "root_open.h"

int root_open(const char *root, const char *path, int flags)
{
	const struct open_how how = {
		.flags = (unsigned int)flags | O_CLOEXEC,
		.resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS,
	};
	int directory, fd;

	directory = open(root ? root : "/", O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (directory < 0)
		return -1;
	fd = root ? (int)syscall(SYS_openat2, directory, path, &how,
				 sizeof(how))
		  : openat(directory, path, flags | O_CLOEXEC);
	close(directory);
	return fd;
}

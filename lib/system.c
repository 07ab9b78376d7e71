// SPDX-License-Identifier: LGPL-2.1-or-later
/* The only file that makes system calls. */
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/auxv.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "system.h"

static int system_open(const char *path, int flags)
{
	return open(path, flags);
}

static int system_open_below(int directory, const char *path, int flags)
{
	const struct open_how how = {
		.flags = (uint64_t)flags,
		.resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS,
	};

	return (int)syscall(SYS_openat2, directory, path, &how, sizeof(how));
}

static int system_ioctl(int fd, unsigned long request, uintptr_t argument)
{
	return ioctl(fd, request, argument);
}

const struct system compatcaps_system = {
	.uname = uname,
	.getauxval = getauxval,
	.open = system_open,
	.open_below = system_open_below,
	.read = read,
	.ioctl = system_ioctl,
	.close = close,
	.fdopendir = fdopendir,
	.readdir = readdir,
	.closedir = closedir,
};

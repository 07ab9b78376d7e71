/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* compatcaps_query() with its system calls and its root as arguments. */
#ifndef COMPATCAPS_QUERY_H
#define COMPATCAPS_QUERY_H

#include <sys/utsname.h>

#include "compatcaps.h"

/* Each as the system call of its name: -1 and errno on failure. */
struct query_calls {
	int (*uname)(struct utsname *names);
	int (*open)(const char *path, int flags);
	int (*ioctl)(int fd, unsigned long request, uintptr_t argument);
	int (*close)(int fd);
};

/* As compatcaps_query(); `root` as in machine.h. */
int compatcaps_query_with(struct compatcaps_host *host,
			  const struct query_calls *calls, const char *root);

#endif

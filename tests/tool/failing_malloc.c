// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * To be preloaded: the FAIL_AT-th allocation fails, once, and the file
 * FAIL_TOLD is made then. Only for the GNU C library, which has these names for
 * its own.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *pointer, size_t size);

static long left = -1;

__attribute__((constructor)) static void begin(void)
{
	const char *at = getenv("FAIL_AT");

	left = at ? strtol(at, NULL, 10) : -1;
}

static bool fails(void)
{
	const char *path;

	if (left <= 0 || --left)
		return false;
	path = getenv("FAIL_TOLD");
	close(path ? open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666) : -1);
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *pointer, size_t size)
{
	return fails() ? NULL : __libc_realloc(pointer, size);
}

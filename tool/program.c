// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "print_error.h"
#include "program.h"

/*
 * open() returns the lowest free number, which is the closed one. "/" always
 * exists; /dev/null may not. Reading from and writing to an O_PATH descriptor
 * fails.
 */
static void occupy(int descriptor)
{
	if (fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF)
		return;
	if (open("/", O_PATH | O_CLOEXEC) != descriptor)
		_exit(EXIT_FAILED);
}

void program_start(const char *name)
{
	for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++)
		occupy(i);
	print_error_as(name);
}

enum exit_code program_end(enum exit_code code)
{
	int lost = ferror(stdout);

	if (!fclose(stdout) && !lost)
		return code;
	print_error("cannot write the output: standard output: %s",
		    lost ? "write error" : strerror(errno));
	return EXIT_FAILED;
}

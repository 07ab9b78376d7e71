// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "close_output.h"

enum exit_code close_output(const char *program, enum exit_code code)
{
	int lost = ferror(stdout);

	if (!fclose(stdout) && !lost)
		return code;
	fprintf(stderr,
		"%s: the answer cannot be written: standard output: %s\n",
		program, lost ? "write error" : strerror(errno));
	return EXIT_FAILED;
}

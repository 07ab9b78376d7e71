// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compatcaps fleet ...: the program for many hosts' records. It is one of its
 * own, so that hosts need not have what it is built on.
 */
#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "print_error.h"

#define PROGRAM "compatcaps-fleet"

/* Seen from this program's folder: as installed, and as built */
static const char *const siblings[] = {PROGRAM, "../fleet/" PROGRAM};

/* Returns if it could not be started; errno is ENOENT if it is not there. */
static void start_beside(const char *folder, char *const words[])
{
	char path[PATH_MAX + 32];

	for (size_t i = 0; i < sizeof(siblings) / sizeof(siblings[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, siblings[i]);
		execv(path, words);
		if (errno != ENOENT)
			return;
	}
}

/* The one that was installed or built with this program, then one on PATH */
static void start(char *const words[])
{
	char self[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);

	if (length > 0) {
		self[length] = '\0';
		start_beside(dirname(self), words);
		if (errno != ENOENT)
			return;
	}
	execvp(PROGRAM, words);
}

enum exit_code run_fleet(const struct request *request)
{
	size_t count = 0;
	char **words;

	while (request->words[count])
		count++;
	words = calloc(count + 2, sizeof(*words));
	if (!words) {
		print_error("fleet: out of memory");
		return EXIT_FAILED;
	}
	words[0] = (char *)PROGRAM;
	memcpy(words + 1, request->words, count * sizeof(*words));
	start(words);
	print_error("fleet: " PROGRAM ": %s",
		    errno == ENOENT
			    ? "it is not installed (package "
			      "compatcaps-fleet, or 'make install' with "
			      "simdjson and xxhash)"
			    : strerror(errno));
	free(words);
	return EXIT_NOT_RUN;
}

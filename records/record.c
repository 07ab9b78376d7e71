// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "print_error.h"
#include "record.h"

int record_fail(char message[RECORD_MESSAGE_SIZE], const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(message, RECORD_MESSAGE_SIZE, format, arguments);
	va_end(arguments);
	for (char *c = message; *c; c++) {
		if (*c < ' ' || *c > '~')
			*c = '?';
	}
	return -1;
}

static int read_file(const char *path, struct compatcaps_evidence *evidence,
		     char message[RECORD_MESSAGE_SIZE])
{
	FILE *file = strcmp(path, "-") ? fopen(path, "re") : stdin;
	int result;

	if (!file)
		return record_fail(message, "%s", strerror(errno));
	result = record_read_json(file, evidence, message);
	if (file != stdin)
		fclose(file);
	return result;
}

enum exit_code record_read(const char *path,
			   struct compatcaps_evidence *evidence)
{
	char message[RECORD_MESSAGE_SIZE];
	struct stat status;
	int result;

	if (strcmp(path, "-") && !stat(path, &status) &&
	    S_ISDIR(status.st_mode))
		result = record_read_directory(path, evidence, message);
	else
		result = read_file(path, evidence, message);
	if (!result)
		return EXIT_YES;
	print_error("record %s: %s", path, message);
	return EXIT_BAD_RECORD;
}

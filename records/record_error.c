// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdarg.h>
#include <stdio.h>

#include "record_error.h"

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

int record_fail_at(char message[RECORD_MESSAGE_SIZE], const char *path,
		   const char *what)
{
	return record_fail(message, "%.300s: %s", path, what);
}

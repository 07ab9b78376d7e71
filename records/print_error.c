// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdarg.h>
#include <stdio.h>

#include "print_error.h"

/* Room for a path of any length and a message about it */
#define LONGEST 8192

static const char *program_name = "compatcaps";

void print_error_as(const char *program)
{
	program_name = program;
}

static char *escape(char *to, const char *from)
{
	for (; *from; from++) {
		if (*from < ' ' || *from > '~')
			to += sprintf(to, "\\x%02x", (unsigned char)*from);
		else
			*to++ = *from;
	}
	*to = '\0';
	return to;
}

void print_error(const char *format, ...)
{
	/*
	 * Written by one call, so that no other process's output comes between.
	 */
	static char text[LONGEST], line[4 * LONGEST];
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	escape(line, text);
	fprintf(stderr, "%s: %s%s\n", program_name, line,
		length >= LONGEST ? "..." : "");
}

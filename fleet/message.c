// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdarg.h>
#include <string.h>

#include "message.h"

void print_text(FILE *to, struct text text)
{
	for (size_t i = 0; i < text.length; i++) {
		char c = text.start[i];

		putc(c < ' ' || c > '~' ? '?' : c, to);
	}
}

void message(const char *format, ...)
{
	char line[1024];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(line, sizeof(line), format, arguments);
	va_end(arguments);
	fputs("compatcaps fleet: ", stderr);
	print_text(stderr, (struct text){line, strlen(line)});
	putc('\n', stderr);
}

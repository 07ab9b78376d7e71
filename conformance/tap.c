// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdarg.h>
#include <stdio.h>

#include "tap.h"

static struct {
	unsigned int run, failed, skipped;
} count;

void tap_start(void)
{
	/* A console shows each line at once, also if the next test hangs. */
	setvbuf(stdout, NULL, _IOLBF, 0);
	puts("TAP version 13");
}

bool tap_ok(bool ok, const char *name, ...)
{
	va_list args;

	count.run++;
	count.failed += !ok;
	printf("%s %u - ", ok ? "ok" : "not ok", count.run);
	va_start(args, name);
	vprintf(name, args);
	va_end(args);
	putchar('\n');
	return ok;
}

void tap_skip(const char *reason, const char *name, ...)
{
	va_list args;

	count.run++;
	count.skipped++;
	printf("ok %u - ", count.run);
	va_start(args, name);
	vprintf(name, args);
	va_end(args);
	printf(" # SKIP %s\n", reason);
}

void tap_note(const char *text, ...)
{
	va_list args;

	fputs("# ", stdout);
	va_start(args, text);
	vprintf(text, args);
	va_end(args);
	putchar('\n');
}

int tap_finish(void)
{
	printf("1..%u\n", count.run);
	tap_note("%u passed, %u failed, %u skipped",
		 count.run - count.failed - count.skipped, count.failed,
		 count.skipped);
	return count.failed ? 1 : 0;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The same question for each library: of the records on standard input, one a
 * line, how many hosts give each mode for sure?
 */
#ifndef BENCH_FLEET_COMMON_H
#define BENCH_FLEET_COMMON_H

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MODES 32
#define CAPACITY (1 << 20)
#define PADDING 64

static unsigned long given[MODES];

/* A line, terminated; there is room for PADDING bytes behind it. */
static void count_line(char *line, size_t length);

static void fail(const char *what)
{
	fprintf(stderr, "%s\n", what);
	exit(1);
}

/* As compatcaps-fleet reads: blocks, and no copy of a line */
static void read_lines(void)
{
	static char buffer[CAPACITY + PADDING];
	size_t used = 0;
	ssize_t count;

	while ((count = read(0, buffer + used, CAPACITY - used)) > 0) {
		char *line = buffer, *end;

		used += (size_t)count;
		while ((end = (char *)memchr(line, '\n',
					     (size_t)(buffer + used - line)))) {
			*end = '\0';
			count_line(line, (size_t)(end - line));
			line = end + 1;
		}
		used = (size_t)(buffer + used - line);
		memmove(buffer, line, used);
	}
}

static void print_given(void)
{
	for (int mode = 0; mode < MODES && given[mode]; mode++)
		printf("%lu\n", given[mode]);
}

#endif

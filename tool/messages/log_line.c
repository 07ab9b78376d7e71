// SPDX-License-Identifier: GPL-2.0-or-later
#include <string.h>

#include "log_line.h"

/* Programs do not break shorter lines. */
#define SHORTEST_BROKEN 50

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	c |= 0x20;
	return c >= 'a' && c <= 'z';
}

/*
 * How a line of a log begins. "9" is a digit, "a" a letter, "_" any number of
 * spaces; every other character is itself.
 */
static const char *const beginnings[] = {
	"9999-99-99", "9999/99/99", "99:99:99", "aaa_9", "aaa_aaa_9", "[_9",
	"[aaa_aaa_9", "<9>",	    "a9999_9",	"{'",	 "{\"",
};

static bool begins_as(const char *line, const char *beginning)
{
	for (; *beginning; beginning++) {
		if (*beginning == '_') {
			line += strspn(line, " ");
			continue;
		}
		if (*beginning == '9'	? !is_digit(*line)
		    : *beginning == 'a' ? !is_letter(*line)
					: *beginning != *line)
			return false;
		line++;
	}
	return true;
}

/* "error:", "qemu-system-ppc64:", "systemd[1]:" */
static bool names_a_speaker(const char *line)
{
	size_t length = strcspn(line, " :");

	return length && line[length] == ':' &&
	       (!line[length + 1] || line[length + 1] == ' ');
}

static bool begins_an_entry(const char *line)
{
	for (size_t i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]);
	     i++) {
		if (begins_as(line, beginnings[i]))
			return true;
	}
	return names_a_speaker(line);
}

bool log_line_may_go_on(size_t length_before, const char *line)
{
	return length_before >= SHORTEST_BROKEN && !begins_an_entry(line);
}

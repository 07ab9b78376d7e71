// SPDX-License-Identifier: GPL-2.0-or-later
#include <jansson.h>

#include "common.h"

static void count_line(char *line, size_t length)
{
	json_t *record = json_loadb(line, length, 0, NULL);
	size_t place = 0, i;
	json_t *mode;

	if (!record)
		fail("no JSON");
	json_array_foreach(json_object_get(record, "modes"), i, mode)
	{
		if (json_is_true(json_object_get(mode, "available")) &&
		    !strcmp(json_string_value(
				    json_object_get(mode, "certainty")),
			    "sure"))
			given[place++]++;
	}
	json_decref(record);
}

int main(void)
{
	read_lines();
	print_given();
	return 0;
}

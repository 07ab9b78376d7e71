// SPDX-License-Identifier: GPL-2.0-or-later
#include <json-c/json.h>

#include "common.h"

static json_tokener *tokener;

static void count_line(char *line, size_t length)
{
	json_object *record = json_tokener_parse_ex(tokener, line, (int)length);
	json_object *modes = json_object_object_get(record, "modes");
	size_t place = 0;

	if (!record)
		fail("no JSON");
	for (size_t i = 0; i < json_object_array_length(modes); i++) {
		json_object *mode = json_object_array_get_idx(modes, i);

		if (json_object_get_boolean(
			    json_object_object_get(mode, "available")) &&
		    !strcmp(json_object_get_string(
				    json_object_object_get(mode, "certainty")),
			    "sure"))
			given[place++]++;
	}
	json_object_put(record);
	json_tokener_reset(tokener);
}

int main(void)
{
	tokener = json_tokener_new();
	read_lines();
	json_tokener_free(tokener);
	print_given();
	return 0;
}

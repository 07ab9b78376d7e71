// SPDX-License-Identifier: GPL-2.0-or-later
#include <simdjson.h>

#include "common.h"

static simdjson::dom::parser parser;

static void count_line(char *line, size_t length)
{
	simdjson::dom::element record;
	simdjson::dom::array modes;
	size_t place = 0;

	if (parser.parse(line, length, false).get(record) ||
	    record["modes"].get(modes))
		fail("no JSON");
	for (auto mode : modes) {
		bool available = false;
		std::string_view certainty;

		if (!mode["available"].get(available) && available &&
		    !mode["certainty"].get(certainty) && certainty == "sure")
			given[place++]++;
	}
}

int main()
{
	read_lines();
	print_given();
}

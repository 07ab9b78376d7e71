// SPDX-License-Identifier: GPL-2.0-or-later
#include <rapidjson/document.h>

#include "common.h"

using allocator = rapidjson::MemoryPoolAllocator<>;
using document =
	rapidjson::GenericDocument<rapidjson::UTF8<>, allocator, allocator>;

/* Its quickest way that still checks: in place, on memory that is used again */
static void count_line(char *line, size_t)
{
	static char values[1 << 16], stack[1 << 16];
	allocator for_values(values, sizeof(values));
	allocator for_stack(stack, sizeof(stack));
	document record(&for_values, 1024, &for_stack);
	size_t place = 0;

	record.ParseInsitu<rapidjson::kParseValidateEncodingFlag>(line);
	if (record.HasParseError())
		fail("no JSON");
	for (auto &mode : record["modes"].GetArray()) {
		if (mode["available"].IsTrue() &&
		    !strcmp(mode["certainty"].GetString(), "sure"))
			given[place++]++;
	}
}

int main()
{
	read_lines();
	print_given();
}

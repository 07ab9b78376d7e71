// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <string.h>

#include "name_list.h"

void name_list_add(char list[NAME_LIST_SIZE], const char *name)
{
	size_t length = strlen(list);

	snprintf(list + length, NAME_LIST_SIZE - length, "%s%s",
		 length ? ", " : "", name);
}

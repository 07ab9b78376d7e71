// SPDX-License-Identifier: GPL-2.0-or-later
#include "pool.h"

int pool_of(answers answers, mode_set modes,
	    enum compatcaps_certainty certainty)
{
	if (!answers_are_certain(answers, certainty))
		return POOL_UNSURE;
	for (int mode = MODE_LIMIT - 1; mode >= 0; mode--) {
		if (modes & 1U << mode &&
		    answers_give(answers, mode, certainty))
			return mode;
	}
	return NO_MODE;
}

const char *pool_name(char name[MODE_NAME_SIZE], int pool)
{
	if (pool == POOL_UNSURE)
		return "unsure";
	if (pool == NO_MODE)
		return "none";
	mode_lower_name(name, pool);
	return name;
}

// SPDX-License-Identifier: GPL-2.0-or-later
#include "pool.h"

int pool_of(compatcaps_answers answers, mode_set modes,
	    enum compatcaps_certainty certainty)
{
	if (compatcaps_answers_certainty(answers) < certainty)
		return POOL_UNSURE;
	for (int mode = COMPATCAPS_LEVELS - 1; mode >= 0; mode--) {
		if (modes & 1U << mode &&
		    compatcaps_gives(answers, pvr_of_mode(mode), certainty))
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

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Some hosts of a tally by name, and how many more there are. */
#ifndef COMPATCAPS_FLEET_NAMES_H
#define COMPATCAPS_FLEET_NAMES_H

#include <jansson.h>

#include "summary.h"

struct names {
	const char *names[EXAMPLES];
	unsigned int count;
	uint64_t more;
};

/* Those that stand in the way of a mode */
void names_in_the_way(struct names *names, const struct summary *summary,
		      int mode);

/* Those whose own word is not certain enough */
void names_without_answer(struct names *names, const struct summary *summary);

/* "a, b, c and 3 more": a few of them */
void names_print(const struct names *names, FILE *to);

/* NULL: no memory */
json_t *names_json(const struct names *names);

#endif

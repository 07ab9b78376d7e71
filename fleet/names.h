/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Some hosts of a tally by name, and how many more there are. */
#ifndef COMPATCAPS_FLEET_NAMES_H
#define COMPATCAPS_FLEET_NAMES_H

#include "json_write.h"
#include "summary.h"

struct names {
	const struct fleet *fleet;
	const struct fleet_host *hosts[EXAMPLES];
	unsigned int count;
	uint64_t more;
};

/* Those that stand in the way of a mode; none do for NO_MODE. */
void names_in_the_way(struct names *names, const struct summary *summary,
		      int mode);

/* Those whose own word is not certain enough */
void names_without_answer(struct names *names, const struct summary *summary);

/* "a, b, c and 3 more": a few of them, to standard output */
void names_print(const struct names *names);

/* An array of them, and how many more there are in a member of its own */
void names_write(const struct names *names, struct json_writer *writer,
		 const char *key, const char *more_key);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The names of some hosts of a tally, and the number of the others. */
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

/* The hosts that prevent a mode; none for NO_MODE */
void names_in_the_way(struct names *names, const struct summary *summary,
		      int mode);

/* The hosts whose answer is not certain enough */
void names_without_answer(struct names *names, const struct summary *summary);

/* Prints "a, b, c and 3 more" to standard output. */
void names_print(const struct names *names);

/*
 * Writes an array of names, and the number of the others as a member of its own
 */
void names_write(const struct names *names, struct json_writer *writer,
		 const char *key, const char *more_key);

#endif

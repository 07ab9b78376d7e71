/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A fleet, counted. Hosts whose answers are all the same are a class: however
 * many hosts there are, there are a few dozen of these, and everything that is
 * asked of all hosts follows from them.
 */
#ifndef COMPATCAPS_FLEET_TALLY_H
#define COMPATCAPS_FLEET_TALLY_H

#include "fleet.h"

/* So many hosts of a class are known by name: the first ones. */
#define EXAMPLES 8

struct class
{
	compatcaps_answers answers;
	uint64_t count;
	const struct fleet_host *examples[EXAMPLES];
	unsigned int example_count;
	size_t first; /* host */
};

struct tally {
	struct fleet fleet;
	/* In the order of their first hosts, and their answers alone */
	struct class *classes;
	compatcaps_answers *answers;
	size_t class_count;
	uint64_t hosts;	   /* each name once */
	uint64_t repeated; /* names that are there more than once */
	uint64_t contradictory;
};

/*
 * Read all records that the paths name, and count them. EXIT_YES, or the
 * message is printed; so it is for hosts that contradict themselves or are
 * there more than once. The tally has to be freed in either case.
 */
enum exit_code tally_read(struct tally *tally,
			  const struct fleet_request *request,
			  char *const paths[]);
void tally_free(struct tally *tally);

/* What a host counts as: nobody knows which one of two records is right. */
compatcaps_answers answers_counted(const struct fleet_host *host);

/*
 * The exit code for an answer, if files or folders that cannot be read were
 * left out of it
 */
enum exit_code code_of_fleet(const struct fleet *fleet, enum exit_code code);

#endif

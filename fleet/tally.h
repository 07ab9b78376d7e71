/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A fleet, counted. All hosts with equal answers are one class. There are a few
 * dozen classes however many hosts there are, and all answers about the fleet
 * follow from the classes.
 */
#ifndef COMPATCAPS_FLEET_TALLY_H
#define COMPATCAPS_FLEET_TALLY_H

#include "fleet.h"

/* A class keeps the names of its first hosts, at most this many. */
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
	/* The classes in the order of their first hosts, and their answers */
	struct class *classes;
	compatcaps_answers *answers;
	size_t class_count;
	uint64_t hosts;	   /* hosts, each name once */
	uint64_t repeated; /* names that occur more than once */
	uint64_t contradictory;
};

/*
 * Read all records that the paths name, and count them. Returns EXIT_YES, or
 * prints a message. Hosts that contradict themselves or occur more than once
 * are reported, too. The caller frees the tally in either case.
 */
enum exit_code tally_read(struct tally *tally,
			  const struct fleet_request *request,
			  char *const paths[]);

/* The same; shows each host when it was read, before it is known to count */
enum exit_code tally_visit(struct tally *tally,
			   const struct fleet_request *request,
			   char *const paths[], fleet_visit *visit,
			   void *context);
void tally_free(struct tally *tally);

/* The answers with which a host counts: none if two of its records differ. */
compatcaps_answers answers_counted(const struct fleet_host *host);

/*
 * The exit code for an answer; EXIT_BAD_RECORD if unreadable files or
 * directories were left out
 */
enum exit_code code_of_fleet(const struct fleet *fleet, enum exit_code code);

#endif

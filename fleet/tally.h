/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A fleet, counted: how many hosts are of each class, with a few of them by
 * name. It does not grow with the fleet.
 */
#ifndef COMPATCAPS_FLEET_TALLY_H
#define COMPATCAPS_FLEET_TALLY_H

#include "records.h"
#include "request.h"

/* So many hosts of a class are known by name. */
#define EXAMPLES 8
#define EXAMPLE_SIZE 80

struct example {
	uint64_t place;
	char name[EXAMPLE_SIZE];
};

struct class
{
	answers answers;
	uint64_t count;
	unsigned int example_count;
	struct example examples[EXAMPLES];
};

struct tally {
	struct class *classes;
	size_t class_count;
	uint64_t records;  /* read */
	uint64_t broken;   /* left out */
	uint64_t hosts;	   /* each name once */
	uint64_t repeated; /* names that are there more than once */
	uint64_t contradictory;
	/* Of the implementation */
	struct seen *seen;
	uint32_t *slots;
	struct records *reader;
	const struct request *request;
	host_visitor visit; /* each host, too; or NULL */
	void *visit_context;
	uint64_t warnings;
};

/*
 * Count all records that the paths name. EXIT_YES, or the message is printed;
 * so it is for hosts that contradict themselves or are there more than once.
 * The tally has to be freed in either case.
 */
enum exit_code tally_read(struct tally *tally, const struct request *request,
			  char *const paths[]);

/* The same, and each record is handed on when it has been counted. */
enum exit_code tally_read_each(struct tally *tally,
			       const struct request *request,
			       char *const paths[], host_visitor visit,
			       void *context);
void tally_free(struct tally *tally);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * All records of some files, folders and standard input, one after the other.
 *
 * A file holds records as JSON, each on a line of its own or as 'snapshot' and
 * '--json' print them, with "{" and "}" alone at the start of a line. A folder
 * is a record that 'snapshot' made, or holds such folders, and files that end
 * in .json, .ndjson or .jsonl; all else in it is passed over.
 */
#ifndef COMPATCAPS_FLEET_RECORDS_H
#define COMPATCAPS_FLEET_RECORDS_H

#include "exit_codes.h"
#include "host.h"

#define PLACE_SIZE 512

/* A longer record is none; a reader of more would only be held up. */
#define LARGEST_RECORD (1 << 20)

/* EXIT_YES: go on; all else ends the reading. The host lives until it returns.
 */
typedef enum exit_code (*host_visitor)(void *context,
				       const struct fleet_host *host);

struct records;

/* skip_broken: say so and go on. NULL: no memory */
struct records *records_new(bool skip_broken);
void records_free(struct records *records);

/*
 * Read all that the paths name ("-": standard input); no path at all is
 * standard input, too. EXIT_YES, or the message is printed.
 */
enum exit_code records_read(struct records *records, char *const paths[],
			    host_visitor visit, void *context);

/*
 * The same by a reader of its own, for those who want nothing else of it:
 * places are only valid within the visits.
 */
enum exit_code records_read_alone(bool skip_broken, char *const paths[],
				  host_visitor visit, void *context);

/* How many were read, and how many were broken and left out */
uint64_t records_count(const struct records *records);
uint64_t records_broken(const struct records *records);

/* A place as "FILE:LINE", or the folder */
void records_place(const struct records *records, uint64_t place,
		   char words[PLACE_SIZE]);

#endif

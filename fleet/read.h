/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * All records of some files, folders and standard input, one after the other.
 *
 * A file holds records as JSON, each on a line of its own or as 'snapshot' and
 * '--json' print them, with "{" and "}" alone at the start of a line. A folder
 * is a record that 'snapshot' made, or holds such folders, and files that end
 * in .json, .ndjson or .jsonl; all else in it is passed over.
 */
#ifndef COMPATCAPS_FLEET_READ_H
#define COMPATCAPS_FLEET_READ_H

#include "fleet.h"

/*
 * Read all that the paths name ("-": standard input); no path at all is
 * standard input, too. EXIT_YES, or the message is printed.
 */
enum exit_code fleet_read(struct fleet *fleet, bool skip_broken,
			  char *const paths[]);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reads all records of files, directories and standard input, in their order.
 *
 * A file holds records as JSON, one a line, or as 'snapshot' and '--json' print
 * them, with "{" and "}" alone at the start of a line. A directory is a record
 * that 'snapshot' made, or contains such directories and files whose names end
 * in .json, .ndjson or .jsonl; everything else in it is ignored.
 */
#ifndef COMPATCAPS_FLEET_READ_H
#define COMPATCAPS_FLEET_READ_H

#include "fleet.h"

/*
 * Read all that the paths name ("-": standard input); no path also means
 * standard input. Returns EXIT_YES, or prints a message.
 */
enum exit_code fleet_read(struct fleet *fleet, bool skip_broken,
			  char *const paths[]);

#endif

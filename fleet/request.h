/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the fleet's commands are asked for, and the commands that answer. */
#ifndef COMPATCAPS_FLEET_REQUEST_H
#define COMPATCAPS_FLEET_REQUEST_H

#include <stdbool.h>

#include "compatcaps.h"
#include "exit_codes.h"

/* What the command line asks for */
struct fleet_request {
	/* How certain an answer has to be to count as one */
	enum compatcaps_certainty certainty;
	bool json;
	bool skip_broken;
	bool latest;  /* of several records of a host the last one counts */
	bool others;  /* place: those that cannot */
	bool members; /* pools: each host */
	unsigned int most;  /* pools: at most so many; 0: as many as it takes */
	const char *with;   /* join: the fleet */
	const char *mode;   /* place */
	const char *output; /* page: a file; NULL: standard output */
	char *const *paths; /* the operands */
};

/*
 * Each prints its answer and returns an exit code: EXIT_YES, EXIT_NO and
 * EXIT_CANNOT_TELL are answers; EXIT_BAD_RECORD may come with one, where
 * `skip_broken` left out files or folders that cannot be read.
 */
enum exit_code fleet_baseline(const struct fleet_request *request);
enum exit_code fleet_join(const struct fleet_request *request);
enum exit_code fleet_place(const struct fleet_request *request);
enum exit_code fleet_pools(const struct fleet_request *request);
enum exit_code fleet_diff(const struct fleet_request *request);
enum exit_code fleet_page(const struct fleet_request *request);

#endif

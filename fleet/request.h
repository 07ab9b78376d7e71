/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The request to a fleet command, and the commands. */
#ifndef COMPATCAPS_FLEET_REQUEST_H
#define COMPATCAPS_FLEET_REQUEST_H

#include <stdbool.h>

#include "compatcaps.h"
#include "exit_codes.h"

/* The command line */
struct fleet_request {
	/* How certain an answer must be to count */
	enum compatcaps_certainty certainty;
	bool json;
	bool skip_broken;
	bool latest;	    /* the last record of a host counts */
	bool others;	    /* place: list the hosts that cannot */
	bool members;	    /* pools: list each host */
	unsigned int most;  /* pools: at most this many; 0: no limit */
	const char *with;   /* join: the records of the fleet */
	const char *mode;   /* place: the mode of the guest */
	const char *output; /* page: the file to write; NULL: standard output */
	char *const *paths; /* the operands */
};

/*
 * Each command prints its answer and returns an exit code. EXIT_YES, EXIT_NO
 * and EXIT_CANNOT_TELL are answers. EXIT_BAD_RECORD can come with an answer if
 * `skip_broken` left out unreadable files or directories.
 */
enum exit_code fleet_baseline(const struct fleet_request *request);
enum exit_code fleet_join(const struct fleet_request *request);
enum exit_code fleet_place(const struct fleet_request *request);
enum exit_code fleet_pools(const struct fleet_request *request);
enum exit_code fleet_diff(const struct fleet_request *request);
enum exit_code fleet_page(const struct fleet_request *request);

#endif

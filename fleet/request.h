/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the command line asks for, and the commands that answer it. */
#ifndef COMPATCAPS_FLEET_REQUEST_H
#define COMPATCAPS_FLEET_REQUEST_H

#include <stdbool.h>

#include "compatcaps.h"
#include "exit_codes.h"

struct request {
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

#define COMMAND(name, run, operands, options, help) \
	enum exit_code run(const struct request *request);
#include "commands.def"
#undef COMMAND

#endif

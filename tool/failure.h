/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A query that has no answer: what to tell, and what to do about it. */
#ifndef COMPATCAPS_FAILURE_H
#define COMPATCAPS_FAILURE_H

#include "compatcaps.h"
#include "exit_codes.h"

struct failure {
	enum exit_code exit_code; /* EXIT_YES: the query did not fail */
	const char *code;	  /* stable, for machines */
	char what[256];
	const char *next; /* what to do */
};

/* `error` is what compatcaps_query() returned. */
void failure_describe(struct failure *failure,
		      const struct compatcaps_host *host, int error);

/* Print the one line on standard error, if it failed; returns exit_code. */
enum exit_code failure_report(const struct failure *failure);

#endif

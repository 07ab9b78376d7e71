/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A failed query: the reason, and the next step. */
#ifndef COMPATCAPS_FAILURE_H
#define COMPATCAPS_FAILURE_H

#include "compatcaps.h"
#include "exit_codes.h"

struct failure {
	enum exit_code exit_code; /* EXIT_YES: the query did not fail */
	const char *code;	  /* stable, for programs */
	char what[256];
	const char *next; /* the next step */
};

/* error: the result of compatcaps_query() */
void failure_describe(struct failure *failure,
		      const struct compatcaps_host *host, int error);

/* If the query failed, print one line on standard error. Returns exit_code. */
enum exit_code failure_report(const struct failure *failure);

#endif

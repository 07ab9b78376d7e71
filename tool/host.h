/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The host that a request is about. */
#ifndef COMPATCAPS_HOST_H
#define COMPATCAPS_HOST_H

#include "commands.h"
#include "failure.h"

/*
 * Get the observations of the host: read them, or collect them from the sources
 * of the mask; 0 means as compatcaps_collect() does. Returns EXIT_YES, or
 * another code after it printed an error.
 */
enum exit_code host_observations(const struct request *request,
				 unsigned int sources,
				 struct compatcaps_evidence *evidence);

/*
 * Get the host. If it has no answer, *failure has the reason. Returns EXIT_YES,
 * or another code after it printed an error; *host is empty then.
 */
enum exit_code host_query(const struct request *request,
			  struct compatcaps_host *host,
			  struct failure *failure);

/*
 * The same, for commands that need an answer: print *failure as an error, too.
 */
enum exit_code host_answer(const struct request *request,
			   struct compatcaps_host *host);

/*
 * How certain an answer must be: likely; a guess if the user chose the source
 * that guesses.
 */
enum compatcaps_certainty host_certainty(const struct compatcaps_host *host);

#endif

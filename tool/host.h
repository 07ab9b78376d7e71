/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The host that a request is about. */
#ifndef COMPATCAPS_HOST_H
#define COMPATCAPS_HOST_H

#include "commands.h"
#include "failure.h"

/*
 * What is seen of it, from all sources in the mask or as compatcaps_collect()
 * does it for 0. EXIT_YES, or the message is printed.
 */
enum exit_code host_evidence(const struct request *request,
			     unsigned int sources,
			     struct compatcaps_evidence *evidence);

/*
 * Its record, and why there is no answer where there is none: *failure.
 * EXIT_YES, or the message is printed and there is no record.
 */
enum exit_code host_query(const struct request *request,
			  struct compatcaps_host *host,
			  struct failure *failure);

/* The same, for commands that need an answer: a failure is reported. */
enum exit_code host_answer(const struct request *request,
			   struct compatcaps_host *host);

/*
 * How certain an answer has to be: likely, or a guess where the user chose the
 * source that guesses.
 */
enum compatcaps_certainty host_certainty(const struct compatcaps_host *host);

#endif

// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "from.h"
#include "host.h"
#include "print_error.h"

static enum exit_code root_failure(const char *root, int error)
{
	print_error("--root %s: %s", root,
		    error == -ENOSYS ? "this kernel has no openat2(), which "
				       "--root needs; use Linux 5.6 or later"
				     : strerror(-error));
	return EXIT_BAD_RECORD;
}

enum exit_code host_observations(const struct request *request,
				 unsigned int sources,
				 struct compatcaps_evidence *evidence)
{
	int error;

	evidence->size = sizeof(*evidence);
	evidence->used = 0;
	if (request->from)
		return from_read(request->from, evidence);
	error = compatcaps_collect(evidence, sources, request->root);
	/* After ENOSPC some observations are missing; the answer shows it. */
	if (error && error != -ENOSPC)
		return root_failure(request->root, error);
	return request->root ? from_root(request->root, evidence) : EXIT_YES;
}

static enum compatcaps_source wanted_source(const struct request *request)
{
	if (request->source == COMPATCAPS_SOURCE_NONE && request->root)
		return COMPATCAPS_SOURCE_INFERENCE;
	return request->source;
}

enum exit_code host_query(const struct request *request,
			  struct compatcaps_host *host, struct failure *failure)
{
	enum compatcaps_source source = wanted_source(request);
	struct compatcaps_evidence evidence;
	enum exit_code code;

	*host = (struct compatcaps_host){.size = sizeof(*host)};
	code = host_observations(request, source ? 1U << source : 0, &evidence);
	if (code != EXIT_YES)
		return code;
	failure_describe(failure, host,
			 compatcaps_conclude(&evidence, source, host));
	return EXIT_YES;
}

enum exit_code host_answer(const struct request *request,
			   struct compatcaps_host *host)
{
	struct failure failure;
	enum exit_code code = host_query(request, host, &failure);

	return code == EXIT_YES ? failure_report(&failure) : code;
}

enum compatcaps_certainty host_certainty(const struct compatcaps_host *host)
{
	return host->source == COMPATCAPS_SOURCE_INFERENCE
		       ? COMPATCAPS_CERTAINTY_GUESS
		       : COMPATCAPS_CERTAINTY_LIKELY;
}

// SPDX-License-Identifier: GPL-2.0-or-later
/* compatcaps qemu-args [MODE]: for $(...) in a command line. */
#include <stdio.h>

#include "commands.h"
#include "failure.h"
#include "guest.h"
#include "words.h"

static enum exit_code args_of_best(const struct compatcaps_host *host)
{
	const struct compatcaps_mode *best = compatcaps_best(host);

	if (!best) {
		fprintf(stderr, "compatcaps: KVM reports no mode that is known "
				"here; see 'compatcaps show'\n");
		return EXIT_CANNOT_TELL;
	}
	guest_print_qemu_args(best);
	return EXIT_YES;
}

static enum exit_code args_of_mode(const struct compatcaps_host *host,
				   const struct compatcaps_mode *mode)
{
	struct compatcaps_verdict verdict = {.size = sizeof(verdict)};
	char reason[WORDS_SIZE];

	compatcaps_judge(host, mode, &verdict);
	if (verdict.answer == COMPATCAPS_ANSWER_YES) {
		guest_print_qemu_args(mode);
		return EXIT_YES;
	}
	words_of_reason(reason, host, verdict.reason);
	fprintf(stderr,
		"compatcaps: no arguments for %s: %s; 'compatcaps show' lists "
		"the modes that guests can have\n",
		mode->name, reason);
	return verdict.answer == COMPATCAPS_ANSWER_NO ? EXIT_NO
						      : EXIT_CANNOT_TELL;
}

enum exit_code run_qemu_args(const struct request *request)
{
	struct compatcaps_host host = {.size = sizeof(host)};
	struct failure failure;

	failure_describe(&failure, &host, compatcaps_query(&host));
	if (failure.exit_code != EXIT_YES)
		return failure_report(&failure);
	return request->mode ? args_of_mode(&host, request->mode)
			     : args_of_best(&host);
}

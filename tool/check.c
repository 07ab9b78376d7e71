// SPDX-License-Identifier: GPL-2.0-or-later
/* compatcaps check MODE: yes or no. */
#include <stdio.h>

#include "commands.h"
#include "failure.h"
#include "words.h"

static enum exit_code print_answer(const struct compatcaps_host *host,
				   const struct compatcaps_mode *mode)
{
	struct compatcaps_verdict verdict = {.size = sizeof(verdict)};
	enum exit_code code = EXIT_CANNOT_TELL;
	const char *answer = "unknown";
	char reason[WORDS_SIZE];

	compatcaps_judge(host, mode, &verdict);
	words_of_reason(reason, host, verdict.reason);
	if (verdict.answer == COMPATCAPS_ANSWER_YES) {
		answer = "yes";
		code = EXIT_YES;
	} else if (verdict.answer == COMPATCAPS_ANSWER_NO) {
		answer = "no";
		code = EXIT_NO;
	}
	printf("%s: %s, %s\n", mode->name, answer, reason);
	return code;
}

enum exit_code run_check(const struct request *request)
{
	struct compatcaps_host host = {.size = sizeof(host)};
	struct failure failure;

	failure_describe(&failure, &host, compatcaps_query(&host));
	if (failure.exit_code != EXIT_YES)
		return failure_report(&failure);
	return print_answer(&host, request->mode);
}

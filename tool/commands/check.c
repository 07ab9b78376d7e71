// SPDX-License-Identifier: GPL-2.0-or-later
/* compatcaps check MODE: yes or no. */
#include <stdio.h>

#include "host.h"
#include "words.h"

static enum exit_code code_of_answer(enum compatcaps_answer answer)
{
	switch (answer) {
	case COMPATCAPS_ANSWER_YES:
		return EXIT_YES;
	case COMPATCAPS_ANSWER_NO:
		return EXIT_NO;
	case COMPATCAPS_ANSWER_UNKNOWN:
		break;
	}
	return EXIT_CANNOT_TELL;
}

enum exit_code run_check(const struct request *request)
{
	struct compatcaps_verdict verdict = {.size = sizeof(verdict)};
	struct compatcaps_host host;
	enum exit_code code = host_answer(request, &host);
	char reason[WORDS_SIZE];

	if (code != EXIT_YES)
		return code;
	compatcaps_judge(&host, request->mode, &verdict);
	words_of_reason(reason, &host, verdict.reason);
	if (!request->quiet)
		printf("%s: %s, %s\n", request->mode->name,
		       words_of_verdict(&verdict), reason);
	return code_of_answer(verdict.answer);
}

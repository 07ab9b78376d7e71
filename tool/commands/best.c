// SPDX-License-Identifier: GPL-2.0-or-later
/* compatcaps best: print one name, for scripts. */
#include <stdio.h>

#include "best.h"
#include "print_error.h"

static enum exit_code best_of(const struct compatcaps_host *host,
			      const struct compatcaps_mode **best)
{
	char words[WORDS_SIZE];
	enum exit_code code;

	*best = compatcaps_best(host, host_certainty(host));
	if (*best)
		return EXIT_YES;
	code = words_of_no_mode(words, host) ? EXIT_NO : EXIT_CANNOT_TELL;
	print_error("%s; run 'compatcaps show' for the reasons", words);
	return code;
}

enum exit_code best_find(const struct request *request,
			 const struct compatcaps_mode **best)
{
	struct compatcaps_host host;
	enum exit_code code = host_answer(request, &host);

	return code == EXIT_YES ? best_of(&host, best) : code;
}

static enum exit_code named_of(const struct compatcaps_host *host,
			       const struct compatcaps_mode *mode)
{
	struct compatcaps_verdict verdict = {.size = sizeof(verdict)};
	char reason[WORDS_SIZE];

	compatcaps_judge(host, mode, &verdict);
	if (verdict.answer == COMPATCAPS_ANSWER_YES)
		return EXIT_YES;
	words_of_reason(reason, host, verdict.reason);
	print_error("guests cannot have %s: %s; 'compatcaps "
		    "show' lists the modes that guests can have",
		    mode->name, reason);
	return verdict.answer == COMPATCAPS_ANSWER_NO ? EXIT_NO
						      : EXIT_CANNOT_TELL;
}

enum exit_code best_or_named_of(const struct request *request,
				struct compatcaps_host *host,
				const struct compatcaps_mode **mode)
{
	enum exit_code code = host_answer(request, host);

	if (code != EXIT_YES)
		return code;
	if (!request->mode)
		return best_of(host, mode);
	*mode = request->mode;
	return named_of(host, *mode);
}

enum exit_code best_or_named(const struct request *request,
			     const struct compatcaps_mode **mode)
{
	struct compatcaps_host host;

	return best_or_named_of(request, &host, mode);
}

enum exit_code run_best(const struct request *request)
{
	const struct compatcaps_mode *best;
	enum exit_code code = best_find(request, &best);

	if (code == EXIT_YES)
		puts(best->name);
	return code;
}

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compatcaps labels: a feature file for node-feature-discovery, which turns it
 * into labels of a Kubernetes node; compatcaps(1), LABELS.
 *
 * Names and values can contain only letters, digits, "-", "_" and ".".
 * Therefore no string from the host is among them.
 */
#include <stdio.h>
#include <time.h>

#include "output.h"
#include "words.h"

#define PREFIX "feature.node.kubernetes.io/compatcaps."

/* After that time node-feature-discovery ignores the lines below. */
static void print_expiry(FILE *file, long seconds)
{
	time_t end = time(NULL) + seconds;
	char text[sizeof("2000-01-01T00:00:00Z") + 8];
	struct tm utc;

	if (!seconds || !gmtime_r(&end, &utc) ||
	    !strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &utc))
		return;
	fprintf(file, "# +expiry-time=%s\n", text);
}

/* A value that is not known gives no label. */
static void print_label(FILE *file, const char *name, const char *value)
{
	if (value && *value)
		fprintf(file, PREFIX "%s=%s\n", name, value);
}

/* "POWER7p", as Linux writes POWER7+ where "+" is not allowed */
static void print_name(FILE *file, const char *name, char value[WORDS_SIZE])
{
	for (char *c = value; *c; c++) {
		if (*c == '+')
			*c = 'p';
	}
	print_label(file, name, value);
}

/*
 * A mode that is only likely has another name, so that nobody takes it for a
 * sure one.
 */
static void print_mode(FILE *file, const struct compatcaps_host *host,
		       const struct compatcaps_mode *mode)
{
	struct compatcaps_verdict verdict = {.size = sizeof(verdict)};

	compatcaps_judge(host, mode, &verdict);
	if (verdict.answer != COMPATCAPS_ANSWER_YES)
		return;
	if (verdict.certainty == COMPATCAPS_CERTAINTY_SURE)
		fprintf(file, PREFIX "mode.%s=true\n", mode->name);
	else if (verdict.certainty == COMPATCAPS_CERTAINTY_LIKELY)
		fprintf(file, PREFIX "likely.%s=true\n", mode->name);
}

static void print_best(FILE *file, const struct compatcaps_host *host)
{
	const struct compatcaps_mode *best =
		compatcaps_best(host, COMPATCAPS_CERTAINTY_SURE);

	if (best) {
		print_label(file, "best", best->name);
		return;
	}
	best = compatcaps_best(host, COMPATCAPS_CERTAINTY_LIKELY);
	if (best)
		print_label(file, "likely-best", best->name);
}

void output_labels(FILE *file, const struct compatcaps_host *host,
		   const struct failure *failure, const struct request *request)
{
	enum compatcaps_certainty certainty =
		compatcaps_source_certainty(host->source);
	char processor[WORDS_SIZE], own_mode[WORDS_SIZE];

	processor_word(processor, host);
	own_mode_word(own_mode, host);
	print_expiry(file, request->expire);
	print_label(file, "certainty", compatcaps_certainty_name(certainty));
	print_label(file, "source", compatcaps_source_name(host->source));
	print_label(file, "error", failure->code);
	print_label(file, "kind", compatcaps_kind_name(host->kind));
	print_name(file, "processor", processor);
	print_name(file, "own-mode", own_mode);
	print_best(file, host);
	for (size_t i = 0; i < compatcaps_mode_count(); i++)
		print_mode(file, host, compatcaps_mode_at(i));
}

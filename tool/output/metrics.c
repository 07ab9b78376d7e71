// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compatcaps metrics: the text format of Prometheus, for the textfile collector
 * of the node exporter; compatcaps(1), METRICS.
 */
#include <inttypes.h>
#include <stdio.h>

#include "output.h"
#include "words.h"

static void print_head(FILE *file, const char *name, const char *help)
{
	fprintf(file, "# HELP compatcaps_%s %s\n# TYPE compatcaps_%s gauge\n",
		name, help, name);
}

/* The exporter refuses the whole file if one byte is not valid UTF-8. */
static void print_text(FILE *file, const char *text)
{
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			fputc('\\', file);
		fputc(*text < ' ' || *text > '~' ? '?' : *text, file);
	}
}

/* The first one is the source. */
static void print_label(FILE *file, const char *name, const char *value)
{
	fprintf(file, ",%s=\"", name);
	print_text(file, value);
	fputc('"', file);
}

static const char *name_or_empty(const struct compatcaps_mode *mode)
{
	return mode ? mode->name : "";
}

static void print_info(FILE *file, const struct compatcaps_host *host,
		       const struct failure *failure)
{
	enum compatcaps_certainty certainty =
		compatcaps_source_certainty(host->source);
	char processor[WORDS_SIZE], own_mode[WORDS_SIZE];

	processor_word(processor, host);
	own_mode_word(own_mode, host);
	print_head(file, "info",
		   "The host, the source of its answers, and its best mode "
		   "(certainty sure or likely).");
	fprintf(file, "compatcaps_info{source=\"%s\"",
		compatcaps_source_name(host->source));
	print_label(file, "certainty", compatcaps_certainty_name(certainty));
	print_label(file, "kind", compatcaps_kind_name(host->kind));
	print_label(file, "processor", processor);
	print_label(file, "own_mode", own_mode);
	print_label(file, "kernel", host->kernel_release);
	print_label(file, "best",
		    name_or_empty(compatcaps_best(
			    host, COMPATCAPS_CERTAINTY_LIKELY)));
	print_label(file, "error", failure->code ? failure->code : "");
	fputs("} 1\n", file);
}

/* One number of a mode */
typedef long mode_number(const struct compatcaps_host *host,
			 const struct compatcaps_mode *mode);

/*
 * Unknown is less than yes and no, so that min() over hosts is 1 only if all
 * say yes.
 */
static long available(const struct compatcaps_host *host,
		      const struct compatcaps_mode *mode)
{
	struct compatcaps_verdict verdict = {.size = sizeof(verdict)};

	compatcaps_judge(host, mode, &verdict);
	if (verdict.answer == COMPATCAPS_ANSWER_UNKNOWN)
		return -1;
	return verdict.answer == COMPATCAPS_ANSWER_YES;
}

/* The numbers of the library: greater is more certain. */
static long certainty(const struct compatcaps_host *host,
		      const struct compatcaps_mode *mode)
{
	struct compatcaps_verdict verdict = {.size = sizeof(verdict)};

	compatcaps_judge(host, mode, &verdict);
	return (long)verdict.certainty;
}

static long logical_pvr(const struct compatcaps_host *host,
			const struct compatcaps_mode *mode)
{
	(void)host;
	return (long)mode->logical_pvr;
}

static void print_modes(FILE *file, const struct compatcaps_host *host,
			const char *name, const char *help, mode_number *number)
{
	print_head(file, name, help);
	for (size_t i = 0; i < compatcaps_mode_count(); i++) {
		const struct compatcaps_mode *mode = compatcaps_mode_at(i);

		fprintf(file, "compatcaps_%s{mode=\"%s\"} %ld\n", name,
			mode->name, number(host, mode));
	}
}

static void print_number(FILE *file, const char *name, const char *help,
			 int number)
{
	print_head(file, name, help);
	fprintf(file, "compatcaps_%s %d\n", name, number);
}

void output_metrics(FILE *file, const struct compatcaps_host *host,
		    const struct failure *failure,
		    const struct request *request)
{
	uint64_t unknown = compatcaps_unknown_capabilities(host);

	(void)request;
	print_info(file, host, failure);
	print_number(file, "certainty",
		     "Certainty of the host's answers: 3 sure, 2 likely, 1 "
		     "guess, 0 no answer.",
		     (int)compatcaps_source_certainty(host->source));
	print_modes(
		file, host, "mode_available",
		"Whether guests can have the mode: 1 yes, 0 no, -1 unknown.",
		available);
	print_modes(file, host, "mode_certainty",
		    "Certainty of compatcaps_mode_available: 3 sure, 2 likely, "
		    "1 guess, 0 unknown.",
		    certainty);
	print_modes(file, host, "mode_logical_pvr",
		    "Logical PVR of the mode: a larger number is a newer mode.",
		    logical_pvr);
	print_number(file, "unknown_capabilities",
		     "Number of capability bits that KVM reports and this "
		     "version does not know.",
		     __builtin_popcountll(unknown));
	print_number(file, "exit_code",
		     "Exit status of the query; see compatcaps(1).",
		     failure->exit_code);
}

// SPDX-License-Identifier: GPL-2.0-or-later
/* The text output, for people. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "guest.h"
#include "host.h"
#include "libvirt.h"
#include "output.h"
#include "words.h"

static void print_line(const char *label, const char *text)
{
	printf("%-13s%s\n", label, text);
}

static const char *or_unknown(const char *text)
{
	return *text ? text : "unknown";
}

void output_text_head(const struct compatcaps_host *host)
{
	char words[WORDS_SIZE];

	print_line("Host:", words_of_kind(host->kind));
	words_of_processor(words, host->processor_pvr);
	print_line("Processor:", words);
	words_of_mode(words, host);
	print_line("Mode:", words);
}

static void print_head(const struct compatcaps_host *host)
{
	output_text_head(host);
	print_line("Kernel:", or_unknown(host->kernel_release));
	print_line("Source:", words_of_source(host->source));
}

/* https://no-color.org */
static bool has_colour(void)
{
	const char *no_colour = getenv("NO_COLOR"), *term = getenv("TERM");

	return !(no_colour && *no_colour) && term && strcmp(term, "dumb") &&
	       isatty(STDOUT_FILENO);
}

static const char *colour_of(enum compatcaps_answer answer)
{
	switch (answer) {
	case COMPATCAPS_ANSWER_YES:
		return "\033[32m";
	case COMPATCAPS_ANSWER_NO:
		return "\033[31m";
	case COMPATCAPS_ANSWER_UNKNOWN:
		break;
	}
	return "\033[33m";
}

static void print_row(const struct compatcaps_host *host,
		      const struct compatcaps_mode *mode, const char *note,
		      bool colour)
{
	struct compatcaps_verdict verdict = {.size = sizeof(verdict)};
	char reason[WORDS_SIZE];

	compatcaps_judge(host, mode, &verdict);
	words_of_reason(reason, host, verdict.reason);
	printf("%-9s%s%-8s%s%s%s\n", mode->name,
	       colour ? colour_of(verdict.answer) : "",
	       words_of_verdict(&verdict), colour ? "\033[0m" : "", reason,
	       note);
}

static void print_modes(const struct compatcaps_host *host,
			const struct compatcaps_mode *best)
{
	bool colour = has_colour();

	for (size_t i = 0; i < compatcaps_mode_count(); i++) {
		const struct compatcaps_mode *mode = compatcaps_mode_at(i);

		print_row(host, mode, mode == best ? "; best mode" : "",
			  colour);
	}
}

static void print_unknown(const struct compatcaps_host *host)
{
	uint64_t unknown = compatcaps_unknown_capabilities(host);

	if (unknown)
		printf("\n%-13scapability bits 0x%016" PRIx64
		       ": modes that this version does not know\n",
		       "Unknown:", unknown);
}

static void print_qemu(const char *label, const struct compatcaps_mode *mode)
{
	printf("%-13s", label);
	guest_print_qemu_args(mode);
}

static void print_guest(const struct compatcaps_host *host,
			const struct request *request,
			const struct compatcaps_mode *best)
{
	struct libvirt_xml xml;
	char words[WORDS_SIZE];

	if (!best) {
		words_of_no_mode(words, host);
		print_line("Guests:", words);
		return;
	}
	print_qemu("QEMU:", best);
	libvirt_make(&xml, request, host, best);
	print_line(
		"libvirt:",
		*xml.reason
			? "run 'compatcaps libvirt-xml' for the XML of a domain"
			: xml.elements[0]);
}

/* KVM runs guests on such a host: print the likely mode, as a guess. */
static void print_failure(const struct compatcaps_host *host,
			  const struct failure *failure)
{
	const struct compatcaps_mode *guess =
		compatcaps_best(host, COMPATCAPS_CERTAINTY_GUESS);

	print_line("Why:", failure->what);
	print_line("Next:", failure->next);
	if (guess && failure->exit_code == EXIT_CANNOT_TELL)
		print_qemu("Until then:", guess);
}

static void print_names(const struct compatcaps_host *host)
{
	for (size_t i = 0; i < compatcaps_mode_count(); i++) {
		struct compatcaps_verdict verdict = {.size = sizeof(verdict)};
		const struct compatcaps_mode *mode = compatcaps_mode_at(i);

		compatcaps_judge(host, mode, &verdict);
		if (verdict.answer == COMPATCAPS_ANSWER_YES &&
		    verdict.certainty >= host_certainty(host))
			puts(mode->name);
	}
}

static void print_all(const struct compatcaps_host *host,
		      const struct failure *failure,
		      const struct request *request)
{
	const struct compatcaps_mode *best = NULL;

	if (failure->exit_code == EXIT_YES)
		best = compatcaps_best(host, host_certainty(host));
	print_head(host);
	printf("\n%-9s%-8s%s\n", "MODE", "GUESTS", "WHY");
	print_modes(host, best);
	print_unknown(host);
	putchar('\n');
	if (failure->exit_code == EXIT_YES)
		print_guest(host, request, best);
	else
		print_failure(host, failure);
}

void output_text(const struct compatcaps_host *host,
		 const struct failure *failure, const struct request *request)
{
	/* There is nothing to print about another architecture. */
	if (failure->exit_code == EXIT_NOT_POWER)
		return;
	if (!request->quiet && !request->no_header)
		print_all(host, failure, request);
	else if (!request->quiet)
		print_modes(host, NULL);
	else if (failure->exit_code == EXIT_YES)
		print_names(host);
}

// SPDX-License-Identifier: GPL-2.0-or-later
/* For people. */
#include <inttypes.h>
#include <stdio.h>

#include "guest.h"
#include "output.h"
#include "words.h"

static void print_line(const char *label, const char *text)
{
	printf("%-13s%s\n", label, text);
}

static void print_head(const struct compatcaps_host *host)
{
	char words[WORDS_SIZE];

	print_line("Host:", words_of_kind(host->kind));
	words_of_processor(words, host->processor_pvr);
	print_line("Processor:", words);
	words_of_mode(words, host->partition_pvr);
	print_line("Mode:", words);
	print_line("Kernel:",
		   *host->kernel_release ? host->kernel_release : "not known");
	print_line("Source:", words_of_source(host->source));
}

static const char *answer_word(enum compatcaps_answer answer)
{
	switch (answer) {
	case COMPATCAPS_ANSWER_YES:
		return "yes";
	case COMPATCAPS_ANSWER_NO:
		return "no";
	case COMPATCAPS_ANSWER_UNKNOWN:
		break;
	}
	return "?";
}

static void print_modes(const struct compatcaps_host *host)
{
	const struct compatcaps_mode *best = compatcaps_best(host);

	printf("\nModes that guests can have:\n");
	for (size_t i = 0; i < compatcaps_mode_count(); i++) {
		struct compatcaps_verdict verdict = {.size = sizeof(verdict)};
		const struct compatcaps_mode *mode = compatcaps_mode_at(i);
		char reason[WORDS_SIZE];

		compatcaps_judge(host, mode, &verdict);
		words_of_reason(reason, host, verdict.reason);
		printf("  %-9s %-4s %s%s\n", mode->name,
		       answer_word(verdict.answer), reason,
		       mode == best ? "; the best" : "");
	}
}

static void print_unknown(const struct compatcaps_host *host)
{
	uint64_t unknown = compatcaps_unknown_capabilities(host);

	if (unknown)
		printf("\n%-13scapability bits 0x%016" PRIx64
		       ": modes newer than this program\n",
		       "Unknown:", unknown);
}

static void print_qemu(const char *label, const struct compatcaps_mode *mode)
{
	printf("%-13s", label);
	guest_print_qemu_args(mode);
}

static void print_guest(const struct compatcaps_host *host)
{
	const struct compatcaps_mode *best = compatcaps_best(host);
	char element[GUEST_WORD_SIZE];

	putchar('\n');
	if (!best) {
		print_line("Guests:", "KVM reports no mode that is known here");
		return;
	}
	print_qemu("QEMU:", best);
	guest_libvirt_cpu(element, best);
	print_line("libvirt:", element);
}

/* KVM does run guests on such a host: say what is likely right, as a guess. */
static void print_guess(const struct compatcaps_host *host)
{
	const struct compatcaps_mode *mode =
		compatcaps_mode_by_pvr(host->partition_pvr);

	if (!mode)
		return;
	print_qemu("Until then:", mode);
	print_line("", "a guess from this host's own mode, not from KVM");
}

static void print_failure(const struct compatcaps_host *host,
			  const struct failure *failure)
{
	printf("\nModes that guests can have: not known\n\n");
	print_line("Why:", failure->what);
	print_line("Next:", failure->next);
	if (failure->exit_code == EXIT_CANNOT_TELL)
		print_guess(host);
}

void output_text(const struct compatcaps_host *host,
		 const struct failure *failure)
{
	/* Of another architecture there is nothing to tell. */
	if (failure->exit_code == EXIT_NOT_POWER)
		return;
	print_head(host);
	if (failure->exit_code != EXIT_YES) {
		print_failure(host, failure);
		return;
	}
	print_modes(host);
	print_unknown(host);
	print_guest(host);
}

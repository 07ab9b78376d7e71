// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compatcaps explain [MODE | MESSAGE]: print why guests can or cannot have a
 * mode, or the cause of a message. "-" reads the message, or a whole log, from
 * standard input.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "explain_message.h"
#include "guest.h"
#include "host.h"
#include "mode_name.h"
#include "output.h"
#include "paste.h"
#include "print_error.h"
#include "words.h"
#include "wrap.h"

/* The kinds of host to which a paragraph applies */
#define ON(kind) (1U << COMPATCAPS_KIND_##kind)
#define ON_METAL ON(BARE_METAL)
#define ON_V1 ON(NESTED_V1)
/*
 * It is not known whether a host of kind "pseries" is a partition or a KVM
 * guest.
 */
#define ON_PARTITION (ON(NESTED_V2) | ON(PSERIES))
#define ON_UNKNOWN ON(UNKNOWN)
#define ON_ALL (ON_METAL | ON_V1 | ON_PARTITION | ON_UNKNOWN)

/*
 * What a reason means to a person who wants the mode. All rows that fit the
 * host are printed, in this order.
 */
static const struct paragraph {
	enum compatcaps_reason reason;
	unsigned int kinds;
	const char *text;
} paragraphs[] = {
	{COMPATCAPS_REASON_NO_SOURCE, ON_ALL,
	 "Nothing is known about the modes of this host."},
	{COMPATCAPS_REASON_NO_BIT, ON_ALL,
	 "KVM's interface has no bit for this mode. Run 'compatcaps check "
	 "--source trial MODE' to try the mode."},
	{COMPATCAPS_REASON_REPORTED, ON_ALL,
	 "KVM reports that guests of this host can have this mode."},
	{COMPATCAPS_REASON_NEWER_THAN_PROCESSOR, ON_ALL,
	 "The mode is newer than the host's processor. Run guests that need "
	 "this mode on a host with a newer processor."},
	{COMPATCAPS_REASON_ABOVE_PARTITION, ON_ALL,
	 "The host itself runs in an older mode, and KVM must not give guests "
	 "more than the host has."},
	{COMPATCAPS_REASON_ABOVE_PARTITION, ON_PARTITION,
	 "To change the mode of a PowerVM partition, change the processor "
	 "compatibility mode in the partition's profile, then stop and start "
	 "the partition. A partition that was moved here from an older machine "
	 "keeps that machine's mode until then."},
	{COMPATCAPS_REASON_ABOVE_PARTITION, ON_V1 | ON(PSERIES),
	 "To change the mode of a KVM guest, change its max-cpu-compat, then "
	 "stop and start the guest. A KVM guest that was moved here keeps its "
	 "mode until then."},
	{COMPATCAPS_REASON_ABOVE_PARTITION, ON_METAL,
	 "On bare metal, the host's mode is the newest mode that the kernel "
	 "knows for this processor. A newer kernel may know a newer mode."},
	{COMPATCAPS_REASON_NOT_GRANTED, ON_ALL,
	 "Neither the processor nor the host's own mode is known to rule this "
	 "mode out, but KVM does not give it."},
	{COMPATCAPS_REASON_NOT_GRANTED, ON_PARTITION,
	 "In a partition the hypervisor decides which modes it grants. It is "
	 "also possible that an older kernel did not request the mode from "
	 "the hypervisor."},
	{COMPATCAPS_REASON_NOT_GRANTED, ON_METAL | ON_V1,
	 "If the kernel is older than the mode, use a newer kernel: this one "
	 "does not know the mode."},
	{COMPATCAPS_REASON_ACCEPTED, ON_ALL,
	 "KVM accepted this mode on a vCPU that compatcaps created for the "
	 "trial."},
	{COMPATCAPS_REASON_ACCEPTED, ON_PARTITION,
	 "The hypervisor can still refuse the mode when the guest starts."},
	{COMPATCAPS_REASON_ACCEPTED_WRONGLY, ON_ALL,
	 "Do not use this mode: this kernel accepts it although it is more "
	 "than the host has."},
	{COMPATCAPS_REASON_ACCEPTED_WRONGLY, ON_PARTITION,
	 "PowerVM refuses to start such a guest."},
	{COMPATCAPS_REASON_ACCEPTED_WRONGLY, ON_V1 | ON(PSERIES) | ON_METAL,
	 "If the host is a KVM guest or bare metal, such a guest runs as a "
	 "processor that the host is not, and it cannot move where the host "
	 "can move."},
	{COMPATCAPS_REASON_INFERRED, ON_ALL,
	 "The host itself runs in this mode or a newer one, so KVM should be "
	 "able to give it. KVM was not queried."},
	{COMPATCAPS_REASON_NO_HINT, ON_ALL,
	 "What is known about the host does not answer this. KVM and the "
	 "hypervisor decide."},
	{COMPATCAPS_REASON_NO_HASH_MMU, ON_ALL,
	 "Guests in POWER8 mode use the hash MMU."},
	{COMPATCAPS_REASON_NO_HASH_MMU, ON_V1 | ON_PARTITION,
	 "If the host is a partition or a KVM guest, KVM runs only guests that "
	 "use the radix MMU: for others QEMU prints 'HPT not supported in "
	 "nested guests'."},
	{COMPATCAPS_REASON_NO_HASH_MMU, ON_METAL,
	 "To run such guests, boot this host with 'disable_radix' on its "
	 "kernel command line: a POWER9 below version 2.2 cannot run them "
	 "while it uses the radix MMU. If it was booted so ('grep MMU "
	 "/proc/cpuinfo' prints Hash), it can run them: compatcaps does not "
	 "look at that. Other bare-metal hosts can run them."},
	{COMPATCAPS_REASON_HYPERVISOR_DECIDES, ON_ALL,
	 "To get a confirmed answer, use Linux 7.3 or later, or install the "
	 "kernel modules of compatcaps. KVM accepted this mode on a vCPU that "
	 "compatcaps created for the trial, but that proves nothing on this "
	 "host: Linux 6.12 accepts Power11 without having negotiated it, and "
	 "the hypervisor can refuse it when a guest starts."},
};

static void explain_reason(const struct compatcaps_host *host,
			   enum compatcaps_reason reason)
{
	char text[1024] = "";
	size_t length = 0;

	for (size_t i = 0; i < sizeof(paragraphs) / sizeof(*paragraphs); i++) {
		const struct paragraph *paragraph = &paragraphs[i];

		if (paragraph->reason == reason &&
		    paragraph->kinds & 1U << host->kind)
			length += (size_t)snprintf(
				text + length, sizeof(text) - length, "%s%s",
				length ? " " : "", paragraph->text);
	}
	wrap_print("", text);
}

static void explain_mode(const struct compatcaps_host *host,
			 const struct compatcaps_mode *mode)
{
	struct compatcaps_verdict verdict = {.size = sizeof(verdict)};
	char reason[WORDS_SIZE], line[WORDS_SIZE * 2];

	compatcaps_judge(host, mode, &verdict);
	words_of_reason(reason, host, verdict.reason);
	snprintf(line, sizeof(line), "%s, %s.", words_of_verdict(&verdict),
		 reason);
	wrap_print(mode->name, line);
	explain_reason(host, verdict.reason);
	if (verdict.answer == COMPATCAPS_ANSWER_YES) {
		printf("%-13s", "QEMU:");
		guest_print_qemu_args(mode);
	}
}

static void explain_host(const struct compatcaps_host *host,
			 const struct failure *failure)
{
	output_text_head(host);
	wrap_print("Source:", words_of_source(host->source));
	if (failure->exit_code != EXIT_YES) {
		wrap_print("Why:", failure->what);
		wrap_print("Next:", failure->next);
	}
}

static enum exit_code explain_modes(const struct request *request,
				    const struct compatcaps_mode *mode)
{
	struct compatcaps_host host;
	struct failure failure;
	enum exit_code code = host_query(request, &host, &failure);

	if (code != EXIT_YES)
		return code;
	if (failure.exit_code == EXIT_NOT_POWER)
		return failure_report(&failure);
	explain_host(&host, &failure);
	for (size_t i = 0; i < compatcaps_mode_count(); i++) {
		if (mode && mode != compatcaps_mode_at(i))
			continue;
		putchar('\n');
		explain_mode(&host, compatcaps_mode_at(i));
	}
	return failure_report(&failure);
}

static enum exit_code out_of_memory(void)
{
	print_error("out of memory");
	return EXIT_FAILED;
}

/* The words of the command line, separated by spaces */
static char *join(char *const words[])
{
	size_t size = 1;
	char *text, *end;

	for (size_t i = 0; words[i]; i++)
		size += strlen(words[i]) + 1;
	text = malloc(size);
	if (!text)
		return NULL;
	end = text;
	*end = '\0';
	for (size_t i = 0; words[i]; i++)
		end += sprintf(end, "%s%s", i ? " " : "", words[i]);
	return text;
}

static enum exit_code not_read(int error)
{
	if (error == -ENOMEM)
		return out_of_memory();
	if (error == -EFBIG)
		print_error("the text is longer than %u MiB; use only the part "
			    "that contains the message",
			    PASTE_LARGEST >> 20);
	else if (error == -EPROTO)
		print_error("the text is compressed; unpack it first, for "
			    "example with 'zcat FILE | compatcaps explain -'");
	else
		print_error("standard input: %s", strerror(-error));
	return EXIT_FAILED;
}

static enum exit_code explain_text(const struct request *request, char *text,
				   int error)
{
	enum exit_code code;

	if (!text)
		return not_read(error);
	code = explain_message(request, text);
	free(text);
	return code;
}

static enum exit_code explain_words(const struct request *request)
{
	char *joined = join(request->words), *text;
	enum exit_code code;
	int error;

	if (!joined)
		return out_of_memory();
	if (mode_name_is_meant(joined)) {
		code = mode_name_unknown(joined);
	} else {
		text = paste_of_text(joined, &error);
		code = explain_text(request, text, error);
	}
	free(joined);
	return code;
}

enum exit_code run_explain(const struct request *request)
{
	char *const *words = request->words;
	const struct compatcaps_mode *mode = NULL;
	char *text;
	int error;

	if (words[0] && !words[1])
		mode = compatcaps_mode_find(words[0]);
	if (!words[0] || mode)
		return explain_modes(request, mode);
	if (strcmp(words[0], "-") || words[1])
		return explain_words(request);
	text = paste_of_file(stdin, &error);
	return explain_text(request, text, error);
}

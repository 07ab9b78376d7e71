// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compatcaps explain [MODE | MESSAGE]: why a mode cannot be had on this host,
 * and what a message means. "-" reads the message from standard input, a whole
 * log if need be.
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

/* What a reason means for whoever wants the mode */
static const char *const reason_paragraphs[] = {
	[COMPATCAPS_REASON_NO_SOURCE] =
		"Nothing is known of the modes of this host.",
	[COMPATCAPS_REASON_NO_BIT] =
		"KVM's interface cannot express this mode. 'compatcaps check "
		"--source trial' tries it.",
	[COMPATCAPS_REASON_REPORTED] =
		"KVM reports that guests of this host can have it.",
	[COMPATCAPS_REASON_NEWER_THAN_PROCESSOR] =
		"The host's processor is older than the mode. Guests that need "
		"it have to run elsewhere.",
	[COMPATCAPS_REASON_ABOVE_PARTITION] =
		"The host itself runs in an older mode than its processor "
		"could, "
		"and KVM must not give its guests more than the host has. The "
		"mode of a partition is set by whoever manages the machine "
		"(processor compatibility mode in the partition's profile; of "
		"a "
		"KVM guest its max-cpu-compat), and takes effect when the "
		"partition is started again. A partition that was moved here "
		"from an older machine keeps that machine's mode until then.",
	[COMPATCAPS_REASON_NOT_GRANTED] =
		"The processor and the host's own mode would allow it, but KVM "
		"does not give it. Under PowerVM the hypervisor decides: it "
		"refuses POWER9 guests on POWER10 and Power11 partitions. "
		"An older kernel may not have asked the hypervisor for it.",
	[COMPATCAPS_REASON_ACCEPTED] =
		"KVM accepted it on a virtual processor made for the question. "
		"Under PowerVM the hypervisor has the last word when the guest "
		"starts.",
	[COMPATCAPS_REASON_ACCEPTED_WRONGLY] =
		"This kernel accepts the mode although the host itself runs in "
		"an older one. Do not use it: PowerVM refuses to start such a "
		"guest, and elsewhere the guest runs as a processor that the "
		"host is not, and cannot be moved with it.",
	[COMPATCAPS_REASON_INFERRED] =
		"The host itself runs in this mode or a newer one, so that KVM "
		"should be able to give it. KVM was not asked.",
	[COMPATCAPS_REASON_NO_HINT] = "What is known of the host does not "
				      "tell. KVM and the hypervisor "
				      "decide.",
};

#define PARAGRAPH_COUNT \
	(sizeof(reason_paragraphs) / sizeof(reason_paragraphs[0]))

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
	if ((size_t)verdict.reason < PARAGRAPH_COUNT)
		wrap_print("", reason_paragraphs[verdict.reason]);
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
	enum exit_code code = host_look(request, &host, &failure);

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

/* The words of the command line with a space between them */
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
		print_error("the text is longer than %u MiB; take the part of "
			    "it that has the message",
			    PASTE_LARGEST >> 20);
	else if (error == -EPROTO)
		print_error("the text is compressed; unpack it first, as in "
			    "'zcat FILE | compatcaps explain -'");
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

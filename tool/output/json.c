// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The JSON output: format "compatcaps-host", version 1; compatcaps(1), JSON.
 * Some readers of JSON lose digits of 64-bit numbers. Therefore bits and
 * registers are strings in hexadecimal.
 */
#include <inttypes.h>
#include <stdio.h>

#include "guest.h"
#include "host.h"
#include "json_write.h"
#include "libvirt.h"
#include "libvirt_json.h"
#include "output.h"
#include "utf8.h"
#include "words.h"

#define HEX_SIZE 24

/*
 * A string from the kernel can contain any byte. If it is not UTF-8, print
 * null.
 */
static void write_word(struct json_writer *writer, const char *key,
		       const char *text)
{
	bool is_word = text && *text && utf8_is_valid(text);

	json_write_text(writer, key, is_word ? text : NULL);
}

static void write_pvr(struct json_writer *writer, const char *key, uint32_t pvr)
{
	char hex[HEX_SIZE];

	snprintf(hex, sizeof(hex), "0x%08" PRIx32, pvr);
	json_write_text(writer, key, pvr ? hex : NULL);
}

static void write_bits(struct json_writer *writer, const char *key,
		       const struct compatcaps_host *host, uint64_t bits)
{
	bool has_bits = host->source == COMPATCAPS_SOURCE_DEV_KVM ||
			host->source == COMPATCAPS_SOURCE_VM;
	char hex[HEX_SIZE];

	snprintf(hex, sizeof(hex), "0x%016" PRIx64, bits);
	json_write_text(writer, key, has_bits ? hex : NULL);
}

static void write_processor(struct json_writer *writer, uint32_t pvr)
{
	write_pvr(writer, "pvr", pvr);
	write_word(writer, "name", compatcaps_pvr_name(pvr));
}

/* Without a cpu-version, only the kernel's name for the mode can be known. */
static void write_own_mode(struct json_writer *writer,
			   const struct compatcaps_host *host)
{
	uint32_t pvr = host->partition_pvr;

	write_pvr(writer, "pvr", pvr);
	write_word(writer, "name", compatcaps_pvr_name(own_pvr(host)));
	if (pvr)
		json_write_boolean(writer, "raw",
				   !compatcaps_pvr_is_logical(pvr));
	else
		json_write_null(writer, "raw");
}

static void write_machine(struct json_writer *writer,
			  const struct compatcaps_host *host)
{
	json_open_object(writer, "host");
	write_word(writer, "name", host->name);
	json_write_text(writer, "kind", compatcaps_kind_name(host->kind));
	write_word(writer, "machine", host->machine);
	write_word(writer, "kernel", host->kernel_release);
	json_open_object(writer, "processor");
	write_processor(writer, host->processor_pvr);
	json_close(writer);
	json_open_object(writer, "mode");
	write_own_mode(writer, host);
	json_close(writer);
	json_close(writer);
}

static void write_answer(struct json_writer *writer, const char *key,
			 enum compatcaps_answer answer)
{
	if (answer == COMPATCAPS_ANSWER_UNKNOWN)
		json_write_null(writer, key);
	else
		json_write_boolean(writer, key,
				   answer == COMPATCAPS_ANSWER_YES);
}

static void write_mode(struct json_writer *writer,
		       const struct compatcaps_host *host,
		       const struct compatcaps_mode *mode)
{
	struct compatcaps_verdict verdict = {.size = sizeof(verdict)};
	char reason[WORDS_SIZE];

	compatcaps_judge(host, mode, &verdict);
	words_of_reason(reason, host, verdict.reason);
	json_open_object(writer, NULL);
	json_write_text(writer, "name", mode->name);
	write_pvr(writer, "logical_pvr", mode->logical_pvr);
	write_answer(writer, "available", verdict.answer);
	json_write_text(writer, "certainty",
			compatcaps_certainty_name(verdict.certainty));
	json_write_text(writer, "reason",
			compatcaps_reason_name(verdict.reason));
	json_write_text(writer, "explanation", reason);
	json_close(writer);
}

static void write_modes(struct json_writer *writer,
			const struct compatcaps_host *host)
{
	json_open_array(writer, "modes");
	for (size_t i = 0; i < compatcaps_mode_count(); i++)
		write_mode(writer, host, compatcaps_mode_at(i));
	json_close(writer);
}

static void write_qemu_args(struct json_writer *writer,
			    const struct compatcaps_mode *best)
{
	struct guest_args args;

	json_open_array(writer, "qemu_args");
	if (best) {
		guest_qemu_args(&args, best);
		for (int i = 0; i < GUEST_ARGS; i++)
			json_write_text(writer, NULL, args.words[i]);
	}
	json_close(writer);
}

static void write_libvirt_cpu(struct json_writer *writer,
			      const struct compatcaps_mode *best)
{
	char element[GUEST_WORD_SIZE];

	if (best)
		guest_libvirt_cpu(element, best);
	json_write_text(writer, "libvirt_cpu", best ? element : NULL);
}

static void write_libvirt_xml(struct json_writer *writer,
			      const struct compatcaps_host *host,
			      const struct request *request,
			      const struct compatcaps_mode *best)
{
	struct libvirt_xml xml;

	json_open_array(writer, "libvirt_xml");
	if (best) {
		libvirt_make(&xml, request, host, best);
		write_libvirt_elements(writer, &xml);
	}
	json_close(writer);
}

static void write_failure(struct json_writer *writer,
			  const struct failure *failure)
{
	if (failure->exit_code == EXIT_YES) {
		json_write_null(writer, "error");
		return;
	}
	json_open_object(writer, "error");
	json_write_text(writer, "code", failure->code);
	write_word(writer, "message", failure->what);
	json_write_text(writer, "next", failure->next);
	json_close(writer);
}

/* After a failure, "modes" has guesses; do not advise them. */
static enum compatcaps_certainty
best_certainty(const struct compatcaps_host *host,
	       const struct failure *failure)
{
	return failure->exit_code == EXIT_YES ? host_certainty(host)
					      : COMPATCAPS_CERTAINTY_LIKELY;
}

void output_json(const struct compatcaps_host *host,
		 const struct failure *failure, const struct request *request)
{
	struct json_writer writer = json_writer(stdout, JSON_FOR_PEOPLE);
	const struct compatcaps_mode *best =
		compatcaps_best(host, best_certainty(host, failure));

	json_open_object(&writer, NULL);
	json_write_text(&writer, "format", "compatcaps-host");
	json_write_number(&writer, "version", 1);
	write_machine(&writer, host);
	json_write_text(&writer, "source",
			compatcaps_source_name(host->source));
	write_bits(&writer, "capabilities", host, host->capabilities);
	write_bits(&writer, "unknown_capabilities", host,
		   compatcaps_unknown_capabilities(host));
	write_modes(&writer, host);
	json_write_text(&writer, "best", best ? best->name : NULL);
	write_qemu_args(&writer, best);
	write_libvirt_cpu(&writer, best);
	write_libvirt_xml(&writer, host, request, best);
	write_failure(&writer, failure);
	json_close(&writer);
	putchar('\n');
}

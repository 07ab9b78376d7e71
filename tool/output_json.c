// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * For machines: format "compatcaps-host", version 1, documented in the manual
 * page. A 64-bit number does not survive all readers of JSON: numbers that are
 * bits or registers are strings in hexadecimal.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <jansson.h>

#include "guest.h"
#include "host.h"
#include "libvirt.h"
#include "output.h"
#include "words.h"

#define HEX_SIZE 24

/* A text of the kernel's may be anything: what is not UTF-8 becomes null. */
static json_t *text_or_null(const char *text)
{
	json_t *string = text && *text ? json_string(text) : NULL;

	return string ? string : json_null();
}

static json_t *pvr_or_null(uint32_t pvr)
{
	char hex[HEX_SIZE];

	if (!pvr)
		return json_null();
	snprintf(hex, sizeof(hex), "0x%08" PRIx32, pvr);
	return json_string(hex);
}

static json_t *bits_or_null(const struct compatcaps_host *host, uint64_t bits)
{
	char hex[HEX_SIZE];

	if (host->source != COMPATCAPS_SOURCE_DEV_KVM &&
	    host->source != COMPATCAPS_SOURCE_VM)
		return json_null();
	snprintf(hex, sizeof(hex), "0x%016" PRIx64, bits);
	return json_string(hex);
}

static json_t *raw_or_null(uint32_t pvr)
{
	return pvr ? json_boolean(!compatcaps_pvr_is_logical(pvr))
		   : json_null();
}

/*
 * member() and append() take ownership of the value. What could not be made is
 * NULL and makes its container NULL, up to the whole.
 */
static json_t *member(json_t *object, const char *key, json_t *value)
{
	if (!json_object_set_new(object, key, value))
		return object;
	json_decref(object);
	return NULL;
}

static json_t *append(json_t *array, json_t *value)
{
	if (!json_array_append_new(array, value))
		return array;
	json_decref(array);
	return NULL;
}

static json_t *json_of_processor(uint32_t pvr)
{
	json_t *json = json_object();

	json = member(json, "pvr", pvr_or_null(pvr));
	return member(json, "name", text_or_null(name_of_pvr(pvr)));
}

static json_t *json_of_own_mode(uint32_t pvr)
{
	json_t *json = json_of_processor(pvr);

	return member(json, "raw", raw_or_null(pvr));
}

static json_t *json_of_machine(const struct compatcaps_host *host)
{
	json_t *json = json_object();

	json = member(json, "name", text_or_null(host->name));
	json = member(json, "kind",
		      json_string(compatcaps_kind_name(host->kind)));
	json = member(json, "machine", text_or_null(host->machine));
	json = member(json, "kernel", text_or_null(host->kernel_release));
	json = member(json, "processor",
		      json_of_processor(host->processor_pvr));
	return member(json, "mode", json_of_own_mode(host->partition_pvr));
}

static json_t *answer_or_null(enum compatcaps_answer answer)
{
	if (answer == COMPATCAPS_ANSWER_UNKNOWN)
		return json_null();
	return json_boolean(answer == COMPATCAPS_ANSWER_YES);
}

static json_t *json_of_mode(const struct compatcaps_host *host,
			    const struct compatcaps_mode *mode)
{
	struct compatcaps_verdict verdict = {.size = sizeof(verdict)};
	json_t *json = json_object();
	char reason[WORDS_SIZE];

	compatcaps_judge(host, mode, &verdict);
	words_of_reason(reason, host, verdict.reason);
	json = member(json, "name", json_string(mode->name));
	json = member(json, "logical_pvr", pvr_or_null(mode->logical_pvr));
	json = member(json, "available", answer_or_null(verdict.answer));
	json = member(
		json, "certainty",
		json_string(compatcaps_certainty_name(verdict.certainty)));
	json = member(json, "reason",
		      json_string(compatcaps_reason_name(verdict.reason)));
	return member(json, "explanation", json_string(reason));
}

static json_t *json_of_modes(const struct compatcaps_host *host)
{
	json_t *modes = json_array();

	for (size_t i = 0; i < compatcaps_mode_count(); i++)
		modes = append(modes,
			       json_of_mode(host, compatcaps_mode_at(i)));
	return modes;
}

static json_t *json_of_qemu_args(const struct compatcaps_mode *best)
{
	json_t *array = json_array();
	struct guest_args args;

	if (!best)
		return array;
	guest_qemu_args(&args, best);
	for (int i = 0; i < GUEST_ARGS; i++)
		array = append(array, json_string(args.words[i]));
	return array;
}

static json_t *json_of_libvirt_cpu(const struct compatcaps_mode *best)
{
	char element[GUEST_WORD_SIZE];

	if (!best)
		return json_null();
	guest_libvirt_cpu(element, best);
	return json_string(element);
}

static json_t *json_of_failure(const struct failure *failure)
{
	json_t *json;

	if (failure->exit_code == EXIT_YES)
		return json_null();
	json = member(json_object(), "code", json_string(failure->code));
	json = member(json, "message", text_or_null(failure->what));
	return member(json, "next", json_string(failure->next));
}

/* The bits, and those among them that nobody here knows. */
static json_t *add_bits(json_t *json, const struct compatcaps_host *host)
{
	uint64_t unknown = compatcaps_unknown_capabilities(host);

	json = member(json, "capabilities",
		      bits_or_null(host, host->capabilities));
	return member(json, "unknown_capabilities",
		      bits_or_null(host, unknown));
}

/* After a failure a guess is in "modes"; it is no advice. */
static enum compatcaps_certainty
best_certainty(const struct compatcaps_host *host,
	       const struct failure *failure)
{
	return failure->exit_code == EXIT_YES ? host_certainty(host)
					      : COMPATCAPS_CERTAINTY_LIKELY;
}

static json_t *json_of_libvirt(const struct compatcaps_host *host,
			       const struct request *request,
			       const struct compatcaps_mode *best)
{
	json_t *array = json_array();
	struct libvirt_xml xml;

	if (!best)
		return array;
	libvirt_make(&xml, request, host, best);
	for (int i = 0; i < LIBVIRT_ELEMENTS; i++) {
		if (*xml.elements[i])
			array = append(array, json_string(xml.elements[i]));
	}
	return array;
}

static json_t *json_of_host(const struct compatcaps_host *host,
			    const struct failure *failure,
			    const struct request *request)
{
	const struct compatcaps_mode *best =
		compatcaps_best(host, best_certainty(host, failure));
	json_t *json = json_object();

	json = member(json, "format", json_string("compatcaps-host"));
	json = member(json, "version", json_integer(1));
	json = member(json, "host", json_of_machine(host));
	json = member(json, "source",
		      json_string(compatcaps_source_name(host->source)));
	json = add_bits(json, host);
	json = member(json, "modes", json_of_modes(host));
	json = member(json, "best", text_or_null(best ? best->name : NULL));
	json = member(json, "qemu_args", json_of_qemu_args(best));
	json = member(json, "libvirt_cpu", json_of_libvirt_cpu(best));
	json = member(json, "libvirt_xml",
		      json_of_libvirt(host, request, best));
	return member(json, "error", json_of_failure(failure));
}

int output_json(const struct compatcaps_host *host,
		const struct failure *failure, const struct request *request)
{
	json_t *json = json_of_host(host, failure, request);
	char *text = json ? json_dumps(json, JSON_INDENT(2)) : NULL;

	json_decref(json);
	if (!text)
		return -ENOMEM;
	/* What cannot be written is noticed when the output is closed. */
	puts(text);
	free(text);
	return 0;
}

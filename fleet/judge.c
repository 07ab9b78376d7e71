// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "judge.h"
#include "modes.h"
#include "printed_host.h"

/* A default nodename does not count as a name. */
static const char *own_name(const char *name)
{
	static const char *const none[] = {"(none)", "localhost",
					   "localhost.localdomain"};

	for (size_t i = 0; name && i < sizeof(none) / sizeof(*none); i++) {
		if (!strcmp(name, none[i]))
			return "";
	}
	return name ? name : "";
}

/* Nobody can know which of its answers is right, so it has no answer. */
static void contradict(struct judged *judged, const char *what,
		       const char *mode)
{
	snprintf(judged->note, sizeof(judged->note), what, mode);
	judged->answers = 0;
}

/* --- "compatcaps-host": the answers that were printed */

static const char *text_of(const cJSON *json)
{
	const char *text = json_text(json);

	return text ? text : "";
}

/* A word that only a later release knows means no certainty. */
static enum compatcaps_certainty certainty_of(const char *word)
{
	for (int i = COMPATCAPS_CERTAINTY_SURE; i > 0; i--) {
		if (!strcmp(word, compatcaps_certainty_name(
					  (enum compatcaps_certainty)i)))
			return (enum compatcaps_certainty)i;
	}
	return COMPATCAPS_CERTAINTY_NONE;
}

static enum compatcaps_answer answer_of(const cJSON *available)
{
	if (cJSON_IsNull(available))
		return COMPATCAPS_ANSWER_UNKNOWN;
	return cJSON_IsTrue(available) ? COMPATCAPS_ANSWER_YES
				       : COMPATCAPS_ANSWER_NO;
}

struct printed_mode {
	const char *name;
	uint64_t logical_pvr;
	const cJSON *available;
	enum compatcaps_certainty certainty;
};

static bool read_mode(const cJSON *json, struct printed_mode *mode)
{
	const char *certainty = json_text(json_member(json, "certainty"));

	mode->name = json_text(json_member(json, "name"));
	mode->available = json_member(json, "available");
	if (!mode->name || !certainty || !mode->available ||
	    !(cJSON_IsBool(mode->available) || cJSON_IsNull(mode->available)) ||
	    !printed_number(json_text(json_member(json, "logical_pvr")),
			    &mode->logical_pvr))
		return false;
	mode->certainty = certainty_of(certainty);
	return mode->logical_pvr <= UINT32_MAX;
}

/* `seen`: a bit for each mode that the record had before */
static int check_mode(const struct printed_mode *mode, uint32_t *seen,
		      char message[RECORD_MESSAGE_SIZE])
{
	const struct compatcaps_mode *other;
	int number = mode_of_pvr((uint32_t)mode->logical_pvr);
	const char *what = NULL, *name = "";

	if (number == NO_MODE) {
		what = "names no mode";
	} else if ((other = mode_contradiction(number, mode->name))) {
		what = other->logical_pvr == mode->logical_pvr
			       ? "is that of "
			       : "is not that of ";
		name = other->name;
	} else if (*seen & 1U << number) {
		what = "occurs twice";
	} else {
		*seen |= 1U << number;
		return 0;
	}
	return record_fail(message, "logical PVR 0x%08x of mode '%.24s' %s%s",
			   (unsigned int)mode->logical_pvr, mode->name, what,
			   name);
}

static int check_modes(const cJSON *modes, char message[RECORD_MESSAGE_SIZE])
{
	const cJSON *json;
	uint32_t seen = 0;
	int number = 1;

	cJSON_ArrayForEach(json, modes)
	{
		struct printed_mode mode;

		if (!read_mode(json, &mode))
			return record_fail(message,
					   "mode %d lacks \"name\", "
					   "\"logical_pvr\", \"available\" or "
					   "\"certainty\", or one of them is "
					   "of the wrong type",
					   number);
		if (check_mode(&mode, &seen, message))
			return -1;
		number++;
	}
	return 0;
}

/*
 * A source that this release does not know counts by the certainty of its
 * answers.
 */
static enum compatcaps_certainty own_certainty(const char *source_name,
					       const cJSON *modes)
{
	enum compatcaps_source source = compatcaps_source_find(source_name);
	enum compatcaps_certainty certainty = COMPATCAPS_CERTAINTY_NONE;
	struct printed_mode mode;
	const cJSON *json;

	if (source != COMPATCAPS_SOURCE_NONE || !strcmp(source_name, "none"))
		return compatcaps_source_certainty(source);
	cJSON_ArrayForEach(json, modes)
	{
		read_mode(json, &mode);
		if (cJSON_IsTrue(mode.available) && mode.certainty > certainty)
			certainty = mode.certainty;
	}
	return certainty;
}

static void take_modes(struct judged *judged, const cJSON *modes)
{
	struct printed_mode mode;
	const cJSON *json;

	judged->answers = compatcaps_answers_new(
		own_certainty(judged->texts[HOST_SOURCE], modes));
	cJSON_ArrayForEach(json, modes)
	{
		read_mode(json, &mode);
		mode_learn(mode_of_pvr((uint32_t)mode.logical_pvr), mode.name);
		compatcaps_answers_set(
			&judged->answers, (uint32_t)mode.logical_pvr,
			answer_of(mode.available), mode.certainty);
	}
}

/* Whether the answer for each mode agrees with its bit */
static void compare_with_bits(struct judged *judged, uint64_t capabilities)
{
	const struct compatcaps_mode *mode;

	for (size_t i = 0; (mode = compatcaps_mode_at(i)); i++) {
		bool is_given = compatcaps_answers_get(
					judged->answers, mode->logical_pvr,
					NULL) == COMPATCAPS_ANSWER_YES;

		if (mode->capability &&
		    is_given != !!(capabilities & mode->capability)) {
			contradict(judged,
				   "its answer on %s contradicts its "
				   "capabilities",
				   mode->name);
			return;
		}
	}
}

/* For people only: a value that is not a string counts as missing. */
static void take_machine(struct judged *judged, const cJSON *machine)
{
	const char **texts = judged->texts;

	texts[HOST_NAME] = own_name(json_text(json_member(machine, "name")));
	texts[HOST_KIND] = text_of(json_member(machine, "kind"));
	texts[HOST_KERNEL] = text_of(json_member(machine, "kernel"));
	texts[HOST_PROCESSOR] =
		text_of(json_member(json_member(machine, "processor"), "name"));
	texts[HOST_OWN_MODE] =
		text_of(json_member(json_member(machine, "mode"), "name"));
}

static int judge_host(struct judged *judged, const cJSON *json,
		      char message[RECORD_MESSAGE_SIZE])
{
	const cJSON *machine = json_member(json, "host");
	const cJSON *modes = json_member(json, "modes");
	const cJSON *bits = json_member(json, "capabilities");
	uint64_t capabilities = 0;

	judged->texts[HOST_SOURCE] = json_text(json_member(json, "source"));
	if (!cJSON_IsObject(machine))
		return record_fail(message, "\"host\" is not an object");
	if (!judged->texts[HOST_SOURCE])
		return record_fail(message, "\"source\" is not a string");
	if (!cJSON_IsArray(modes))
		return record_fail(message, "\"modes\" is not an array");
	if (json_text(bits) && !printed_number(json_text(bits), &capabilities))
		return record_fail(
			message, "\"capabilities\" is not a number of 64 bits "
				 "in hexadecimal");
	if (check_modes(modes, message))
		return -1;
	take_machine(judged, machine);
	take_modes(judged, modes);
	if (json_text(bits))
		compare_with_bits(judged, capabilities);
	if (!printed_host(&judged->host, json, judged->answers))
		judged->host.size = 0;
	return 0;
}

/* --- "compatcaps-record": observations, judged as on the host */

/* The answers of another source in the same record; false: it has none */
static bool conclude_from(const struct compatcaps_evidence *evidence,
			  enum compatcaps_source source,
			  struct compatcaps_host *host)
{
	*host = (struct compatcaps_host){.size = sizeof(*host)};
	return !compatcaps_conclude(evidence, source, host) &&
	       host->source == source;
}

/*
 * KVM's answer does not depend on how it is queried. Some kernels are known to
 * accept more in a trial than they report; none is known to refuse a mode that
 * it reports.
 */
static void compare_sources(struct judged *judged)
{
	const struct compatcaps_host *best = &judged->host;
	struct compatcaps_host other;

	if (best->source != COMPATCAPS_SOURCE_DEV_KVM &&
	    best->source != COMPATCAPS_SOURCE_VM)
		return;
	if (conclude_from(&judged->evidence, COMPATCAPS_SOURCE_VM, &other) &&
	    other.capabilities != best->capabilities) {
		contradict(judged, "/dev/kvm and a virtual machine %s",
			   "have different answers");
		return;
	}
	if (!conclude_from(&judged->evidence, COMPATCAPS_SOURCE_TRIAL, &other))
		return;
	for (int mode = 0; mode < COMPATCAPS_LEVELS; mode++) {
		if (compatcaps_gives(judged->answers, pvr_of_mode(mode),
				     COMPATCAPS_CERTAINTY_SURE) &&
		    other.tried_refused & COMPATCAPS_TRIED(pvr_of_mode(mode))) {
			contradict(judged, "KVM reports %s and refuses it",
				   mode_name(mode));
			return;
		}
	}
}

static const char *or_empty(const char *name)
{
	return name ? name : "";
}

/* A mode older than those of the table has a name, too. */
static const char *own_mode_name(const struct compatcaps_host *host)
{
	const struct compatcaps_mode *mode = compatcaps_own_mode(host);

	return or_empty(
		mode ? mode->name
		     : compatcaps_pvr_name(host->partition_pvr
						   ? host->partition_pvr
						   : host->platform_pvr));
}

static void judge_texts(struct judged *judged)
{
	struct compatcaps_host *host = &judged->host;
	const char **texts = judged->texts;

	*host = (struct compatcaps_host){.size = sizeof(*host)};
	/*
	 * After an error, too, the host has everything that could be found out.
	 */
	compatcaps_conclude(&judged->evidence, COMPATCAPS_SOURCE_NONE, host);
	judged->answers = compatcaps_answers_of(host);
	compare_sources(judged);
	texts[HOST_NAME] = own_name(host->name);
	texts[HOST_KIND] = compatcaps_kind_name(host->kind);
	texts[HOST_KERNEL] = host->kernel_release;
	texts[HOST_OWN_MODE] = own_mode_name(host);
	texts[HOST_PROCESSOR] =
		or_empty(compatcaps_pvr_name(host->processor_pvr));
	texts[HOST_SOURCE] = compatcaps_source_name(host->source);
}

/* --- */

static void begin(struct judged *judged)
{
	judged->note[0] = '\0';
	judged->host.size = 0;
	judged->texts[HOST_NOTE] = judged->note;
}

void judge_evidence(struct judged *judged)
{
	begin(judged);
	judge_texts(judged);
}

int judge_json(struct judged *judged, const cJSON *json,
	       char message[RECORD_MESSAGE_SIZE])
{
	begin(judged);
	if (!json_text(json_member(json, "format")))
		return record_fail(message,
				   "it is not a record: \"format\" is missing");
	if (record_has_format(json, "compatcaps-host"))
		return record_check_version(json, message)
			       ? -1
			       : judge_host(judged, json, message);
	if (!record_has_format(json, "compatcaps-record"))
		return record_fail(message,
				   "it is not a record: \"format\" is neither "
				   "\"compatcaps-host\" nor "
				   "\"compatcaps-record\"");
	if (record_from_json(json, &judged->evidence, message))
		return -1;
	judge_texts(judged);
	return 0;
}

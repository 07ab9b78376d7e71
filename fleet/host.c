// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <string.h>

#include "host.h"
#include "modes.h"

static struct text text_of(const char *string)
{
	if (!string || !*string)
		return (struct text){NULL, 0};
	return (struct text){string, strlen(string)};
}

static bool is(struct text text, const char *string)
{
	return text.start && text.length == strlen(string) &&
	       !memcmp(text.start, string, text.length);
}

bool is_no_name(struct text name)
{
	return !name.length || is(name, "(none)") || is(name, "localhost") ||
	       is(name, "localhost.localdomain");
}

static enum compatcaps_source source_of(struct text name)
{
	char source[16];

	if (name.length >= sizeof(source))
		return COMPATCAPS_SOURCE_NONE;
	memcpy(source, name.start, name.length);
	source[name.length] = '\0';
	return compatcaps_source_find(source);
}

/* A source that this release does not know is as good as its answers. */
static enum compatcaps_certainty
certainty_of_scanned(const struct scanned_host *scanned)
{
	enum compatcaps_source source = source_of(scanned->source);
	enum compatcaps_certainty certainty = COMPATCAPS_CERTAINTY_NONE;

	if (source != COMPATCAPS_SOURCE_NONE || is(scanned->source, "none"))
		return compatcaps_source_certainty(source);
	for (size_t i = 0; i < scanned->mode_count; i++) {
		const struct scanned_mode *mode = &scanned->modes[i];

		if (mode->available && mode->certainty > certainty)
			certainty = mode->certainty;
	}
	return certainty;
}

/* No answer is surer than the source that it comes from. */
static enum answer answer_of_scanned(const struct scanned_mode *mode,
				     enum compatcaps_certainty most)
{
	if (mode->is_unknown)
		return ANSWER_UNKNOWN;
	if (!mode->available)
		return ANSWER_NO;
	return answer_yes(mode->certainty < most ? mode->certainty : most);
}

static int add_mode(struct fleet_host *host, const struct scanned_mode *mode,
		    uint32_t *seen, char message[SCAN_MESSAGE_SIZE])
{
	enum compatcaps_certainty most = answers_certainty(host->answers);
	int place = mode_of_pvr(mode->logical_pvr);

	if (place < 0 || *seen & 1U << place) {
		snprintf(message, SCAN_MESSAGE_SIZE,
			 "logical PVR 0x%08x of mode '%.*s' %s",
			 mode->logical_pvr,
			 (int)(mode->name.length < MODE_NAME_SIZE
				       ? mode->name.length
				       : MODE_NAME_SIZE),
			 mode->name.start,
			 place < 0 ? "names no mode" : "is there twice");
		return -1;
	}
	*seen |= 1U << place;
	mode_learn(place, mode->name.start, mode->name.length);
	host->answers = answers_set(host->answers, place,
				    answer_of_scanned(mode, most));
	return 0;
}

/* Does a mode's answer say the same as its bit? */
static bool agrees(answers answers, const struct compatcaps_mode *mode,
		   uint64_t capabilities)
{
	int place = mode_of_pvr(mode->logical_pvr);

	return !mode->capability ||
	       !(capabilities & mode->capability) ==
		       (answers_get(answers, place) <= ANSWER_NO);
}

static void contradict(struct fleet_host *host, const char *what,
		       const char *mode)
{
	snprintf(host->note, sizeof(host->note), what, mode);
	host->answers = ANSWERS_CONTRADICTION;
}

static void compare_with_bits(struct fleet_host *host,
			      const struct scanned_host *scanned)
{
	for (size_t i = 0; i < compatcaps_mode_count(); i++) {
		const struct compatcaps_mode *mode = compatcaps_mode_at(i);

		if (!agrees(host->answers, mode, scanned->capabilities)) {
			contradict(host,
				   "its answer on %s is not what its "
				   "capabilities say",
				   mode->name);
			return;
		}
	}
}

int host_from_scanned(struct fleet_host *host,
		      const struct scanned_host *scanned,
		      char message[SCAN_MESSAGE_SIZE])
{
	uint32_t seen = 0;

	host->answers =
		answers_with_certainty(0, certainty_of_scanned(scanned));
	host->note[0] = '\0';
	for (size_t i = 0; i < scanned->mode_count; i++) {
		if (add_mode(host, &scanned->modes[i], &seen, message))
			return -1;
	}
	if (scanned->has_capabilities)
		compare_with_bits(host, scanned);
	host->name = scanned->name;
	host->kind = scanned->kind;
	host->kernel = scanned->kernel;
	host->processor = scanned->processor;
	host->own_mode = scanned->own_mode;
	host->source = scanned->source;
	return 0;
}

static enum answer judge(const struct compatcaps_host *host,
			 const struct compatcaps_mode *mode)
{
	struct compatcaps_verdict verdict = {.size = sizeof(verdict)};

	if (compatcaps_judge(host, mode, &verdict))
		return ANSWER_UNKNOWN;
	switch (verdict.answer) {
	case COMPATCAPS_ANSWER_YES:
		return answer_yes(verdict.certainty);
	case COMPATCAPS_ANSWER_NO:
		return ANSWER_NO;
	case COMPATCAPS_ANSWER_UNKNOWN:
		break;
	}
	return ANSWER_UNKNOWN;
}

static answers judge_all(const struct compatcaps_host *host)
{
	answers all = 0;

	for (size_t i = 0; i < compatcaps_mode_count(); i++) {
		const struct compatcaps_mode *mode = compatcaps_mode_at(i);

		all = answers_set(all, mode_of_pvr(mode->logical_pvr),
				  judge(host, mode));
	}
	return answers_with_certainty(
		all, compatcaps_source_certainty(host->source));
}

/* What another source of the same record says; false: it has none */
static bool conclude_from(const struct compatcaps_evidence *evidence,
			  enum compatcaps_source source,
			  struct compatcaps_host *host)
{
	*host = (struct compatcaps_host){.size = sizeof(*host)};
	return !compatcaps_conclude(evidence, source, host) &&
	       host->source == source;
}

/*
 * KVM has one answer, however it is asked. That a trial accepts more than the
 * answer has is known of some kernels; that it refuses what the answer has is
 * not.
 */
static void compare_sources(struct fleet_host *host,
			    const struct compatcaps_evidence *evidence)
{
	const struct compatcaps_host *best = &host->concluded;
	struct compatcaps_host other;

	if (best->source != COMPATCAPS_SOURCE_DEV_KVM &&
	    best->source != COMPATCAPS_SOURCE_VM)
		return;
	if (conclude_from(evidence, COMPATCAPS_SOURCE_VM, &other) &&
	    other.capabilities != best->capabilities) {
		contradict(host, "/dev/kvm and a virtual machine %s",
			   "have different answers");
		return;
	}
	if (!conclude_from(evidence, COMPATCAPS_SOURCE_TRIAL, &other))
		return;
	for (int mode = 0; mode < MODE_LIMIT; mode++) {
		if (answers_get(host->answers, mode) == ANSWER_YES &&
		    other.tried_refused & UINT64_C(1) << mode) {
			contradict(host, "KVM reports %s and refuses it",
				   mode_name(mode));
			return;
		}
	}
}

void host_from_evidence(struct fleet_host *host,
			const struct compatcaps_evidence *evidence)
{
	struct compatcaps_host *concluded = &host->concluded;
	const struct compatcaps_mode *own;

	*concluded = (struct compatcaps_host){.size = sizeof(*concluded)};
	/* Whatever could be found out is in it also after an error. */
	compatcaps_conclude(evidence, COMPATCAPS_SOURCE_NONE, concluded);
	host->note[0] = '\0';
	host->answers = judge_all(concluded);
	compare_sources(host, evidence);
	own = compatcaps_own_mode(concluded);
	host->name = text_of(concluded->name);
	host->kind = text_of(compatcaps_kind_name(concluded->kind));
	host->kernel = text_of(concluded->kernel_release);
	host->own_mode = text_of(own ? own->name : NULL);
	own = compatcaps_mode_by_pvr(concluded->processor_pvr);
	host->processor = text_of(own ? own->name : NULL);
	host->source = text_of(compatcaps_source_name(concluded->source));
}

// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <stdio.h>

#include "words.h"

const char *words_of_kind(enum compatcaps_kind kind)
{
	switch (kind) {
	case COMPATCAPS_KIND_BARE_METAL:
		return "bare metal (PowerNV)";
	case COMPATCAPS_KIND_PSERIES:
		return "partition or KVM guest (nested API unknown)";
	case COMPATCAPS_KIND_NESTED_V1:
		return "KVM guest as host (nested API v1)";
	case COMPATCAPS_KIND_NESTED_V2:
		return "PowerVM-like partition (nested API v2)";
	case COMPATCAPS_KIND_UNKNOWN:
		break;
	}
	return "unknown";
}

const char *words_of_source(enum compatcaps_source source)
{
	switch (source) {
	case COMPATCAPS_SOURCE_DEV_KVM:
		return "KVM_PPC_GET_COMPAT_CAPS on /dev/kvm";
	case COMPATCAPS_SOURCE_VM:
		return "KVM_PPC_GET_COMPAT_CAPS on a VM";
	case COMPATCAPS_SOURCE_TRIAL:
		return "trial on a vCPU, limited by the host's own mode";
	case COMPATCAPS_SOURCE_INFERENCE:
		return "inference from the host's own mode, without KVM";
	case COMPATCAPS_SOURCE_NONE:
		break;
	}
	return "none";
}

static void words_of_pvr(char words[WORDS_SIZE], const char *what, uint32_t pvr)
{
	const char *name = compatcaps_pvr_name(pvr);

	snprintf(words, WORDS_SIZE, "%s (%s 0x%08" PRIx32 ")",
		 name ? name : "unknown", what, pvr);
}

void words_of_processor(char words[WORDS_SIZE], uint32_t pvr)
{
	if (pvr)
		words_of_pvr(words, "PVR", pvr);
	else
		snprintf(words, WORDS_SIZE, "unknown");
}

void words_of_mode(char words[WORDS_SIZE], const struct compatcaps_host *host)
{
	uint32_t pvr = host->partition_pvr;
	const char *name = compatcaps_pvr_name(host->platform_pvr);

	if (!pvr && name)
		snprintf(words, WORDS_SIZE, "%s (as named by the kernel)",
			 name);
	else if (!pvr)
		snprintf(words, WORDS_SIZE, "unknown");
	else if (compatcaps_pvr_is_logical(pvr))
		words_of_pvr(words, "logical PVR", pvr);
	else
		snprintf(words, WORDS_SIZE,
			 "raw: the processor's own mode (PVR 0x%08" PRIx32 ")",
			 pvr);
}

const char *words_of_verdict(const struct compatcaps_verdict *verdict)
{
	if (verdict->answer == COMPATCAPS_ANSWER_UNKNOWN)
		return "?";
	if (verdict->answer == COMPATCAPS_ANSWER_NO)
		return "no";
	switch (verdict->certainty) {
	case COMPATCAPS_CERTAINTY_SURE:
		return "yes";
	case COMPATCAPS_CERTAINTY_LIKELY:
		return "likely";
	case COMPATCAPS_CERTAINTY_GUESS:
	case COMPATCAPS_CERTAINTY_NONE:
		break;
	}
	return "guess";
}

/* A reason, and whose name follows it */
struct reason_words {
	const char *text;
	enum { NOBODY, PROCESSOR, HOST } of;
};

static const struct reason_words reasons[] = {
	[COMPATCAPS_REASON_NO_SOURCE] = {"KVM did not answer", NOBODY},
	[COMPATCAPS_REASON_NO_BIT] =
		{"KVM's interface has no bit for this mode", NOBODY},
	[COMPATCAPS_REASON_REPORTED] = {"reported by KVM", NOBODY},
	[COMPATCAPS_REASON_NEWER_THAN_PROCESSOR] = {"newer than the processor",
						    PROCESSOR},
	[COMPATCAPS_REASON_ABOVE_PARTITION] = {"newer than the host's own mode",
					       HOST},
	[COMPATCAPS_REASON_NOT_GRANTED] = {"KVM does not give this mode",
					   NOBODY},
	[COMPATCAPS_REASON_ACCEPTED] = {"accepted by KVM in a trial", NOBODY},
	[COMPATCAPS_REASON_ACCEPTED_WRONGLY] =
		{"KVM accepts it, but it is newer than the host's own mode",
		 HOST},
	[COMPATCAPS_REASON_INFERRED] = {"not newer than the host's own mode",
					HOST},
	[COMPATCAPS_REASON_NO_HINT] = {"only KVM and the hypervisor can tell",
				       NOBODY},
	[COMPATCAPS_REASON_NO_HASH_MMU] =
		{"its guests need the hash MMU, which KVM cannot provide on "
		 "this host",
		 NOBODY},
	[COMPATCAPS_REASON_HYPERVISOR_DECIDES] =
		{"accepted by KVM in a trial, but the hypervisor decides",
		 NOBODY},
};

#define REASON_COUNT (sizeof(reasons) / sizeof(reasons[0]))

uint32_t own_pvr(const struct compatcaps_host *host)
{
	return host->partition_pvr ? host->partition_pvr : host->platform_pvr;
}

const char *name_of_own_mode(const struct compatcaps_host *host)
{
	const struct compatcaps_mode *mode = compatcaps_own_mode(host);

	/* A mode older than all modes of the table has a name, too. */
	return mode ? mode->name : compatcaps_pvr_name(own_pvr(host));
}

void words_of_reason(char words[WORDS_SIZE], const struct compatcaps_host *host,
		     enum compatcaps_reason reason)
{
	const char *name = NULL;

	if ((size_t)reason >= REASON_COUNT) {
		snprintf(words, WORDS_SIZE, "unknown");
		return;
	}
	if (reasons[reason].of == PROCESSOR)
		name = compatcaps_pvr_name(host->processor_pvr);
	else if (reasons[reason].of == HOST)
		name = name_of_own_mode(host);
	if (name)
		snprintf(words, WORDS_SIZE, "%s (%s)", reasons[reason].text,
			 name);
	else
		snprintf(words, WORDS_SIZE, "%s", reasons[reason].text);
}

static bool is_older_than_all(uint32_t pvr)
{
	unsigned int level = compatcaps_pvr_level(pvr);

	return level &&
	       level < compatcaps_pvr_level(compatcaps_mode_at(0)->logical_pvr);
}

static bool all_are_refused(const struct compatcaps_host *host)
{
	for (size_t i = 0; i < compatcaps_mode_count(); i++) {
		struct compatcaps_verdict verdict = {.size = sizeof(verdict)};

		compatcaps_judge(host, compatcaps_mode_at(i), &verdict);
		if (verdict.answer != COMPATCAPS_ANSWER_NO)
			return false;
	}
	return true;
}

#define OLDER_THAN_ALL "older than every mode that KVM can give on this host"

bool words_of_no_mode(char words[WORDS_SIZE],
		      const struct compatcaps_host *host)
{
	const char *name = compatcaps_pvr_name(host->processor_pvr);

	if (!all_are_refused(host)) {
		snprintf(words, WORDS_SIZE,
			 "it is unknown which modes guests can have");
		return false;
	}
	if (is_older_than_all(host->processor_pvr) && name)
		snprintf(words, WORDS_SIZE, "the processor (%s) is %s", name,
			 OLDER_THAN_ALL);
	else if (is_older_than_all(own_pvr(host)) && name_of_own_mode(host))
		snprintf(words, WORDS_SIZE, "the host's own mode (%s) is %s",
			 name_of_own_mode(host), OLDER_THAN_ALL);
	else
		snprintf(words, WORDS_SIZE,
			 "guests can have none of the modes that this version "
			 "knows");
	return true;
}

static void word_of_pvr(char word[WORDS_SIZE], uint32_t pvr)
{
	const char *name = compatcaps_pvr_name(pvr);

	if (name || !pvr)
		snprintf(word, WORDS_SIZE, "%s", name ? name : "");
	else
		snprintf(word, WORDS_SIZE, "0x%08" PRIx32, pvr);
}

void processor_word(char word[WORDS_SIZE], const struct compatcaps_host *host)
{
	word_of_pvr(word, host->processor_pvr);
}

/* A host in raw mode has the newest mode of its processor. */
void own_mode_word(char word[WORDS_SIZE], const struct compatcaps_host *host)
{
	const struct compatcaps_mode *mode = compatcaps_own_mode(host);

	if (mode && !compatcaps_pvr_is_logical(host->partition_pvr))
		snprintf(word, WORDS_SIZE, "%s", mode->name);
	else
		word_of_pvr(word, own_pvr(host));
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* From a host to answers. Pure: no system call, no state. */
#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "compatcaps.h"
#include "struct_size.h"

static bool host_is_valid(const struct compatcaps_host *host)
{
	return host && host->size >= HOST_SIZE_VER0;
}

/*
 * The level of the host itself. The device tree is more exact than the kernel's
 * name for the platform, which can be older than the mode.
 */
static unsigned int own_level(const struct compatcaps_host *host)
{
	unsigned int level = compatcaps_pvr_level(host->partition_pvr);

	return level ? level : compatcaps_pvr_level(host->platform_pvr);
}

static unsigned int level_of(const struct compatcaps_mode *mode)
{
	return compatcaps_pvr_level(mode->logical_pvr);
}

/* Nothing is above a level that is not known. */
static bool is_above(const struct compatcaps_mode *mode, unsigned int level)
{
	return level && level_of(mode) > level;
}

/*
 * POWER9 is the first with the radix MMU: guests in older modes need the hash
 * MMU.
 */
#define FIRST_RADIX_LEVEL 5
#define POWER9_VERSION 0x004e

/*
 * Before version 2.2 of either kind of chip: the upper bits of the PVR's lower
 * half are the kind, the lower bits count the versions of each kind.
 */
static bool is_early_power9(uint32_t pvr)
{
	uint32_t kind = pvr & 0xe000, version = pvr & 0x0fff;

	return pvr >> 16 == POWER9_VERSION &&
	       ((kind == 0 && version < 0x202) ||
		(kind == 0x2000 && version < 0x101));
}

/*
 * If the host is a guest or a partition, KVM-HV runs guests with the radix MMU
 * only. Early POWER9s cannot mix the two: a host there that uses the radix MMU
 * has no guests with the hash MMU.
 */
static bool lacks_hash_mmu(const struct compatcaps_host *host)
{
	switch (host->kind) {
	case COMPATCAPS_KIND_PSERIES:
	case COMPATCAPS_KIND_NESTED_V1:
	case COMPATCAPS_KIND_NESTED_V2:
		return true;
	case COMPATCAPS_KIND_BARE_METAL:
		return is_early_power9(host->processor_pvr);
	case COMPATCAPS_KIND_UNKNOWN:
		break;
	}
	return false;
}

/* Why guests cannot have a mode that KVM does not give */
static enum compatcaps_reason reason_against(const struct compatcaps_host *host,
					     const struct compatcaps_mode *mode)
{
	if (is_above(mode, compatcaps_pvr_level(host->processor_pvr)))
		return COMPATCAPS_REASON_NEWER_THAN_PROCESSOR;
	if (is_above(mode, own_level(host)))
		return COMPATCAPS_REASON_ABOVE_PARTITION;
	if (level_of(mode) < FIRST_RADIX_LEVEL && lacks_hash_mmu(host))
		return COMPATCAPS_REASON_NO_HASH_MMU;
	return COMPATCAPS_REASON_NOT_GRANTED;
}

/*
 * KVM's answer comes first: the other reasons only explain why a bit is
 * missing.
 */
static enum compatcaps_reason
reason_of_report(const struct compatcaps_host *host,
		 const struct compatcaps_mode *mode)
{
	enum compatcaps_reason against = reason_against(host, mode);

	if (host->capabilities & mode->capability)
		return COMPATCAPS_REASON_REPORTED;
	if (!mode->capability && against == COMPATCAPS_REASON_NOT_GRANTED)
		return COMPATCAPS_REASON_NO_BIT;
	return against;
}

/* The hypervisor has a bitmap of modes: nested API v2. PSERIES: perhaps. */
static bool has_bitmap(const struct compatcaps_host *host)
{
	return host->kind == COMPATCAPS_KIND_NESTED_V2 ||
	       host->kind == COMPATCAPS_KIND_PSERIES;
}

/*
 * Linux 6.12 never negotiates Power11, and judges it by the bit of POWER10. So
 * it accepts Power11 where the hypervisor then refuses the guest. Later kernels
 * do better, and a trial cannot tell them apart.
 */
#define NEWEST_NEGOTIATED_LEVEL 6

static bool is_negotiated(const struct compatcaps_mode *mode)
{
	return level_of(mode) <= NEWEST_NEGOTIATED_LEVEL;
}

/*
 * What KVM refuses, guests cannot have; what it accepts can still be too much.
 */
static enum compatcaps_reason
reason_of_trial(const struct compatcaps_host *host,
		const struct compatcaps_mode *mode)
{
	enum compatcaps_reason against = reason_against(host, mode);
	uint64_t bit = COMPATCAPS_TRIED(mode->logical_pvr);

	if (against == COMPATCAPS_REASON_NO_HASH_MMU ||
	    host->tried_refused & bit)
		return against;
	if (!(host->tried_accepted & bit))
		return COMPATCAPS_REASON_NO_HINT;
	if (against != COMPATCAPS_REASON_NOT_GRANTED)
		return COMPATCAPS_REASON_ACCEPTED_WRONGLY;
	if (has_bitmap(host) && !is_negotiated(mode))
		return COMPATCAPS_REASON_HYPERVISOR_DECIDES;
	return COMPATCAPS_REASON_ACCEPTED;
}

/*
 * Files do not show what a hypervisor granted: it can be fewer modes than all
 * those up to the mode of the host. The host's own mode is one of them, but a
 * kernel that does not negotiate it cannot give it. Nor do files alone show
 * that there is no bitmap.
 */
static bool is_hidden(const struct compatcaps_host *host,
		      const struct compatcaps_mode *mode)
{
	return has_bitmap(host) &&
	       (level_of(mode) != own_level(host) || !is_negotiated(mode));
}

static enum compatcaps_reason
reason_of_inference(const struct compatcaps_host *host,
		    const struct compatcaps_mode *mode)
{
	enum compatcaps_reason against = reason_against(host, mode);

	if (against != COMPATCAPS_REASON_NOT_GRANTED)
		return against;
	if (!compatcaps_own_mode(host) || is_hidden(host, mode))
		return COMPATCAPS_REASON_NO_HINT;
	return COMPATCAPS_REASON_INFERRED;
}

static enum compatcaps_reason reason_for(const struct compatcaps_host *host,
					 const struct compatcaps_mode *mode)
{
	switch (host->source) {
	case COMPATCAPS_SOURCE_DEV_KVM:
	case COMPATCAPS_SOURCE_VM:
		return reason_of_report(host, mode);
	case COMPATCAPS_SOURCE_TRIAL:
		return reason_of_trial(host, mode);
	case COMPATCAPS_SOURCE_INFERENCE:
		return reason_of_inference(host, mode);
	case COMPATCAPS_SOURCE_NONE:
		break;
	}
	return COMPATCAPS_REASON_NO_SOURCE;
}

static enum compatcaps_answer answer_of(enum compatcaps_reason reason)
{
	switch (reason) {
	case COMPATCAPS_REASON_REPORTED:
	case COMPATCAPS_REASON_ACCEPTED:
	case COMPATCAPS_REASON_INFERRED:
		return COMPATCAPS_ANSWER_YES;
	case COMPATCAPS_REASON_NEWER_THAN_PROCESSOR:
	case COMPATCAPS_REASON_ABOVE_PARTITION:
	case COMPATCAPS_REASON_NOT_GRANTED:
	case COMPATCAPS_REASON_ACCEPTED_WRONGLY:
	case COMPATCAPS_REASON_NO_HASH_MMU:
		return COMPATCAPS_ANSWER_NO;
	case COMPATCAPS_REASON_NO_SOURCE:
	case COMPATCAPS_REASON_NO_BIT:
	case COMPATCAPS_REASON_NO_HINT:
	case COMPATCAPS_REASON_HYPERVISOR_DECIDES:
		break;
	}
	return COMPATCAPS_ANSWER_UNKNOWN;
}

enum compatcaps_certainty
compatcaps_source_certainty(enum compatcaps_source source)
{
	switch (source) {
	case COMPATCAPS_SOURCE_DEV_KVM:
	case COMPATCAPS_SOURCE_VM:
		return COMPATCAPS_CERTAINTY_SURE;
	case COMPATCAPS_SOURCE_TRIAL:
		return COMPATCAPS_CERTAINTY_LIKELY;
	case COMPATCAPS_SOURCE_INFERENCE:
		return COMPATCAPS_CERTAINTY_GUESS;
	case COMPATCAPS_SOURCE_NONE:
		break;
	}
	return COMPATCAPS_CERTAINTY_NONE;
}

/*
 * A trial is sure only about a mode that KVM refuses: no guest gets past that.
 * KVM was not asked about the MMU: an answer that follows from the kind of the
 * host is likely at most.
 */
static enum compatcaps_certainty
certainty_of(const struct compatcaps_host *host,
	     const struct compatcaps_mode *mode,
	     const struct compatcaps_verdict *verdict)
{
	enum compatcaps_certainty most =
		compatcaps_source_certainty(host->source);

	if (verdict->answer == COMPATCAPS_ANSWER_UNKNOWN)
		return COMPATCAPS_CERTAINTY_NONE;
	if (host->source == COMPATCAPS_SOURCE_TRIAL &&
	    host->tried_refused & COMPATCAPS_TRIED(mode->logical_pvr))
		return COMPATCAPS_CERTAINTY_SURE;
	if (verdict->reason == COMPATCAPS_REASON_NO_HASH_MMU &&
	    most > COMPATCAPS_CERTAINTY_LIKELY)
		return COMPATCAPS_CERTAINTY_LIKELY;
	return most;
}

static void judge(const struct compatcaps_host *host,
		  const struct compatcaps_mode *mode,
		  struct compatcaps_verdict *verdict)
{
	verdict->reason = reason_for(host, mode);
	verdict->answer = answer_of(verdict->reason);
	verdict->certainty = certainty_of(host, mode, verdict);
}

int compatcaps_judge(const struct compatcaps_host *host,
		     const struct compatcaps_mode *mode,
		     struct compatcaps_verdict *verdict)
{
	struct compatcaps_verdict known = {.size = sizeof(known)};

	if (!host_is_valid(host) || !mode || !verdict ||
	    verdict->size < VERDICT_SIZE_VER0)
		return -EINVAL;

	if (known.size > verdict->size)
		known.size = verdict->size;
	judge(host, mode, &known);
	memcpy(verdict, &known, known.size);
	return 0;
}

const struct compatcaps_mode *
compatcaps_best(const struct compatcaps_host *host,
		enum compatcaps_certainty certainty)
{
	const struct compatcaps_mode *best = NULL;

	if (!host_is_valid(host))
		return NULL;
	for (size_t i = 0; i < compatcaps_mode_count(); i++) {
		const struct compatcaps_mode *mode = compatcaps_mode_at(i);
		struct compatcaps_verdict verdict;

		judge(host, mode, &verdict);
		if (verdict.answer == COMPATCAPS_ANSWER_YES &&
		    verdict.certainty >= certainty)
			best = mode;
	}
	return best;
}

/* The name for a level that is newer than all known ones: the newest name. */
const struct compatcaps_mode *
compatcaps_own_mode(const struct compatcaps_host *host)
{
	const struct compatcaps_mode *own = NULL;
	unsigned int level;

	if (!host_is_valid(host))
		return NULL;
	level = own_level(host);
	if (!level && host->kind == COMPATCAPS_KIND_BARE_METAL)
		level = compatcaps_pvr_level(host->processor_pvr);
	for (size_t i = 0; i < compatcaps_mode_count(); i++) {
		if (level_of(compatcaps_mode_at(i)) <= level)
			own = compatcaps_mode_at(i);
	}
	return own;
}

uint64_t compatcaps_unknown_capabilities(const struct compatcaps_host *host)
{
	uint64_t unknown;

	if (!host_is_valid(host))
		return 0;
	unknown = host->capabilities;
	for (size_t i = 0; i < compatcaps_mode_count(); i++)
		unknown &= ~compatcaps_mode_at(i)->capability;
	return unknown;
}

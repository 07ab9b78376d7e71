// SPDX-License-Identifier: LGPL-2.1-or-later
/* From a host's record to answers. Pure: no system call, no state. */
#include <errno.h>
#include <string.h>

#include "compatcaps.h"
#include "record.h"

static int host_is_valid(const struct compatcaps_host *host)
{
	return host && host->size >= HOST_SIZE_VER0;
}

/*
 * Logical PVRs grow with the modes, so that one which this version does not
 * know is still comparable; of unknown silicon nothing is known: 0.
 */
static uint32_t level_of_pvr(uint32_t pvr)
{
	const struct compatcaps_mode *mode;

	if (compatcaps_pvr_is_logical(pvr))
		return pvr;
	mode = compatcaps_mode_by_pvr(pvr);
	return mode ? mode->logical_pvr : 0;
}

static int is_above(const struct compatcaps_mode *mode, uint32_t pvr)
{
	uint32_t level = level_of_pvr(pvr);

	return level && mode->logical_pvr > level;
}

/* KVM's word goes first: the other reasons only explain what it lacks. */
static enum compatcaps_reason reason_for(const struct compatcaps_host *host,
					 const struct compatcaps_mode *mode)
{
	if (host->source == COMPATCAPS_SOURCE_NONE)
		return COMPATCAPS_REASON_NO_SOURCE;
	if (!mode->capability)
		return COMPATCAPS_REASON_NO_BIT;
	if (host->capabilities & mode->capability)
		return COMPATCAPS_REASON_REPORTED;
	if (is_above(mode, host->processor_pvr))
		return COMPATCAPS_REASON_NEWER_THAN_PROCESSOR;
	if (is_above(mode, host->partition_pvr))
		return COMPATCAPS_REASON_ABOVE_PARTITION;
	return COMPATCAPS_REASON_NOT_GRANTED;
}

static enum compatcaps_answer answer_of(enum compatcaps_reason reason)
{
	switch (reason) {
	case COMPATCAPS_REASON_REPORTED:
		return COMPATCAPS_ANSWER_YES;
	case COMPATCAPS_REASON_NEWER_THAN_PROCESSOR:
	case COMPATCAPS_REASON_ABOVE_PARTITION:
	case COMPATCAPS_REASON_NOT_GRANTED:
		return COMPATCAPS_ANSWER_NO;
	case COMPATCAPS_REASON_NO_SOURCE:
	case COMPATCAPS_REASON_NO_BIT:
		break;
	}
	return COMPATCAPS_ANSWER_UNKNOWN;
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
	known.reason = reason_for(host, mode);
	known.answer = answer_of(known.reason);
	memcpy(verdict, &known, known.size);
	return 0;
}

const struct compatcaps_mode *
compatcaps_best(const struct compatcaps_host *host)
{
	const struct compatcaps_mode *best = NULL;

	if (!host_is_valid(host))
		return NULL;
	for (size_t i = 0; i < compatcaps_mode_count(); i++) {
		const struct compatcaps_mode *mode = compatcaps_mode_at(i);

		if (reason_for(host, mode) == COMPATCAPS_REASON_REPORTED)
			best = mode;
	}
	return best;
}

uint64_t compatcaps_unknown_capabilities(const struct compatcaps_host *host)
{
	uint64_t unknown;

	if (!host_is_valid(host) || host->source == COMPATCAPS_SOURCE_NONE)
		return 0;
	unknown = host->capabilities;
	for (size_t i = 0; i < compatcaps_mode_count(); i++)
		unknown &= ~compatcaps_mode_at(i)->capability;
	return unknown;
}

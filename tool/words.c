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
		return "partition or KVM guest (nested API not known)";
	case COMPATCAPS_KIND_NESTED_V1:
		return "KVM guest as host (nested API v1)";
	case COMPATCAPS_KIND_NESTED_V2:
		return "PowerVM-like partition (nested API v2)";
	case COMPATCAPS_KIND_UNKNOWN:
		break;
	}
	return "not known";
}

const char *words_of_source(enum compatcaps_source source)
{
	switch (source) {
	case COMPATCAPS_SOURCE_DEV_KVM:
		return "KVM_PPC_GET_COMPAT_CAPS on /dev/kvm";
	case COMPATCAPS_SOURCE_VM:
		return "KVM_PPC_GET_COMPAT_CAPS on a virtual machine";
	case COMPATCAPS_SOURCE_NONE:
		break;
	}
	return "none";
}

const char *name_of_pvr(uint32_t pvr)
{
	const struct compatcaps_mode *mode = compatcaps_mode_by_pvr(pvr);

	return mode ? mode->name : NULL;
}

static void words_of_pvr(char words[WORDS_SIZE], const char *what, uint32_t pvr)
{
	const char *name = name_of_pvr(pvr);

	snprintf(words, WORDS_SIZE, "%s (%s 0x%08" PRIx32 ")",
		 name ? name : "unknown", what, pvr);
}

void words_of_processor(char words[WORDS_SIZE], uint32_t pvr)
{
	if (pvr)
		words_of_pvr(words, "PVR", pvr);
	else
		snprintf(words, WORDS_SIZE, "not known");
}

void words_of_mode(char words[WORDS_SIZE], uint32_t pvr)
{
	if (!pvr)
		snprintf(words, WORDS_SIZE, "not known");
	else if (compatcaps_pvr_is_logical(pvr))
		words_of_pvr(words, "logical PVR", pvr);
	else
		snprintf(words, WORDS_SIZE,
			 "raw, the processor's own (PVR 0x%08" PRIx32 ")", pvr);
}

void words_of_reason(char words[WORDS_SIZE], const struct compatcaps_host *host,
		     enum compatcaps_reason reason)
{
	const char *name = NULL;
	const char *text = "not known";

	switch (reason) {
	case COMPATCAPS_REASON_NO_SOURCE:
		text = "KVM did not tell";
		break;
	case COMPATCAPS_REASON_NO_BIT:
		text = "the interface has no bit for it";
		break;
	case COMPATCAPS_REASON_REPORTED:
		text = "reported by KVM";
		break;
	case COMPATCAPS_REASON_NEWER_THAN_PROCESSOR:
		text = "newer than the processor";
		name = name_of_pvr(host->processor_pvr);
		break;
	case COMPATCAPS_REASON_ABOVE_PARTITION:
		text = "above the partition's mode";
		name = name_of_pvr(host->partition_pvr);
		break;
	case COMPATCAPS_REASON_NOT_GRANTED:
		text = "KVM's list lacks it";
		break;
	}
	snprintf(words, WORDS_SIZE, "%s%s%s", text, name ? ", " : "",
		 name ? name : "");
}

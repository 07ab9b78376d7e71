// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "printed_host.h"

bool printed_number(const char *text, uint64_t *number)
{
	size_t digits = text && !strncmp(text, "0x", 2)
				? strspn(text + 2, "0123456789abcdefABCDEF")
				: 0;

	if (!digits || digits > 16 || text[2 + digits])
		return false;
	*number = strtoull(text, NULL, 16);
	return true;
}

static uint32_t pvr_of(const cJSON *object, const char *key)
{
	uint64_t number;

	if (!printed_number(json_text(json_member(object, key)), &number) ||
	    number > UINT32_MAX)
		return 0;
	return (uint32_t)number;
}

static enum compatcaps_kind kind_of(const char *name)
{
	for (int i = COMPATCAPS_KIND_UNKNOWN;
	     name && i <= COMPATCAPS_KIND_NESTED_V2; i++) {
		if (!strcmp(name,
			    compatcaps_kind_name((enum compatcaps_kind)i)))
			return (enum compatcaps_kind)i;
	}
	return COMPATCAPS_KIND_UNKNOWN;
}

/* The kernel's name for the mode, where the device tree does not tell it */
static uint32_t platform_of(const cJSON *own_mode)
{
	const char *name = json_text(json_member(own_mode, "name"));
	const struct compatcaps_mode *mode =
		name ? compatcaps_mode_find(name) : NULL;

	return mode ? mode->logical_pvr : 0;
}

static bool is_one_of(const char *word, const char *const words[])
{
	for (; word && *words; words++) {
		if (!strcmp(word, *words))
			return true;
	}
	return false;
}

/* What KVM did in the trial, from the answer that followed */
static void take_trial(struct compatcaps_host *host, const cJSON *mode)
{
	static const char *const accepted[] = {"accepted", "accepted-wrongly",
					       "hypervisor-decides", NULL};
	static const char *const sure[] = {"sure", NULL};
	uint64_t bit = COMPATCAPS_TRIED(pvr_of(mode, "logical_pvr"));

	if (is_one_of(json_text(json_member(mode, "reason")), accepted))
		host->tried_accepted |= bit;
	else if (is_one_of(json_text(json_member(mode, "certainty")), sure))
		host->tried_refused |= bit;
}

static void take_text(char text[COMPATCAPS_TEXT_SIZE], const cJSON *object,
		      const char *key)
{
	const char *from = json_text(json_member(object, key));

	snprintf(text, COMPATCAPS_TEXT_SIZE, "%s", from ? from : "");
}

static void take_machine(struct compatcaps_host *host, const cJSON *machine)
{
	const cJSON *own_mode = json_member(machine, "mode");

	host->kind = kind_of(json_text(json_member(machine, "kind")));
	host->processor_pvr = pvr_of(json_member(machine, "processor"), "pvr");
	host->partition_pvr = pvr_of(own_mode, "pvr");
	if (!host->partition_pvr)
		host->platform_pvr = platform_of(own_mode);
	take_text(host->name, machine, "name");
	take_text(host->machine, machine, "machine");
	take_text(host->kernel_release, machine, "kernel");
}

bool printed_host(struct compatcaps_host *host, const cJSON *json,
		  compatcaps_answers answers)
{
	const char *source = json_text(json_member(json, "source"));
	const cJSON *mode;

	*host = (struct compatcaps_host){.size = sizeof(*host)};
	host->source = compatcaps_source_find(source);
	/* Why no better source answered is not needed; there is a reason. */
	if (host->source == COMPATCAPS_SOURCE_INFERENCE)
		host->error = -EIO;
	take_machine(host, json_member(json, "host"));
	printed_number(json_text(json_member(json, "capabilities")),
		       &host->capabilities);
	cJSON_ArrayForEach(mode, json_member(json, "modes"))
	{
		if (host->source == COMPATCAPS_SOURCE_TRIAL)
			take_trial(host, mode);
	}
	return compatcaps_answers_of(host) == answers;
}

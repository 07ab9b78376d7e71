// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "kvm_ppc_compat.h"
#include "modes.h"

#define FAMILY "POWER"

const struct mode modes[] = {
#define COMPAT_MODE(symbol, name, logical, raw, bit)    \
	{name, name + sizeof(FAMILY) - 1, logical, raw, \
	 COMPAT_MODE_CAPABILITY(bit)},
#include "modes.def"
#undef COMPAT_MODE
};

const size_t mode_count = sizeof(modes) / sizeof(modes[0]);

const struct mode *mode_of_cpu_version(uint32_t version)
{
	bool logical = COMPAT_PVR_IS_LOGICAL(version);
	size_t i;

	for (i = 0; i < mode_count; i++)
		if (logical ? modes[i].logical_pvr == version
			    : modes[i].raw_pvr == version >> 16)
			return &modes[i];
	return NULL;
}

static uint64_t bit_of_name(const char *name, size_t length)
{
	size_t i;

	for (i = 0; i < mode_count; i++)
		if (strlen(modes[i].name) == length &&
		    !strncasecmp(modes[i].name, name, length))
			return modes[i].bit;
	return 0;
}

bool mode_bits_parse(const char *list, uint64_t *bits)
{
	*bits = 0;
	if (!strcmp(list, "none"))
		return true;
	for (;;) {
		size_t length = strcspn(list, ",");
		uint64_t bit = bit_of_name(list, length);

		if (!bit)
			return false;
		*bits |= bit;
		if (!list[length])
			return true;
		list += length + 1;
	}
}

void mode_list(uint64_t bits, char *text)
{
	char *at = text;
	size_t i;

	for (i = 0; i < mode_count; i++) {
		if (!(bits & modes[i].bit))
			continue;
		at += sprintf(at, "%sP%s", at > text ? "," : "",
			      modes[i].number);
		bits &= ~modes[i].bit;
	}
	if (bits)
		at += sprintf(at, "%s0x%016" PRIx64, at > text ? "," : "",
			      bits);
	if (at == text)
		strcpy(text, "-");
}

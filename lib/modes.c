// SPDX-License-Identifier: LGPL-2.1-or-later
/* The table of modes, and ways to look into it. */
#include "compatcaps.h"

/* Bits are numbered from the most significant one, as PAPR does. */
#define COMPAT_MODE_NO_BIT (-1)
#define CAPABILITY(bit) ((bit) < 0 ? 0 : 1ULL << ((63 - (bit)) & 63))

#define COMPAT_MODE(symbol, name, logical_pvr, processor, bit) \
	{name, logical_pvr, processor, CAPABILITY(bit)},
static const struct compatcaps_mode modes[] = {
#include "modes.def"
};
#undef COMPAT_MODE

#define MODE_COUNT (sizeof(modes) / sizeof(modes[0]))

size_t compatcaps_mode_count(void)
{
	return MODE_COUNT;
}

const struct compatcaps_mode *compatcaps_mode_at(size_t index)
{
	return index < MODE_COUNT ? &modes[index] : NULL;
}

/* Not tolower(): a caller's locale must not change what a name means. */
static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static int same_name(const char *a, const char *b)
{
	while (*a && lower(*a) == lower(*b)) {
		a++;
		b++;
	}
	return *a == *b;
}

const struct compatcaps_mode *compatcaps_mode_find(const char *name)
{
	for (size_t i = 0; name && i < MODE_COUNT; i++) {
		if (same_name(modes[i].name, name))
			return &modes[i];
	}
	return NULL;
}

int compatcaps_pvr_is_logical(uint32_t pvr)
{
	return pvr >> 24 == 0x0f;
}

const struct compatcaps_mode *compatcaps_mode_by_pvr(uint32_t pvr)
{
	int logical = compatcaps_pvr_is_logical(pvr);

	for (size_t i = 0; i < MODE_COUNT; i++) {
		if (logical ? modes[i].logical_pvr == pvr
			    : modes[i].processor_version == pvr >> 16)
			return &modes[i];
	}
	return NULL;
}

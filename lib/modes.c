// SPDX-License-Identifier: LGPL-2.1-or-later
/* The table of modes, and ways to search it. */
#include "modes.h"

#define COMPAT_MODE(symbol, name, logical_pvr, processor, bit) \
	{name, logical_pvr, processor, COMPAT_MODE_CAPABILITY(bit)},
static const struct compatcaps_mode modes[] = {
#include "modes.def"
};
#undef COMPAT_MODE

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MODE_COUNT COUNT(modes)

struct older_mode {
	const char *name;
	uint32_t logical_pvr;
};

struct processor {
	uint16_t version;
	uint32_t logical_pvr;
};

/* The other tables in the same file */
#define COMPAT_MODE(...)
#define COMPAT_OLDER(name, logical_pvr) {name, logical_pvr},
static const struct older_mode older_modes[] = {
#include "modes.def"
};
#undef COMPAT_OLDER
#define COMPAT_PROCESSOR(version, logical_pvr) {version, logical_pvr},
static const struct processor processors[] = {
#include "modes.def"
};
#undef COMPAT_PROCESSOR
#undef COMPAT_MODE

size_t compatcaps_mode_count(void)
{
	return MODE_COUNT;
}

const struct compatcaps_mode *compatcaps_mode_at(size_t index)
{
	return index < MODE_COUNT ? &modes[index] : NULL;
}

/*
 * Not tolower(): the locale of the caller must not change the meaning of a
 * name.
 */
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
	return COMPAT_PVR_IS_LOGICAL(pvr);
}

/* The newest mode of a processor as a logical PVR; 0: unknown silicon */
static uint32_t logical_of_raw(uint32_t pvr)
{
	for (size_t i = 0; i < MODE_COUNT; i++) {
		if (modes[i].processor_version == pvr >> 16)
			return modes[i].logical_pvr;
	}
	for (size_t i = 0; i < COUNT(processors); i++) {
		if (processors[i].version == pvr >> 16)
			return processors[i].logical_pvr;
	}
	return 0;
}

static uint32_t logical_of(uint32_t pvr)
{
	return COMPAT_PVR_IS_LOGICAL(pvr) ? pvr : logical_of_raw(pvr);
}

unsigned int compatcaps_pvr_level(uint32_t pvr)
{
	return COMPAT_PVR_LEVEL(logical_of(pvr));
}

uint32_t compatcaps_pvr_of_level(unsigned int level)
{
	return level < COMPATCAPS_LEVELS ? COMPAT_PVR_OF_LEVEL(level) : 0;
}

const struct compatcaps_mode *compatcaps_mode_by_pvr(uint32_t pvr)
{
	uint32_t logical_pvr = logical_of(pvr);

	for (size_t i = 0; i < MODE_COUNT; i++) {
		if (modes[i].logical_pvr == logical_pvr)
			return &modes[i];
	}
	return NULL;
}

static const struct older_mode *older_by_pvr(uint32_t logical_pvr)
{
	for (size_t i = 0; i < COUNT(older_modes); i++) {
		if (older_modes[i].logical_pvr == logical_pvr)
			return &older_modes[i];
	}
	return NULL;
}

const char *compatcaps_pvr_name(uint32_t pvr)
{
	const struct compatcaps_mode *mode = compatcaps_mode_by_pvr(pvr);
	const struct older_mode *older;

	if (mode)
		return mode->name;
	older = older_by_pvr(logical_of(pvr));
	return older ? older->name : NULL;
}

uint32_t compatcaps_pvr_of_name(const char *name)
{
	const struct compatcaps_mode *mode = compatcaps_mode_find(name);

	if (mode)
		return mode->logical_pvr;
	for (size_t i = 0; i < COUNT(older_modes); i++) {
		if (same_name(older_modes[i].name, name))
			return older_modes[i].logical_pvr;
	}
	return 0;
}

// SPDX-License-Identifier: GPL-2.0-or-later
#include <ctype.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "modes.h"

/*
 * The names of modes that this release does not know; empty: no record named
 * it.
 */
static char learned[COMPATCAPS_LEVELS][MODE_NAME_SIZE];

int mode_of_pvr(uint32_t logical_pvr)
{
	unsigned int level = compatcaps_pvr_level(logical_pvr);

	if (!compatcaps_pvr_is_logical(logical_pvr) ||
	    level >= COMPATCAPS_LEVELS)
		return NO_MODE;
	return (int)level;
}

uint32_t pvr_of_mode(int mode)
{
	return compatcaps_pvr_of_level((unsigned int)mode);
}

static const struct compatcaps_mode *known_mode(int mode)
{
	return compatcaps_mode_by_pvr(pvr_of_mode(mode));
}

const struct compatcaps_mode *mode_contradiction(int mode, const char *name)
{
	const struct compatcaps_mode *by_pvr = known_mode(mode);
	const struct compatcaps_mode *by_name = compatcaps_mode_find(name);

	if (by_pvr == by_name)
		return NULL;
	return by_pvr ? by_pvr : by_name;
}

const char *mode_name(int mode)
{
	const struct compatcaps_mode *known = known_mode(mode);

	if (known)
		return known->name;
	return *learned[mode] ? learned[mode] : NULL;
}

const char *mode_or_none(int mode)
{
	return mode == NO_MODE ? "none" : mode_name(mode);
}

int mode_find(const char *name)
{
	for (int mode = 0; mode < COMPATCAPS_LEVELS; mode++) {
		if (mode_name(mode) && !strcasecmp(mode_name(mode), name))
			return mode;
	}
	return NO_MODE;
}

/* Words that have another meaning where a mode is named */
static bool is_taken(const char *name)
{
	return !strcasecmp(name, "none") || !strcasecmp(name, "unsure") ||
	       !strncasecmp(name, "0x", 2);
}

static bool is_name(const char *name)
{
	size_t length = strlen(name);

	if (!length || length >= MODE_NAME_SIZE)
		return false;
	for (; *name; name++) {
		if (*name <= ' ' || *name > '~')
			return false;
	}
	return true;
}

static void call_by_pvr(int mode)
{
	snprintf(learned[mode], MODE_NAME_SIZE, "0x%08" PRIx32,
		 pvr_of_mode(mode));
}

void mode_learn(int mode, const char *name)
{
	int other;

	if (known_mode(mode) || (*name && !strcasecmp(learned[mode], name)))
		return;
	other = mode_find(name);
	if (other != NO_MODE)
		call_by_pvr(other);
	if (*learned[mode] || other != NO_MODE || !is_name(name) ||
	    is_taken(name))
		call_by_pvr(mode);
	else
		strcpy(learned[mode], name);
}

void mode_lower_name(char name[MODE_NAME_SIZE], int mode)
{
	snprintf(name, MODE_NAME_SIZE, "%s", mode_name(mode));
	for (char *c = name; *c; c++)
		*c = (char)tolower((unsigned char)*c);
}

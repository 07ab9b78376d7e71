// SPDX-License-Identifier: GPL-2.0-or-later
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "answers.h"
#include "compatcaps.h"
#include "modes.h"

/* PAPR: logical processor versions have this first byte. */
#define LOGICAL_PVR_BASE UINT32_C(0x0f000000)

static char learned[MODE_LIMIT][MODE_NAME_SIZE];

int mode_of_pvr(uint32_t logical_pvr)
{
	uint32_t mode = logical_pvr - LOGICAL_PVR_BASE;

	return mode < MODE_LIMIT ? (int)mode : -1;
}

uint32_t pvr_of_mode(int mode)
{
	return LOGICAL_PVR_BASE + (uint32_t)mode;
}

const char *mode_name(int mode)
{
	const struct compatcaps_mode *known =
		compatcaps_mode_by_pvr(pvr_of_mode(mode));

	if (known)
		return known->name;
	return *learned[mode] ? learned[mode] : NULL;
}

void mode_learn(int mode, const char *name, size_t length)
{
	if (mode_name(mode))
		return;
	snprintf(learned[mode], MODE_NAME_SIZE, "%.*s", (int)length, name);
	for (char *c = learned[mode]; *c; c++) {
		if (!isgraph((unsigned char)*c))
			*c = '?';
	}
}

int mode_find(const char *name)
{
	for (int mode = 0; mode < MODE_LIMIT; mode++) {
		if (mode_name(mode) && !strcasecmp(mode_name(mode), name))
			return mode;
	}
	return -1;
}

void mode_lower_name(char name[MODE_NAME_SIZE], int mode)
{
	snprintf(name, MODE_NAME_SIZE, "%s", mode_name(mode));
	for (char *c = name; *c; c++)
		*c = (char)tolower((unsigned char)*c);
}

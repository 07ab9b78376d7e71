/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The modes of a fleet: those of this release, and those that the records add.
 * A mode is the level of its logical PVR.
 */
#ifndef COMPATCAPS_FLEET_MODES_H
#define COMPATCAPS_FLEET_MODES_H

#include <stdint.h>

#include "compatcaps.h"

#define NO_MODE (-1)
#define MODE_NAME_SIZE 24

/* NO_MODE: a fleet has no room for this PVR. */
int mode_of_pvr(uint32_t logical_pvr);

uint32_t pvr_of_mode(int mode);

/*
 * A mode that this release knows has no other name and no other PVR. If `name`
 * and the PVR contradict that: the name that this release uses for the mode, or
 * the mode to which it gives this name. NULL: no contradiction.
 */
const struct compatcaps_mode *mode_contradiction(int mode, const char *name);

/*
 * Takes the name that a record gives a mode. A mode that this release does not
 * know gets the name if no record disagrees and nothing else has the name;
 * otherwise it is named by its PVR.
 */
void mode_learn(int mode, const char *name);

/* NULL: no record has named it yet. */
const char *mode_name(int mode);

/* The name, or "none" */
const char *mode_or_none(int mode);

/*
 * Finds a mode by name, upper and lower case being the same; NO_MODE: there is
 * none.
 */
int mode_find(const char *name);

/* In lower case, QEMU's spelling */
void mode_lower_name(char name[MODE_NAME_SIZE], int mode);

#endif

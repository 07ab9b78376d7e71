/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The modes of a fleet: this release's, and those that its records bring along.
 * A mode is the level of its logical PVR.
 */
#ifndef COMPATCAPS_FLEET_MODES_H
#define COMPATCAPS_FLEET_MODES_H

#include <stdint.h>

#include "compatcaps.h"

#define NO_MODE (-1)
#define MODE_NAME_SIZE 24

/* NO_MODE: it is none that a fleet has room for. */
int mode_of_pvr(uint32_t logical_pvr);

uint32_t pvr_of_mode(int mode);

/*
 * What this release calls the mode, or the mode what it calls by that name, if
 * the two are not the same: a mode that it knows has no other name and no other
 * PVR. NULL: nothing speaks against the name.
 */
const struct compatcaps_mode *mode_contradiction(int mode, const char *name);

/*
 * A record names a mode. One that this release does not know is called so, if
 * no record says otherwise and if nothing else has the name; else it goes by
 * its PVR.
 */
void mode_learn(int mode, const char *name);

/* NULL: nobody named it so far. */
const char *mode_name(int mode);

/* The name, or "none" */
const char *mode_or_none(int mode);

/* By name, in upper or lower case; NO_MODE: there is none. */
int mode_find(const char *name);

/* In lower case, as QEMU writes it */
void mode_lower_name(char name[MODE_NAME_SIZE], int mode);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The modes of a fleet: this release's, and those that its records bring along.
 */
#ifndef COMPATCAPS_FLEET_MODES_H
#define COMPATCAPS_FLEET_MODES_H

#include <stddef.h>
#include <stdint.h>

#define MODE_NAME_SIZE 24

/* The place of a logical PVR, or -1: it is none that a fleet has room for. */
int mode_of_pvr(uint32_t logical_pvr);

uint32_t pvr_of_mode(int mode);

/* Its name; NULL: nobody named it so far. */
const char *mode_name(int mode);

/* A record names a mode. The first name stays. */
void mode_learn(int mode, const char *name, size_t length);

/* By name, in upper or lower case; -1: no such mode. */
int mode_find(const char *name);

/* In lower case, as QEMU writes it */
void mode_lower_name(char name[MODE_NAME_SIZE], int mode);

#endif

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMPATCAPS_MODES_H
#define COMPATCAPS_MODES_H

#include "compatcaps.h"

/*
 * The logical PVR of a mode by its name, upper and lower case being the same;
 * also for modes older than those of the table. 0: no such name.
 */
uint32_t compatcaps_pvr_of_name(const char *name);

#endif

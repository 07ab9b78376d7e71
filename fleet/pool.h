/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pools: hosts grouped by a mode. A pool is a mode, or NO_MODE for hosts that
 * give none, or POOL_UNSURE for hosts whose answer is not certain enough.
 */
#ifndef COMPATCAPS_FLEET_POOL_H
#define COMPATCAPS_FLEET_POOL_H

#include "modes.h"

#define POOL_UNSURE (NO_MODE - 1)

/* A bit for each mode that has a pool */
typedef uint32_t mode_set;

/* Every host is in the pool of its best mode. */
#define EVERY_MODE (~(mode_set)0)

/* The pool of a host, if the pools are `modes` */
int pool_of(compatcaps_answers answers, mode_set modes,
	    enum compatcaps_certainty certainty);

/* The name of a pool: its mode in lower case, "none" or "unsure" */
const char *pool_name(char name[MODE_NAME_SIZE], int pool);

#endif

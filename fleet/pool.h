/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pools: hosts that are grouped by a mode. A pool is a mode, or one of two that
 * are not: NO_MODE of those that give none, POOL_UNSURE of those whose own word
 * is not certain enough.
 */
#ifndef COMPATCAPS_FLEET_POOL_H
#define COMPATCAPS_FLEET_POOL_H

#include "modes.h"

#define POOL_UNSURE (NO_MODE - 1)

/* A bit for each mode that is a pool's */
typedef uint32_t mode_set;

/* Every host is in the pool of its best mode. */
#define EVERY_MODE (~(mode_set)0)

/* The pool of a host, if there are those of `modes` */
int pool_of(compatcaps_answers answers, mode_set modes,
	    enum compatcaps_certainty certainty);

/* As it is called: its mode in lower case, "none" or "unsure" */
const char *pool_name(char name[MODE_NAME_SIZE], int pool);

#endif

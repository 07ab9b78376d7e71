/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Random numbers, and random arguments of the ioctl in a thread's own area. */
#ifndef CONFORMANCE_RANDOM_H
#define CONFORMANCE_RANDOM_H

#include <stdint.h>

#include "area.h"

/* One thread's; the same seed gives the same numbers. */
struct random {
	uint64_t state;
};

/* @thread: the threads of one seed have numbers of their own. */
struct random random_start(uint64_t seed, unsigned int thread);

/* A number from 0 to @limit - 1 */
uint64_t random_below(struct random *random, uint64_t limit);

/* Sizes and flags: mostly those that are right, and many that are nearly so. */
uint64_t random_size(struct random *random, size_t page);
uint64_t random_flags(struct random *random);

/* Any address in the area or around it, or one that no program has. */
uintptr_t random_address(struct random *random, const struct area *area);

/* Lays a random struct at @at, as far as there is writable memory. */
void random_lay(struct random *random, struct area *area, uintptr_t at);

#endif

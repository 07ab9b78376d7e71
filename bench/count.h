/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Instructions, counted with the timebase.
 *
 * It counts them only where time is made of instructions: in a host that
 * lab/boot --icount started, where each takes 1 ns. count_scale() tells.
 */
#ifndef BENCH_COUNT_H
#define BENCH_COUNT_H

#include <stdbool.h>
#include <stdint.h>

static inline uint64_t timebase(void)
{
	uint64_t now;

	__asm__ volatile("mftb %0" : "=r"(now)::"memory");
	return now;
}

/* To be called first. False: the frequency of the timebase is not known. */
bool count_init(void);

/* What passed in some ticks of the timebase. */
double count_of_ticks(uint64_t ticks);

/* What a loop of known length counts as, for each of its instructions. */
double count_scale(void);

#endif

// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>

#include "count.h"

static double nanoseconds_per_tick;

bool count_init(void)
{
	FILE *file = fopen("/proc/cpuinfo", "r");
	unsigned long frequency = 0;
	char line[256];

	if (!file)
		return false;
	while (fgets(line, sizeof(line), file))
		sscanf(line, "timebase : %lu", &frequency);
	fclose(file);
	if (!frequency)
		return false;
	nanoseconds_per_tick = 1e9 / frequency;
	return true;
}

double count_of_ticks(uint64_t ticks)
{
	return ticks * nanoseconds_per_tick;
}

/* A branch to itself that counts down: as many instructions as turns. */
static uint64_t ticks_of_loop(uint64_t instructions)
{
	uint64_t start = timebase();

	__asm__ volatile("mtctr %0\n1: bdnz 1b" ::"r"(instructions)
			 : "ctr", "memory");
	return timebase() - start;
}

double count_scale(void)
{
	const uint64_t instructions = 1000000;
	uint64_t ticks, least = UINT64_MAX;
	int i;

	for (i = 0; i < 20; i++) {
		ticks = ticks_of_loop(instructions);
		if (ticks < least)
			least = ticks;
	}
	return count_of_ticks(least) / instructions;
}

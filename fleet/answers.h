/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * All answers of a host in one number: hosts with the same number are of one
 * class, and a fleet of millions has a handful of classes.
 *
 * A mode is its place among the logical PVRs, 0x0f000000 + n, so that modes
 * which this release does not know have one, too. Three bits each, from bit 3 *
 * n on; above them the host's certainty, and whether it contradicts itself.
 */
#ifndef COMPATCAPS_FLEET_ANSWERS_H
#define COMPATCAPS_FLEET_ANSWERS_H

#include <stdbool.h>
#include <stdint.h>

#include "compatcaps.h"

/* Greater is better; whoever gives a mode for sure gives it likely, too. */
enum answer {
	ANSWER_UNKNOWN = 0,
	ANSWER_NO = 1,
	ANSWER_GUESS = 2,
	ANSWER_LIKELY = 3,
	ANSWER_YES = 4,
};

#define ANSWER_COUNT 5

/* POWER8 is 4, Power11 is 7 */
#define MODE_LIMIT 20

typedef uint64_t answers;

#define ANSWERS_CERTAINTY_SHIFT 60
#define ANSWERS_CONTRADICTION (UINT64_C(1) << 62)

static inline enum answer answers_get(answers all, int mode)
{
	return (enum answer)(all >> 3 * mode & 7);
}

static inline answers answers_set(answers all, int mode, enum answer answer)
{
	return (all & ~(UINT64_C(7) << 3 * mode)) | (uint64_t)answer
							    << 3 * mode;
}

static inline enum compatcaps_certainty answers_certainty(answers all)
{
	return (enum compatcaps_certainty)(all >> ANSWERS_CERTAINTY_SHIFT & 3);
}

static inline answers
answers_with_certainty(answers all, enum compatcaps_certainty certainty)
{
	return all | (uint64_t)certainty << ANSWERS_CERTAINTY_SHIFT;
}

/* The worst answer that still is one of this certainty */
static inline enum answer answer_of(enum compatcaps_certainty certainty)
{
	return (enum answer)(ANSWER_NO + certainty);
}

/* A yes of some certainty; ANSWER_UNKNOWN for a yes that nothing speaks for */
static inline enum answer answer_yes(enum compatcaps_certainty certainty)
{
	return certainty == COMPATCAPS_CERTAINTY_NONE ? ANSWER_UNKNOWN
						      : answer_of(certainty);
}

static inline bool answers_give(answers all, int mode,
				enum compatcaps_certainty certainty)
{
	return answers_get(all, mode) >= answer_of(certainty);
}

/* Is the host's own word so certain? If not, it is never taken as good. */
static inline bool answers_are_certain(answers all,
				       enum compatcaps_certainty certainty)
{
	return answers_certainty(all) >= certainty;
}

/* The newest mode that it gives; -1: none */
static inline int answers_best(answers all, enum compatcaps_certainty certainty)
{
	for (int mode = MODE_LIMIT - 1; mode >= 0; mode--) {
		if (answers_give(all, mode, certainty))
			return mode;
	}
	return -1;
}

#endif

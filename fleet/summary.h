/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What follows from a tally, for one certainty. */
#ifndef COMPATCAPS_FLEET_SUMMARY_H
#define COMPATCAPS_FLEET_SUMMARY_H

#include "tally.h"

/* No mode */
#define NO_MODE (-1)

struct mode_summary {
	bool is_named; /* this release or a record knows it */
	uint64_t hosts[ANSWER_COUNT];
	uint64_t given;	     /* by so many hosts, certainly enough */
	uint64_t in_the_way; /* hosts with an answer that do not give it */
	uint64_t silent;     /* those of them that say nothing of it */
};

struct summary {
	const struct tally *tally;
	enum compatcaps_certainty certainty;
	uint64_t hosts;
	uint64_t answered; /* whose own word is certain enough */
	struct mode_summary modes[MODE_LIMIT];
	/* The newest mode that every host gives; NO_MODE */
	int baseline;
	/* The same of those that answered */
	int baseline_of_answered;
};

void summarize(struct summary *summary, const struct tally *tally,
	       enum compatcaps_certainty certainty);

/* The mode's name, or "none" */
const char *mode_or_none(int mode);

/* A class whose hosts stand in the way of a mode: with an answer, a worse one
 */
bool class_is_in_the_way(const struct summary *summary,
			 const struct class *class, int mode);
bool class_has_no_answer(const struct summary *summary,
			 const struct class *class);

#endif

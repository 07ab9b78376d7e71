/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What follows from a tally, for one certainty. */
#ifndef COMPATCAPS_FLEET_SUMMARY_H
#define COMPATCAPS_FLEET_SUMMARY_H

#include "modes.h"
#include "tally.h"

/* A yes by its certainty, and what is none */
enum degree {
	DEGREE_UNKNOWN,
	DEGREE_NO,
	DEGREE_GUESS,
	DEGREE_LIKELY,
	DEGREE_YES,
	DEGREE_COUNT,
};

/* "unknown", "no", "guess", "likely" or "yes" */
const char *degree_name(enum degree degree);
enum degree degree_of(compatcaps_answers answers, int mode);

struct mode_summary {
	bool is_named; /* this release or a record knows it */
	uint64_t hosts[DEGREE_COUNT];
	uint64_t given;	     /* by so many hosts, certainly enough */
	uint64_t in_the_way; /* hosts with an answer that do not give it */
	uint64_t silent;     /* those of them that say nothing of it */
};

struct summary {
	const struct tally *tally;
	enum compatcaps_certainty certainty;
	uint64_t hosts;
	uint64_t answered; /* whose own word is certain enough */
	struct mode_summary modes[COMPATCAPS_LEVELS];
	/* The newest mode that every host gives; NO_MODE */
	int baseline;
	/* The same of those that answered */
	int baseline_of_answered;
};

void summarize(struct summary *summary, const struct tally *tally,
	       enum compatcaps_certainty certainty);

bool class_has_no_answer(const struct summary *summary,
			 const struct class *class);

/* With an answer, and without the mode */
bool class_is_in_the_way(const struct summary *summary,
			 const struct class *class, int mode);

#endif

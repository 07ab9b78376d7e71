/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What follows from a tally for one certainty. */
#ifndef COMPATCAPS_FLEET_SUMMARY_H
#define COMPATCAPS_FLEET_SUMMARY_H

#include "modes.h"
#include "tally.h"

/* A yes by its certainty, and the other answers */
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
	bool is_named; /* this release or a record names it */
	uint64_t hosts[DEGREE_COUNT];
	uint64_t given; /* the number of hosts that give it, certainly enough */
	uint64_t in_the_way; /* the hosts with an answer that do not give it */
	uint64_t silent;     /* those of them without an answer for this mode */
};

struct summary {
	const struct tally *tally;
	enum compatcaps_certainty certainty;
	uint64_t hosts;
	uint64_t answered; /* hosts whose answer is certain enough */
	struct mode_summary modes[COMPATCAPS_LEVELS];
	/* The newest mode that every host gives; NO_MODE: none */
	int baseline;
	/* The same for the hosts with an answer */
	int baseline_of_answered;
};

void summarize(struct summary *summary, const struct tally *tally,
	       enum compatcaps_certainty certainty);

bool class_has_no_answer(const struct summary *summary,
			 const struct class *class);

/* Whether the class has an answer and does not give the mode */
bool class_is_in_the_way(const struct summary *summary,
			 const struct class *class, int mode);

#endif

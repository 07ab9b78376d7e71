// SPDX-License-Identifier: GPL-2.0-or-later
/* Each hypercall of a guest's life is answered with each code. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "compat-faults.h"
#include "hypercalls.h"
#include "modes.h"
#include "outcomes.h"
#include "tap.h"

/* A guest's life makes fewer calls of each. */
#define MOST_CALLS 200

#define WHAT_SIZE 96

/* The newest but one: hosts that run guests have it, or refuse it cleanly. */
static uint32_t mode_to_set(void)
{
	return modes[mode_count - 2].logical_pvr;
}

/* False: the life made no @nth call of it. */
static bool live_with_fault(struct faults_run *run,
			    const struct hypercall *hypercall,
			    const struct code *code, unsigned int nth,
			    struct outcomes *outcomes)
{
	struct life life;
	char rule[64];

	snprintf(rule, sizeof(rule), "0x%x@%u/%d", hypercall->number, nth,
		 code->value);
	if (!faults_set(run, rule))
		return false;
	life_live(&life, run->kvm, mode_to_set(), 2);
	if (!faults_met(run))
		return false;
	outcomes_add(outcomes, &life);
	return true;
}

/* A line of the report: "row | hypercall | code | calls | what came of it" */
static void record(const struct hypercall *hypercall, const struct code *code,
		   const struct outcomes *outcomes)
{
	char text[512];

	outcomes_text(outcomes, text, sizeof(text));
	tap_note("row | %s | %s | %u | %s", hypercall->name, code->name,
		 outcomes->lives, text);
}

static void walk_calls(struct faults_run *run,
		       const struct hypercall *hypercall,
		       const struct code *code, unsigned int most)
{
	struct outcomes outcomes = {.lives = 0};
	unsigned int nth = 1;
	char what[WHAT_SIZE];

	while (nth <= most &&
	       live_with_fault(run, hypercall, code, nth, &outcomes))
		nth++;
	snprintf(what, sizeof(what), "%s answers %s", hypercall->name,
		 code->name);
	tap_ok(outcomes.lives > 0, "%s: met", what);
	outcomes_judge(&outcomes, what);
	record(hypercall, code, &outcomes);
	faults_judge_recovery(run, what);
}

static void walk_code(struct faults_run *run, const struct hypercall *hypercall,
		      const struct code *code, unsigned int most)
{
	if (can_be_answered(hypercall, code))
		walk_calls(run, hypercall, code, most);
	else
		tap_skip("known gap 19 of every kernel: an oops",
			 "%s answers %s", hypercall->name, code->name);
}

/* After these Linux waits for a second and more: once is enough. */
static unsigned int calls_for(const struct code *code)
{
	return code->use == REPEATED_SLOWLY ? 1 : MOST_CALLS;
}

#define LONGEST_WALKED 9903 /* H_LONG_BUSY_ORDER_1_SEC */
#define LONGEST_SPUN 9904   /* H_LONG_BUSY_ORDER_10_SEC */

void faults_walk_codes(struct faults_run *run)
{
	size_t h, c;

	for (h = 0; h < living_count; h++)
		for (c = 0; c < code_count; c++)
			if (codes[c].value <= LONGEST_WALKED)
				walk_code(run, &living[h], &codes[c],
					  calls_for(&codes[c]));
}

void faults_wait(struct faults_run *run)
{
	size_t h, c;

	for (h = 0; h < living_count; h++)
		for (c = 0; c < code_count; c++)
			if (codes[c].value > LONGEST_WALKED &&
			    (codes[c].value <= LONGEST_SPUN ||
			     !living[h].spins))
				walk_code(run, &living[h], &codes[c], 1);
}

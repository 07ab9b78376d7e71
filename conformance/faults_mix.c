// SPDX-License-Identifier: GPL-2.0-or-later
/* Random faults in the lives of random guests; the seed makes them again. */
#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include "compat-faults.h"
#include "hypercalls.h"
#include "modes.h"
#include "outcomes.h"
#include "random.h"
#include "tap.h"

#define MOST_RULES 6
#define MOST_NTH 40
#define MOST_LIVES 4
#define MOST_RUNS 6

/* After so many rounds without a fault the run is no longer one of faults. */
#define MOST_IDLE 200

static const struct code *random_code(struct random *random,
				      const struct hypercall *hypercall)
{
	const struct code *code;

	do {
		code = &codes[random_below(random, code_count)];
	} while (code->use == REPEATED_SLOWLY ||
		 !can_be_answered(hypercall, code));
	return code;
}

/* Always, or the nth call. What Linux repeats must end some time. */
static uint64_t random_nth(struct random *random, const struct code *code)
{
	if (code->use == REFUSES && !random_below(random, 8))
		return 0;
	return 1 + random_below(random, MOST_NTH);
}

static size_t add_rule(struct random *random, char *rules, size_t size)
{
	const struct hypercall *hypercall =
		&living[random_below(random, living_count)];
	const struct code *code = random_code(random, hypercall);
	uint64_t nth = random_nth(random, code);

	if (!nth)
		return snprintf(rules, size, "0x%x/%d", hypercall->number,
				code->value);
	return snprintf(rules, size, "0x%x@%" PRIu64 "/%d", hypercall->number,
			nth, code->value);
}

static void random_rules(struct random *random, char *rules, size_t size)
{
	uint64_t count = 1 + random_below(random, MOST_RULES);
	size_t length = 0;

	while (count--) {
		if (length)
			rules[length++] = ':';
		length += add_rule(random, rules + length, size - length);
	}
}

static uint32_t random_mode(struct random *random)
{
	uint64_t index = random_below(random, mode_count + 1);

	return index < mode_count ? modes[index].logical_pvr : 0;
}

/* Some lives with the same rules: telling the hypervisor takes longer. */
static bool live_round(struct faults_run *run, struct random *random,
		       struct outcomes *outcomes)
{
	uint64_t lives = 1 + random_below(random, MOST_LIVES);
	struct life life;
	char rules[MOST_RULES * 32];

	random_rules(random, rules, sizeof(rules));
	if (!faults_set(run, rules))
		return false;
	while (lives--) {
		life_live(&life, run->kvm, random_mode(random),
			  1 + random_below(random, MOST_RUNS));
		outcomes_add(outcomes, &life);
	}
	return true;
}

static bool is_over(time_t start, uint64_t seconds)
{
	return seconds && time(NULL) - start >= (time_t)seconds;
}

void faults_mix(struct faults_run *run, uint64_t seed, uint64_t faults,
		uint64_t seconds)
{
	struct random random = random_start(seed, 0);
	struct outcomes outcomes = {.lives = 0};
	uint64_t met = 0, now, idle = 0;
	time_t start = time(NULL);
	char text[1024];

	tap_note("seed %" PRIu64 ", faults %" PRIu64, seed, faults);
	while (met < faults && idle < MOST_IDLE && !is_over(start, seconds) &&
	       live_round(run, &random, &outcomes)) {
		now = faults_met(run);
		idle = now ? 0 : idle + 1;
		met += now;
	}
	tap_ok(met >= faults || is_over(start, seconds), "the faults were met");
	outcomes_judge(&outcomes, "random faults");
	outcomes_text(&outcomes, text, sizeof(text));
	tap_note("mix | %" PRIu64 " | %u | %" PRIu64 " | %s", seed,
		 outcomes.lives, met, text);
	faults_judge_recovery(run, "random faults");
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The answers for a host as one number, and what follows for many hosts. Each
 * level n of the logical PVRs has three bits, from bit 3 * n on; the certainty
 * of the host's answer as a whole is above them. Pure: no system call, no
 * state.
 */
#include <errno.h>
#include <stdbool.h>

#include "compatcaps.h"

#define CERTAINTY_SHIFT 60

/* Greater is better: an answer that is sure also counts as a guess. */
enum code {
	CODE_UNKNOWN = 0,
	CODE_NO = 1,
	/* from here on: a yes, by its certainty */
};

static bool has_room(uint32_t logical_pvr)
{
	return compatcaps_pvr_is_logical(logical_pvr) &&
	       compatcaps_pvr_level(logical_pvr) < COMPATCAPS_LEVELS;
}

static unsigned int shift_of(uint32_t logical_pvr)
{
	return 3 * compatcaps_pvr_level(logical_pvr);
}

static unsigned int code_of(compatcaps_answers answers, uint32_t logical_pvr)
{
	if (!has_room(logical_pvr))
		return CODE_UNKNOWN;
	return answers >> shift_of(logical_pvr) & 7;
}

static unsigned int code_of_yes(enum compatcaps_certainty certainty)
{
	if (certainty == COMPATCAPS_CERTAINTY_NONE)
		return CODE_UNKNOWN;
	return CODE_NO + (unsigned int)certainty;
}

compatcaps_answers compatcaps_answers_new(enum compatcaps_certainty certainty)
{
	return ((compatcaps_answers)certainty & 3) << CERTAINTY_SHIFT;
}

enum compatcaps_certainty
compatcaps_answers_certainty(compatcaps_answers answers)
{
	return (enum compatcaps_certainty)(answers >> CERTAINTY_SHIFT & 3);
}

int compatcaps_answers_set(compatcaps_answers *answers, uint32_t logical_pvr,
			   enum compatcaps_answer answer,
			   enum compatcaps_certainty certainty)
{
	unsigned int code = CODE_UNKNOWN;
	unsigned int shift;

	if (!answers)
		return -EINVAL;
	if (!has_room(logical_pvr))
		return -ERANGE;
	if (certainty > compatcaps_answers_certainty(*answers))
		certainty = compatcaps_answers_certainty(*answers);
	if (answer == COMPATCAPS_ANSWER_NO)
		code = CODE_NO;
	else if (answer == COMPATCAPS_ANSWER_YES)
		code = code_of_yes(certainty);
	shift = shift_of(logical_pvr);
	*answers &= ~(UINT64_C(7) << shift);
	*answers |= (uint64_t)code << shift;
	return 0;
}

enum compatcaps_answer
compatcaps_answers_get(compatcaps_answers answers, uint32_t logical_pvr,
		       enum compatcaps_certainty *certainty)
{
	unsigned int code = code_of(answers, logical_pvr);

	if (certainty)
		*certainty =
			code > CODE_NO
				? (enum compatcaps_certainty)(code - CODE_NO)
				: COMPATCAPS_CERTAINTY_NONE;
	if (code > CODE_NO)
		return COMPATCAPS_ANSWER_YES;
	return code == CODE_NO ? COMPATCAPS_ANSWER_NO
			       : COMPATCAPS_ANSWER_UNKNOWN;
}

compatcaps_answers compatcaps_answers_of(const struct compatcaps_host *host)
{
	struct compatcaps_verdict verdict = {.size = sizeof(verdict)};
	const struct compatcaps_mode *mode;
	compatcaps_answers answers = 0;

	for (size_t i = 0; (mode = compatcaps_mode_at(i)); i++) {
		if (compatcaps_judge(host, mode, &verdict))
			return 0;
		if (!i)
			answers = compatcaps_answers_new(
				compatcaps_source_certainty(host->source));
		compatcaps_answers_set(&answers, mode->logical_pvr,
				       verdict.answer, verdict.certainty);
	}
	return answers;
}

int compatcaps_gives(compatcaps_answers answers, uint32_t logical_pvr,
		     enum compatcaps_certainty certainty)
{
	enum compatcaps_certainty own;

	return compatcaps_answers_get(answers, logical_pvr, &own) ==
		       COMPATCAPS_ANSWER_YES &&
	       own >= certainty;
}

/* Whether each host with a certain enough answer gives a mode */
static bool is_common(const compatcaps_answers *hosts, size_t count,
		      enum compatcaps_certainty certainty, uint32_t logical_pvr)
{
	for (size_t i = 0; i < count; i++) {
		if (compatcaps_answers_certainty(hosts[i]) >= certainty &&
		    !compatcaps_gives(hosts[i], logical_pvr, certainty))
			return false;
	}
	return true;
}

uint32_t compatcaps_baseline(const compatcaps_answers *hosts, size_t count,
			     enum compatcaps_certainty certainty,
			     size_t *unsure)
{
	size_t left_out = 0;

	for (size_t i = 0; i < count; i++)
		left_out += compatcaps_answers_certainty(hosts[i]) < certainty;
	if (unsure)
		*unsure = left_out;
	for (unsigned int level = COMPATCAPS_LEVELS;
	     left_out < count && level-- > 0;) {
		uint32_t pvr = compatcaps_pvr_of_level(level);

		if (is_common(hosts, count, certainty, pvr))
			return pvr;
	}
	return 0;
}

// SPDX-License-Identifier: GPL-2.0-or-later
#include "summary.h"

const char *degree_name(enum degree degree)
{
	static const char *const names[DEGREE_COUNT] = {
		[DEGREE_UNKNOWN] = "unknown", [DEGREE_NO] = "no",
		[DEGREE_GUESS] = "guess",     [DEGREE_LIKELY] = "likely",
		[DEGREE_YES] = "yes",
	};

	return names[degree];
}

enum degree degree_of(compatcaps_answers answers, int mode)
{
	enum compatcaps_certainty certainty;

	switch (compatcaps_answers_get(answers, pvr_of_mode(mode),
				       &certainty)) {
	case COMPATCAPS_ANSWER_YES:
		return (enum degree)(DEGREE_NO + certainty);
	case COMPATCAPS_ANSWER_NO:
		return DEGREE_NO;
	case COMPATCAPS_ANSWER_UNKNOWN:
		break;
	}
	return DEGREE_UNKNOWN;
}

bool class_has_no_answer(const struct summary *summary,
			 const struct class *class)
{
	return compatcaps_answers_certainty(class->answers) <
	       summary->certainty;
}

bool class_is_in_the_way(const struct summary *summary,
			 const struct class *class, int mode)
{
	return !class_has_no_answer(summary, class) &&
	       !compatcaps_gives(class->answers, pvr_of_mode(mode),
				 summary->certainty);
}

static void add_class(struct summary *summary, const struct class *class)
{
	summary->hosts += class->count;
	if (!class_has_no_answer(summary, class))
		summary->answered += class->count;
	for (int mode = 0; mode < COMPATCAPS_LEVELS; mode++) {
		struct mode_summary *sum = &summary->modes[mode];
		enum degree degree = degree_of(class->answers, mode);

		sum->hosts[degree] += class->count;
		if (compatcaps_gives(class->answers, pvr_of_mode(mode),
				     summary->certainty))
			sum->given += class->count;
		if (!class_is_in_the_way(summary, class, mode))
			continue;
		sum->in_the_way += class->count;
		if (degree == DEGREE_UNKNOWN)
			sum->silent += class->count;
	}
}

void summarize(struct summary *summary, const struct tally *tally,
	       enum compatcaps_certainty certainty)
{
	size_t unsure;

	*summary = (struct summary){.tally = tally, .certainty = certainty};
	for (int mode = 0; mode < COMPATCAPS_LEVELS; mode++)
		summary->modes[mode].is_named = mode_name(mode);
	for (size_t i = 0; i < tally->class_count; i++)
		add_class(summary, &tally->classes[i]);
	summary->baseline_of_answered = mode_of_pvr(compatcaps_baseline(
		tally->answers, tally->class_count, certainty, &unsure));
	summary->baseline = unsure ? NO_MODE : summary->baseline_of_answered;
}

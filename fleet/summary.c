// SPDX-License-Identifier: GPL-2.0-or-later
#include "modes.h"
#include "summary.h"

bool class_has_no_answer(const struct summary *summary,
			 const struct class *class)
{
	return !answers_are_certain(class->answers, summary->certainty);
}

bool class_is_in_the_way(const struct summary *summary,
			 const struct class *class, int mode)
{
	return !class_has_no_answer(summary, class) &&
	       !answers_give(class->answers, mode, summary->certainty);
}

static void add_class(struct summary *summary, const struct class *class)
{
	summary->hosts += class->count;
	if (!class_has_no_answer(summary, class))
		summary->answered += class->count;
	for (int mode = 0; mode < MODE_LIMIT; mode++) {
		struct mode_summary *sum = &summary->modes[mode];

		sum->hosts[answers_get(class->answers, mode)] += class->count;
		if (answers_give(class->answers, mode, summary->certainty))
			sum->given += class->count;
		if (!class_is_in_the_way(summary, class, mode))
			continue;
		sum->in_the_way += class->count;
		if (answers_get(class->answers, mode) == ANSWER_UNKNOWN)
			sum->silent += class->count;
	}
}

static void find_baselines(struct summary *summary)
{
	summary->baseline = NO_MODE;
	summary->baseline_of_answered = NO_MODE;
	for (int mode = 0; mode < MODE_LIMIT; mode++) {
		const struct mode_summary *sum = &summary->modes[mode];

		if (summary->hosts && sum->given == summary->hosts)
			summary->baseline = mode;
		if (summary->answered && !sum->in_the_way)
			summary->baseline_of_answered = mode;
	}
}

void summarize(struct summary *summary, const struct tally *tally,
	       enum compatcaps_certainty certainty)
{
	*summary = (struct summary){.tally = tally, .certainty = certainty};
	for (int mode = 0; mode < MODE_LIMIT; mode++)
		summary->modes[mode].is_named = mode_name(mode);
	for (size_t i = 0; i < tally->class_count; i++)
		add_class(summary, &tally->classes[i]);
	find_baselines(summary);
}

const char *mode_or_none(int mode)
{
	return mode == NO_MODE ? "none" : mode_name(mode);
}

// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdio.h>

#include "host.h"
#include "meant.h"
#include "outcomes.h"
#include "tap.h"

static void count_kind(struct outcomes *outcomes, enum life_step step,
		       int result)
{
	size_t i;

	for (i = 0; i < outcomes->kinds; i++)
		if (outcomes->seen[i].step == step &&
		    outcomes->seen[i].result == result)
			break;
	if (i == MOST_OUTCOMES)
		return;
	if (i == outcomes->kinds)
		outcomes->kinds++;
	outcomes->seen[i].step = step;
	outcomes->seen[i].result = result;
	outcomes->seen[i].count++;
}

void outcomes_add(struct outcomes *outcomes, const struct life *life)
{
	enum life_step step;

	outcomes->lives++;
	outcomes->endless += life->results[LIFE_RUN] == -ETIMEDOUT;
	for (step = 0; step < LIFE_STEPS; step++) {
		int result = life->results[step];

		if (result >= 0)
			continue;
		count_kind(outcomes, step, result);
		outcomes->not_meant[step] +=
			!result_is_meant(result) && result != -ETIMEDOUT;
	}
}

static void show_not_meant(const struct outcomes *outcomes, enum life_step step)
{
	size_t i;

	for (i = 0; i < outcomes->kinds; i++)
		if (outcomes->seen[i].step == step &&
		    !result_is_meant(outcomes->seen[i].result))
			tap_note("errno %d (%s), %u time(s)",
				 -outcomes->seen[i].result,
				 errno_name(-outcomes->seen[i].result),
				 outcomes->seen[i].count);
}

void outcomes_judge(const struct outcomes *outcomes, const char *what)
{
	enum life_step step;

	for (step = 0; step < LIFE_STEPS; step++)
		if (!tap_ok(!outcomes->not_meant[step],
			    "%s: %s gives an errno that KVM means", what,
			    life_step_names[step]))
			show_not_meant(outcomes, step);
	tap_ok(!outcomes->endless, "%s: KVM_RUN comes to an end", what);
}

void outcomes_text(const struct outcomes *outcomes, char *text, size_t size)
{
	size_t i, length = 0;

	snprintf(text, size, "no error");
	for (i = 0; i < outcomes->kinds && length < size; i++)
		length += snprintf(text + length, size - length, "%s%s %s %u",
				   i ? ", " : "",
				   life_step_names[outcomes->seen[i].step],
				   errno_name(-outcomes->seen[i].result),
				   outcomes->seen[i].count);
}

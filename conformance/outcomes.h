/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What became of many lives: how often a step ended in which way. */
#ifndef CONFORMANCE_OUTCOMES_H
#define CONFORMANCE_OUTCOMES_H

#include <stddef.h>

#include "life.h"

#define MOST_OUTCOMES 32

struct outcomes {
	unsigned int lives;
	unsigned int not_meant[LIFE_STEPS];
	unsigned int endless; /* KVM_RUN did not come to an end */
	size_t kinds;
	struct {
		enum life_step step;
		int result;
		unsigned int count;
	} seen[MOST_OUTCOMES]; /* errors only */
};

void outcomes_add(struct outcomes *outcomes, const struct life *life);

/* Tests: each step gave errnos that KVM means, and came to an end. */
void outcomes_judge(const struct outcomes *outcomes, const char *what);

/* "KVM_RUN EINVAL 3, ..."; "no error" if there was none */
void outcomes_text(const struct outcomes *outcomes, char *text, size_t size);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The life of a guest, from its VM to its end, whatever is refused on the way.
 */
#ifndef CONFORMANCE_LIFE_H
#define CONFORMANCE_LIFE_H

#include <stdbool.h>
#include <stdint.h>

enum life_step {
	LIFE_OPEN,
	LIFE_SET_MODE,
	LIFE_RUN,
	LIFE_GET_MODE,
	LIFE_STEPS
};

extern const char *const life_step_names[LIFE_STEPS];

struct life {
	int results[LIFE_STEPS]; /* 0, a negative errno, or LIFE_NOT_TAKEN */
	char why[96];		 /* what came in place of the hypercall */
};

#define LIFE_NOT_TAKEN 1

/* @logical_pvr 0: nobody sets a mode. Runs are @runs, each a step of its own.
 */
void life_live(struct life *life, int kvm, uint32_t logical_pvr,
	       unsigned int runs);

/* Nothing in it was refused. */
bool life_was_well(const struct life *life);

/* VMs that the kernel has, by debugfs; -1: not known. */
int life_machines(void);

/* The same once freed VMs had time to go */
int life_machines_left(void);

#endif

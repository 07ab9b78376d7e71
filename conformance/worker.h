/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A thread of the hammer: random calls, each compared with the rules. */
#ifndef CONFORMANCE_WORKER_H
#define CONFORMANCE_WORKER_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "area.h"
#include "random.h"

#define VM_SLOTS 4

/* A VM that any thread may close at any time; odd while it changes hands. */
struct slot {
	_Atomic int fd;
	_Atomic unsigned int changes;
};

/* What all threads share. */
struct shared {
	int kvm;
	uint64_t modes; /* the answer, asked for before everything else */
	bool faults;	/* allocations and copies of the threads fail */
	struct slot slots[VM_SLOTS];
	_Atomic bool stop;
	_Atomic unsigned int shown;
	uint64_t *restless; /* memory that all threads write at any time */
};

enum outcome { FINE, INVALID, TOO_BIG, FAULT, OTHER, OUTCOMES };

struct worker {
	pthread_t thread;
	struct shared *shared;
	struct area area;
	struct random random;
	uint64_t calls, share; /* made, and to be made */
	uint64_t outcomes[OUTCOMES];
	uint64_t wrong_results, wrong_bytes, wrong_modes;
	uint64_t vms, vcpus, forced;
};

/* False: there is no interface to hammer, or no memory. */
bool shared_open(struct shared *shared);
void shared_close(struct shared *shared);

/* Was a byte changed that all threads leave alone? */
bool restless_is_whole(const struct shared *shared);

/* A thread's work, with a struct worker. Ends with its share or at a stop. */
void *worker_run(void *worker);

#endif

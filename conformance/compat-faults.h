/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the parts of compat-faults share: a hypervisor that fails on demand. */
#ifndef CONFORMANCE_COMPAT_FAULTS_H
#define CONFORMANCE_COMPAT_FAULTS_H

#include <stdbool.h>
#include <stdint.h>

#include "hypervisor.h"
#include "life.h"

struct faults_run {
	struct hypervisor hypervisor;
	int kvm;	   /* not open while modules are loaded */
	uint64_t answered; /* faults that hypercalls met, when last asked */
};

/* From now on these rules hold. False, after a failed test: nobody answers. */
bool faults_set(struct faults_run *run, const char *rules);

/* Faults that were met since the last call; 0 also if nobody answers. */
uint64_t faults_met(struct faults_run *run);

/* Tests: without a fault a guest runs, and no VM is left behind. */
void faults_judge_recovery(struct faults_run *run, const char *after);

/* Each hypercall of a guest's life with each code, at each of its calls. */
void faults_walk_codes(struct faults_run *run);

/* The codes after which Linux waits for 10 s and for 100 s */
void faults_wait(struct faults_run *run);

/* Random faults, up to @faults, until @seconds are over (0: no limit) */
void faults_mix(struct faults_run *run, uint64_t seed, uint64_t faults,
		uint64_t seconds);

/* The hypercalls that are made when kvm-hv, the file @module, is loaded. */
void faults_load(struct faults_run *run, const char *module);

#endif

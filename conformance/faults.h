/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Faults on demand: a kernel with CONFIG_FAULT_INJECTION_DEBUG_FS, and the
 * capabilities switched on in debugfs.
 */
#ifndef CONFORMANCE_FAULTS_H
#define CONFORMANCE_FAULTS_H

#include <stdbool.h>
#include <stdint.h>

/* From now on allocations and copies of this thread fail at random, or not. */
void faults_at_random(bool on);

/*
 * Makes the first place that can fail in a step do so, then the second, until
 * the step has no more; a test for each step. @modes is the right answer.
 */
void faults_walk(int kvm, uint64_t modes);

#endif

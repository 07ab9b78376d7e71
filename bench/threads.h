/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One call made by several threads at once, each on a CPU of its own. */
#ifndef BENCH_THREADS_H
#define BENCH_THREADS_H

#include "call.h"

#define THREADS_MOST 16

/*
 * Instructions of all CPUs together for each call, at the least; negative:
 * the threads could not be started.
 */
double threads_cost(const struct call *call, int fd, int threads);

#endif

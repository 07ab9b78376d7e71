/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Calls of the kernel to what is below it, as its own trace events tell. */
#ifndef BENCH_HYPERCALLS_H
#define BENCH_HYPERCALLS_H

#include <stdbool.h>

/* False: this kernel has no such events; nothing can be counted then. */
bool hypercalls_init(void);

/* To the hypervisor or, on bare metal, the firmware; negative: unknown. */
int hypercalls_of(void (*action)(void));

#endif

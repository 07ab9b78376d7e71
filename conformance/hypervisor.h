/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The emulated hypervisor below this host, and what it is to answer. It is
 * told by QMP on a terminal of the host: lab/boot --qmp.
 */
#ifndef CONFORMANCE_HYPERVISOR_H
#define CONFORMANCE_HYPERVISOR_H

#include <stdbool.h>
#include <stdint.h>

struct hypervisor {
	int fd;
	unsigned int commands; /* sent so far */
};

/* False: nobody answers on the terminal. */
bool hypervisor_open(struct hypervisor *hypervisor, const char *terminal);
void hypervisor_close(struct hypervisor *hypervisor);

/* The machine's property x-nested-answer: docs/lab.md. "": no fault. */
bool hypervisor_answer(struct hypervisor *hypervisor, const char *rules);

/* How many hypercalls met a rule since the machine started */
bool hypervisor_answered(struct hypervisor *hypervisor, uint64_t *count);

#endif

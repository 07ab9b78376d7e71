/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The hypercalls of the nested API v2 that KVM makes, and what a hypervisor can
 * answer. Which code belongs to which of them is not public in full: so each
 * hypercall gets each code that Linux and QEMU have for any of them.
 */
#ifndef CONFORMANCE_HYPERCALLS_H
#define CONFORMANCE_HYPERCALLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hypercall {
	const char *name;
	unsigned int number;
};

/* The two that negotiate are made when kvm-hv is loaded. */
extern const struct hypercall negotiating[];
extern const size_t negotiating_count;

/* The others, in the order in which a guest's life needs them */
extern const struct hypercall living[];
extern const size_t living_count;

struct code {
	const char *name;
	int value;
	/* Linux repeats the hypercall, after a while: each time is too slow */
	enum { ONCE_OR_MORE, REPEATED, REPEATED_SLOWLY } use;
};

extern const struct code codes[];
extern const size_t code_count;

#endif

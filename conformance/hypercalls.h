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
	/*
	 * Linux takes every positive code for success, and goes on with what
	 * it did not get: a size of 0, which ends in an oops (gap 19).
	 */
	bool trusts_positive;
	/* Linux waits in a loop, not asleep: no 100 s of that */
	bool spins;
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
	enum code_use {
		REFUSES,
		REPEATED,	 /* Linux makes the hypercall again */
		REPEATED_SLOWLY, /* after a second or more */
	} use;
};

extern const struct code codes[];
extern const size_t code_count;

/* Can a kernel live with this answer? */
bool can_be_answered(const struct hypercall *hypercall,
		     const struct code *code);

#endif

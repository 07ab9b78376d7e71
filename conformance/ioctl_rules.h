/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The rules of KVM_PPC_GET_COMPAT_CAPS for its argument, as one table. The
 * first rule that applies to a call says how it ends. The judge's cases
 * (ioctl_cases.c) and the hammer (worker.c) take their expectations from here.
 *
 * Source: Documentation/virt/kvm/api.rst, and copy_struct_from_user() and
 * copy_struct_to_user(), whose order it is.
 */
#ifndef CONFORMANCE_IOCTL_RULES_H
#define CONFORMANCE_IOCTL_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "area.h"

/* A call, as far as the rules ask for it. */
struct ioctl_call {
	size_t page;	  /* the kernel's, in bytes */
	uint64_t known;	  /* the size of the struct as the kernel knows it */
	size_t readable;  /* bytes from the struct's start, at most a page */
	size_t writable;  /* the same */
	uint64_t size;	  /* valid where it is readable */
	uint64_t flags;	  /* the same */
	bool unknown_set; /* a readable byte from known to size is not zero */
};

struct ioctl_rule {
	const char *text;
	bool (*applies)(const struct ioctl_call *call);
	int error; /* positive; 0: the call succeeds */
	enum left left;
};

extern const struct ioctl_rule ioctl_rules[];
extern const size_t ioctl_rule_count;

/* How a call ends. */
struct ioctl_end {
	int error; /* positive; 0: the call succeeds */
	enum left left;
	/*
	 * What it writes cannot be written to its end: the error is EFAULT, and
	 * the bytes that can be written are new or old.
	 */
	bool cut_off;
};

/* The call with the struct at @at, as the shadow of @area has it. */
struct ioctl_call ioctl_call_at(const struct area *area, uintptr_t at,
				uint64_t known);

struct ioctl_end ioctl_end_of(const struct ioctl_call *call);

#endif

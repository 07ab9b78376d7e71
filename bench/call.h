/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The calls of KVM whose cost is compared. */
#ifndef BENCH_CALL_H
#define BENCH_CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/ioctl.h>

/* On which descriptor a call is made. */
enum place { ON_DEVICE, ON_VM };

struct call {
	const char *name;
	enum place place;
	unsigned long request;
	void *argument;
};

extern const struct call calls[];
extern const size_t call_count;

/* NULL: no such name. */
const struct call *call_find(const char *name);

/* /dev/kvm, or a new VM; negative: not possible. */
int kvm_open(void);
int vm_open(int kvm);

/* False: the kernel refuses it. In the loops that count nothing is added. */
static inline bool call_make(const struct call *call, int fd)
{
	return ioctl(fd, call->request, call->argument) >= 0;
}

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A simulated machine behind the library's table of system calls. It checks
 * each call (descriptor, flags, request, argument), knows what is open, and can
 * let chosen calls fail.
 */
#ifndef TESTS_MACHINE_H
#define TESTS_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "compatcaps.h"
#include "system.h"

/* The directory that is another host's root */
#define MACHINE_ROOT "/captured"

/* The PVR that KVM_GET_SREGS returns */
#define MACHINE_SREGS_PVR 0x00801200

struct machine_file {
	const char *path; /* without the first "/" */
	const char *data;
	size_t size;
};

#define MACHINE_FILE(path, text) {path, text, sizeof(text) - 1}

struct machine_answer {
	int error; /* 0, or the errno that the ioctl fails with */
	uint64_t capabilities;
};

struct machine {
	const char *name; /* uname's machine */
	const char *platform;
	const char *base_platform;
	const struct machine_file *files; /* the last one has no path */
	/* Nodes of /proc/device-tree/cpus, then NULL; NULL: no such folder */
	const char *const *cpus;
	int kvm_error; /* errno of opening /dev/kvm */
	int htab_fd;   /* results of KVM_CHECK_EXTENSION */
	int nested_hv;
	int compat_caps;
	struct machine_answer dev_kvm;
	struct machine_answer vm;
	/* Bit n: KVM_SET_ONE_REG accepts the logical PVR 0x0f000000 + n. */
	uint64_t accepted;
};

/* What the failed call means to the library */
enum machine_role {
	MACHINE_NONE, /* no call failed */
	/* Reads a file or a directory, which can be missing */
	MACHINE_OPTIONAL,
	/* Its result is an entry, a failure too */
	MACHINE_OBSERVED,
	/* close or closedir: on Linux they close even if they fail */
	MACHINE_CLOSE,
	/* Opens the root of another host's files */
	MACHINE_OPEN_ROOT,
};

struct machine_failure {
	enum machine_role role;
	enum compatcaps_call call; /* if the role is MACHINE_OBSERVED */
	/* Interrupted, and the library repeats such a call */
	bool retried;
};

extern const struct system machine_system;

/* Start a machine: nothing is open, no call fails. */
void machine_start(const struct machine *machine);

/* Let call n (from 1) and the `count` - 1 calls after it fail. */
void machine_fail(unsigned int n, unsigned int count, int error);

/* The number of calls since machine_start() */
unsigned int machine_calls(void);

/* The number of virtual machines that were made */
unsigned int machine_vms(void);

/* The first call that failed */
struct machine_failure machine_failure(void);

/* Fail the test if something is still open. */
void machine_must_be_idle(void);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A simulated machine behind the library's table of system calls. It checks
 * each call (descriptor, flags, request, argument), knows what is open, and
 * lets chosen calls fail.
 */
#ifndef TESTS_MACHINE_H
#define TESTS_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "compatcaps.h"
#include "system.h"

/* The directory that stands for another host's root */
#define MACHINE_ROOT "/captured"

/* The processor's version that KVM_GET_SREGS tells */
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
	const struct machine_file *files; /* up to one without a path */
	/* Nodes of /proc/device-tree/cpus, up to NULL; NULL: no such folder */
	const char *const *cpus;
	int kvm_error; /* errno of the open of /dev/kvm */
	int htab_fd;   /* results of KVM_CHECK_EXTENSION */
	int nested_hv;
	int compat_caps;
	struct machine_answer dev_kvm;
	struct machine_answer vm;
	/* Bit n: KVM_SET_ONE_REG takes the logical PVR 0x0f000000 + n. */
	uint64_t accepted;
};

/* What a failed call was to the library */
enum machine_role {
	MACHINE_NONE, /* none failed */
	/* A file, a directory or a text that may be missing */
	MACHINE_LOOK,
	/* Something that is answered, and its failure noted */
	MACHINE_QUESTION,
	/* close or closedir: done although it fails, as on Linux */
	MACHINE_END,
	/* The root of another host's files */
	MACHINE_START,
};

struct machine_failure {
	enum machine_role role;
	enum compatcaps_call call; /* of a MACHINE_QUESTION */
	/* Interrupted, and a call that is made again then */
	bool retried;
};

extern const struct system machine_system;

/* Switch on: nothing is open, no call is to fail. */
void machine_start(const struct machine *machine);

/* Let the n-th call (1: the first) and `count` - 1 after it fail. */
void machine_fail(unsigned int n, unsigned int count, int error);

/* How many calls there were since machine_start() */
unsigned int machine_calls(void);

/* How many virtual machines were made */
unsigned int machine_vms(void);

/* The first call that was made to fail */
struct machine_failure machine_failure(void);

/* Fails the test unless all that was opened is closed. */
void machine_must_be_idle(void);

#endif

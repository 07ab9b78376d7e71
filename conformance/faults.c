// SPDX-License-Identifier: GPL-2.0-or-later
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "faults.h"
#include "guest.h"
#include "kvm.h"
#include "kvm_ppc_compat.h"
#include "tap.h"

#define FAIL_NTH "/proc/thread-self/fail-nth"
#define MOST_PLACES 2000

void faults_at_random(bool on)
{
	int fd = open("/proc/thread-self/make-it-fail", O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	if (write(fd, on ? "1" : "0", 1) != 1)
		tap_note("make-it-fail cannot be written");
	close(fd);
}

/* What is tried with one fault after another on its way. */
static int query_device(int kvm)
{
	struct kvm_ppc_compat_caps caps;

	return compat_caps_query(kvm, &caps);
}

static int query_long(int kvm)
{
	uint64_t caps[8] = {sizeof(caps)};

	return compat_caps_ioctl(kvm, caps);
}

static int make_vm(int kvm)
{
	int vm = vm_open(kvm, 0);

	if (vm >= 0)
		close(vm);
	return vm < 0 ? vm : 0;
}

static int make_guest(int kvm)
{
	struct guest guest;
	int result = guest_open(&guest, kvm);

	if (result)
		return result;
	result = guest_set_compat(&guest, 0);
	guest_close(&guest);
	return result;
}

static const struct step {
	const char *name;
	int (*take)(int kvm);
	bool allocates; /* a query takes no memory: nothing in it can fail */
} steps[] = {
	{"a query", query_device, false},
	{"a query with a tail", query_long, false},
	{"a VM made and closed", make_vm, true},
	{"a vCPU made and its mode set", make_guest, true},
};

/* 0 stands there once the place was reached. */
static bool place_was_reached(int fd)
{
	char left[16] = "";

	return pread(fd, left, sizeof(left) - 1, 0) > 0 && !strcmp(left, "0\n");
}

/* The n-th place that can fail does; false: the step has no n-th place. */
static bool take_with_fault(const struct step *step, int kvm, unsigned int n,
			    int *result)
{
	int fd = open(FAIL_NTH, O_RDWR | O_CLOEXEC);
	char text[16];
	bool failed;

	if (fd < 0)
		return false;
	snprintf(text, sizeof(text), "%u", n);
	failed = write(fd, text, strlen(text)) > 0;
	*result = step->take(kvm);
	failed = failed && place_was_reached(fd);
	if (write(fd, "0", 1) != 1)
		failed = false;
	close(fd);
	return failed;
}

static void walk(const struct step *step, int kvm, uint64_t modes)
{
	unsigned int n = 1, refused = 0, broken = 0;
	int result;

	while (n < MOST_PLACES && take_with_fault(step, kvm, n, &result)) {
		refused += result < 0;
		broken += !compat_caps_are(kvm, modes);
		n++;
	}
	tap_ok((n > 1 || !step->allocates) && n < MOST_PLACES && !broken &&
		       !step->take(kvm),
	       "%s, one fault after another: every answer after it is right",
	       step->name);
	tap_note("%s: %u places that can fail, %u of them end in an error",
		 step->name, n - 1, refused);
}

void faults_walk(int kvm, uint64_t modes)
{
	size_t i;

	if (access(FAIL_NTH, W_OK)) {
		tap_ok(false, "this kernel lets calls fail on demand");
		tap_note("there is no %s", FAIL_NTH);
		return;
	}
	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		walk(&steps[i], kvm, modes);
}

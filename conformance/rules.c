// SPDX-License-Identifier: GPL-2.0-or-later
/* The rules of KVM_PPC_GET_COMPAT_CAPS itself, whatever the answer is. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "guest.h"
#include "judge.h"
#include "kvm.h"
#include "kvm_ppc_compat.h"
#include "tap.h"

#define VER0 KVM_PPC_COMPAT_CAPS_SIZE_VER0
#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

/* A descriptor that is to answer, and how the tests call it. */
struct target {
	int fd;
	const char *name;
};

static const char *const left_names[] = {
	[LEFT_UNTOUCHED] = "nothing written",
	[LEFT_SIZE] = "only the kernel's size written",
	[LEFT_FILLED] = "filled, the rest untouched",
};

/* Where the struct lies; offsets are from the start of the area. */
enum place {
	PLACE_START,
	PLACE_MISALIGNED, /* by one byte */
	PLACE_ACROSS,	  /* the boundary between two mapped pages */
	PLACE_END,	  /* its first 24 bytes are the last mapped ones */
	PLACE_CUT,	  /* the mapping ends within its first 24 bytes */
};

static unsigned char *place(const struct area *area, enum place where)
{
	switch (where) {
	case PLACE_START:
		return area->start;
	case PLACE_MISALIGNED:
		return area->start + 1;
	case PLACE_ACROSS:
		return area->start + area->page - VER0 / 2;
	case PLACE_END:
		return area->end - VER0;
	case PLACE_CUT:
		return area->end - VER0 / 2;
	}
	return area->start;
}

/* A byte that is not zero behind what the kernel knows. */
enum tail { TAIL_ZERO, TAIL_FIRST, TAIL_MIDDLE, TAIL_LAST };

static uint64_t tail_offset(enum tail tail, uint64_t known, uint64_t size)
{
	switch (tail) {
	case TAIL_FIRST:
		return known;
	case TAIL_MIDDLE:
		return known + (size - known) / 2;
	default:
		return size - 1;
	}
}

struct rule {
	const char *name;
	unsigned int pages; /* size is so many pages... */
	uint64_t bytes;	    /* ...and so many bytes */
	uint64_t flags;
	enum place place;
	enum tail tail;
	int error;
	enum left left;
};

static const struct rule rules[] = {
	{"size 0", .bytes = 0, .error = EINVAL},
	{"size 1", .bytes = 1, .error = EINVAL},
	{"size 16", .bytes = 16, .error = EINVAL},
	{"size 23", .bytes = 23, .error = EINVAL},

	{"size 24", .bytes = 24, .left = LEFT_FILLED},
	{"size 25, zero tail", .bytes = 25, .left = LEFT_FILLED},
	{"size 32, zero tail", .bytes = 32, .left = LEFT_FILLED},
	{"size 4095, zero tail", .bytes = 4095, .left = LEFT_FILLED},
	{"size 4096, zero tail", .bytes = 4096, .left = LEFT_FILLED},
	{"size page, zero tail", .pages = 1, .left = LEFT_FILLED},

	{"size 25, tail byte set", .bytes = 25, .tail = TAIL_LAST,
	 .error = E2BIG, .left = LEFT_SIZE},
	{"size 32, first tail byte set", .bytes = 32, .tail = TAIL_FIRST,
	 .error = E2BIG, .left = LEFT_SIZE},
	{"size 32, middle tail byte set", .bytes = 32, .tail = TAIL_MIDDLE,
	 .error = E2BIG, .left = LEFT_SIZE},
	{"size 32, last tail byte set", .bytes = 32, .tail = TAIL_LAST,
	 .error = E2BIG, .left = LEFT_SIZE},
	{"size 4096, first tail byte set", .bytes = 4096, .tail = TAIL_FIRST,
	 .error = E2BIG, .left = LEFT_SIZE},
	{"size 4096, middle tail byte set", .bytes = 4096, .tail = TAIL_MIDDLE,
	 .error = E2BIG, .left = LEFT_SIZE},
	{"size page, first tail byte set", .pages = 1, .tail = TAIL_FIRST,
	 .error = E2BIG, .left = LEFT_SIZE},
	{"size page, middle tail byte set", .pages = 1, .tail = TAIL_MIDDLE,
	 .error = E2BIG, .left = LEFT_SIZE},
	{"size page, last tail byte set", .pages = 1, .tail = TAIL_LAST,
	 .error = E2BIG, .left = LEFT_SIZE},

	{"size page + 1", .pages = 1, .bytes = 1, .error = E2BIG},
	{"size page + 1, last tail byte set", .pages = 1, .bytes = 1,
	 .tail = TAIL_LAST, .error = E2BIG},
	{"size 2 pages", .pages = 2, .error = E2BIG},
	{"size 1 << 32", .bytes = 1ULL << 32, .error = E2BIG},
	{"size (1 << 32) + 24", .bytes = (1ULL << 32) + 24, .error = E2BIG},
	{"size 1 << 40", .bytes = 1ULL << 40, .error = E2BIG},
	{"size ~0", .bytes = ~0ULL, .error = E2BIG},

	{"flags 1", .bytes = 24, .flags = 1, .error = EINVAL},
	{"flags 1 << 32", .bytes = 24, .flags = 1ULL << 32, .error = EINVAL},
	{"flags 1 << 63", .bytes = 24, .flags = 1ULL << 63, .error = EINVAL},
	{"flags ~0", .bytes = 24, .flags = ~0ULL, .error = EINVAL},
	{"flags 1, size 32", .bytes = 32, .flags = 1, .error = EINVAL},

	{"misaligned", .bytes = 24, .place = PLACE_MISALIGNED,
	 .left = LEFT_FILLED},
	{"misaligned, size 32", .bytes = 32, .place = PLACE_MISALIGNED,
	 .left = LEFT_FILLED},
	{"across two mapped pages", .bytes = 24, .place = PLACE_ACROSS,
	 .left = LEFT_FILLED},
	{"size page, across two mapped pages", .pages = 1,
	 .place = PLACE_ACROSS, .left = LEFT_FILLED},
	{"ends with the mapping", .bytes = 24, .place = PLACE_END,
	 .left = LEFT_FILLED},
	{"cut off by an unmapped page", .bytes = 24, .place = PLACE_CUT,
	 .error = EFAULT},
	{"size 32, tail in an unmapped page", .bytes = 32, .place = PLACE_END,
	 .error = EFAULT},
	{"size page, tail in an unmapped page", .pages = 1, .place = PLACE_END,
	 .error = EFAULT},
};

/* On a refusal everything stays but what the rule allows; says what differs. */
static void judge_call(struct judge *judge, const struct target *target,
		       unsigned char *at, uint64_t size,
		       const struct rule *rule)
{
	int result;
	bool left;

	result = compat_caps_ioctl(target->fd, at);
	left = area_matches(&judge->area, at, size, rule->left, &judge->answer);
	if (tap_ok(result == -rule->error && left, "%s: %s: %s, %s",
		   target->name, rule->name, errno_name(rule->error),
		   left_names[rule->left]))
		return;
	tap_note("returned %s, memory %s", errno_name(-result),
		 left ? "as it should be" : "differs");
}

/* A newer kernel may know members where this rule wants a tail. */
static bool rule_applies(const struct rule *rule, uint64_t known, uint64_t size)
{
	return rule->tail == TAIL_ZERO || size > known;
}

static void judge_rule(struct judge *judge, const struct target *target,
		       const struct rule *rule)
{
	struct area *area = &judge->area;
	uint64_t size = rule->pages * area->page + rule->bytes;
	uint64_t known = judge->answer.size;
	unsigned char *at = place(area, rule->place);

	if (!rule_applies(rule, known, size)) {
		tap_skip("the kernel knows a longer struct", "%s: %s",
			 target->name, rule->name);
		return;
	}
	area_lay(area, at, size, rule->flags);
	if (rule->tail != TAIL_ZERO)
		area_fill(area,
			  (uintptr_t)at + tail_offset(rule->tail, known, size),
			  1, 1);
	judge_call(judge, target, at, size, rule);
}

static void judge_address(struct judge *judge, const struct target *target,
			  const char *name, const void *at)
{
	int result;

	area_lay(&judge->area, judge->area.start, VER0, 0);
	result = compat_caps_ioctl(target->fd, at);
	tap_ok(result == -EFAULT, "%s: %s: EFAULT", target->name, name);
	if (result != -EFAULT)
		tap_note("returned %s", errno_name(-result));
}

static void judge_addresses(struct judge *judge, const struct target *target)
{
	const struct area *area = &judge->area;

	judge_address(judge, target, "NULL", NULL);
	judge_address(judge, target, "unmapped address", area->end);
	judge_address(judge, target, "PROT_NONE page", area->no_page);
	judge_address(judge, target, "address of the kernel",
		      (void *)0xc000000000000000UL);
	judge_address(judge, target, "last byte of the address space",
		      (void *)~0UL);
}

static void judge_read_only(struct judge *judge, const struct target *target)
{
	static const struct rule whole = {
		"readable, not writable",
		.bytes = VER0,
		.error = EFAULT,
	};
	static const struct rule too_small = {
		"readable, not writable, size 16",
		.bytes = 16,
		.error = EINVAL,
	};
	struct area *area = &judge->area;

	area_lay(area, area->start, VER0, 0);
	mprotect(area->start, area->size, PROT_READ);
	judge_call(judge, target, area->start, VER0, &whole);
	mprotect(area->start, area->size, PROT_READ | PROT_WRITE);

	area_lay(area, area->start, 16, 0);
	mprotect(area->start, area->size, PROT_READ);
	judge_call(judge, target, area->start, 16, &too_small);
	mprotect(area->start, area->size, PROT_READ | PROT_WRITE);
}

static bool query(int fd, struct kvm_ppc_compat_caps *caps)
{
	*caps = (struct kvm_ppc_compat_caps){.size = sizeof(*caps)};
	return !compat_caps_ioctl(fd, caps);
}

static bool query_is(int fd, uint64_t capabilities)
{
	struct kvm_ppc_compat_caps caps;

	return query(fd, &caps) && caps.compat_capabilities == capabilities;
}

#define REPEATS 100

static void judge_repeats(struct judge *judge, const struct target *target)
{
	unsigned int same = 0, i;

	for (i = 0; i < REPEATS; i++)
		same += query_is(target->fd, judge->answer.capabilities);
	if (!tap_ok(same == REPEATS, "%s: %u queries, one answer", target->name,
		    REPEATS))
		tap_note("%u of %u are the same", same, REPEATS);
}

static void judge_target(struct judge *judge, const struct target *target)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rules); i++)
		judge_rule(judge, target, &rules[i]);
	judge_addresses(judge, target);
	judge_read_only(judge, target);
	judge_repeats(judge, target);
}

/* Another VM, another process: the answer is the host's. */
static void judge_second_vm(struct judge *judge)
{
	int vm = vm_open(judge->kvm, 0);

	tap_ok(vm >= 0 && query_is(vm, judge->answer.capabilities),
	       "a second VM gives the same answer");
	if (vm >= 0)
		close(vm);
}

/* Bits of the child's exit code: which answer was not the parent's. */
enum child_fault { CHILD_NEW_VM = 1, CHILD_DEVICE = 2, CHILD_OLD_VM = 4 };

static int child_faults(struct judge *judge)
{
	struct kvm_ppc_compat_caps caps;
	uint64_t expected = judge->answer.capabilities;
	int vm = vm_open(judge->kvm, 0);
	int faults = 0;

	if (vm < 0 || !query_is(vm, expected))
		faults |= CHILD_NEW_VM;
	if (judge->device_form && !query_is(judge->kvm, expected))
		faults |= CHILD_DEVICE;
	/* KVM ties a VM to the memory of the process that made it. */
	caps = (struct kvm_ppc_compat_caps){.size = sizeof(caps)};
	if (compat_caps_ioctl(judge->vm, &caps) != -EIO)
		faults |= CHILD_OLD_VM;
	return faults;
}

static void judge_fork(struct judge *judge)
{
	pid_t child = fork();
	int status = 0, faults;

	if (!child)
		_exit(child_faults(judge));
	if (child < 0 || waitpid(child, &status, 0) != child ||
	    !WIFEXITED(status)) {
		tap_ok(false, "after fork: the child ends by itself");
		return;
	}
	faults = WEXITSTATUS(status);
	tap_ok(!(faults & CHILD_NEW_VM), "after fork: the same on a new VM");
	if (judge->device_form)
		tap_ok(!(faults & CHILD_DEVICE),
		       "after fork: the same on the inherited /dev/kvm");
	tap_ok(!(faults & CHILD_OLD_VM),
	       "after fork: EIO on the parent's VM, as for every VM ioctl");
}

static void judge_foreign(struct judge *judge, int fd, const char *name,
			  int error)
{
	struct area *area = &judge->area;
	int result;
	bool left;

	if (fd < 0) {
		tap_skip("cannot be opened", "%s", name);
		return;
	}
	area_lay(area, area->start, VER0, 0);
	result = compat_caps_ioctl(fd, area->start);
	left = area_matches(area, area->start, VER0, LEFT_UNTOUCHED,
			    &judge->answer);
	if (!tap_ok(result == -error && left, "%s: %s, nothing written", name,
		    errno_name(error)))
		tap_note("returned %s", errno_name(-result));
	close(fd);
}

static void judge_foreign_descriptors(struct judge *judge)
{
	struct guest guest;
	int ends[2];

	if (guest_open(&guest, judge->kvm) < 0) {
		tap_skip("no vCPU", "vCPU descriptor");
	} else {
		judge_foreign(judge, dup(guest.vcpu), "vCPU descriptor",
			      EINVAL);
		guest_close(&guest);
	}
	judge_foreign(judge, open("/proc/self/exe", O_RDONLY), "regular file",
		      ENOTTY);
	if (pipe(ends)) {
		tap_skip("no pipe", "pipe");
		return;
	}
	judge_foreign(judge, ends[0], "pipe", ENOTTY);
	close(ends[1]);
}

void judge_device_refuses(struct judge *judge)
{
	static const struct rule refused[] = {
		{"size 24", .bytes = 24, .error = EINVAL},
		{"size 0", .bytes = 0, .error = EINVAL},
		{"size ~0", .bytes = ~0ULL, .error = EINVAL},
		{"flags 1", .bytes = 24, .flags = 1, .error = EINVAL},
	};
	const struct target device = {judge->kvm, "/dev/kvm"};
	int result = compat_caps_ioctl(judge->kvm, NULL);
	size_t i;

	for (i = 0; i < ARRAY_SIZE(refused); i++)
		judge_rule(judge, &device, &refused[i]);
	tap_ok(result == -EINVAL, "/dev/kvm: NULL: EINVAL");
}

static void judge_device(struct judge *judge)
{
	const struct target device = {judge->kvm, "/dev/kvm"};

	if (!judge->device_form) {
		judge_device_refuses(judge);
		return;
	}
	if (tap_ok(query_is(judge->kvm, judge->answer.capabilities),
		   "/dev/kvm answers as the VM does"))
		judge_target(judge, &device);
	else
		tap_skip("the query does not work", "/dev/kvm: every rule");
}

void judge_rules(struct judge *judge)
{
	const struct target vm = {judge->vm, "VM"};

	judge_target(judge, &vm);
	judge_device(judge);
	judge_foreign_descriptors(judge);
	judge_second_vm(judge);
	judge_fork(judge);
}

struct absent_call {
	const char *name;
	uint64_t size, flags;
	bool null;
};

static const struct absent_call absent_calls[] = {
	{"a plain query", VER0, 0, false}, {"NULL", 0, 0, true},
	{"size 0", 0, 0, false},	   {"size ~0", ~0ULL, 0, false},
	{"size 32", 32, 0, false},	   {"flags 1", VER0, 1, false},
};

static void judge_absent_call(struct judge *judge, int fd, const char *name,
			      const struct absent_call *call, bool einval_too)
{
	struct area *area = &judge->area;
	bool left;
	int result;

	area_lay(area, area->start, call->size, call->flags);
	result = compat_caps_ioctl(fd, call->null ? NULL : area->start);
	left = area_matches(area, area->start, call->size, LEFT_UNTOUCHED,
			    &judge->answer);
	if (!tap_ok((result == -ENOTTY || (einval_too && result == -EINVAL)) &&
			    left,
		    "%s: %s: ENOTTY%s, nothing written", name, call->name,
		    einval_too ? " or EINVAL" : ""))
		tap_note("returned %s, memory %s", errno_name(-result),
			 left ? "as it should be" : "differs");
}

void judge_absence(struct judge *judge, int fd, const char *name,
		   bool einval_too)
{
	int extension = compat_caps_extension(fd);
	size_t i;

	if (!tap_ok(!extension, "%s: capability 0", name))
		tap_note("KVM_CHECK_EXTENSION(%d) is %d",
			 KVM_CAP_PPC_COMPAT_CAPS, extension);
	for (i = 0; i < ARRAY_SIZE(absent_calls); i++)
		judge_absent_call(judge, fd, name, &absent_calls[i],
				  einval_too);
}

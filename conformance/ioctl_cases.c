// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Calls of KVM_PPC_GET_COMPAT_CAPS, whatever the answer is. How each has to
 * end, the table of rules says (ioctl_rules.c).
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "guest.h"
#include "ioctl_rules.h"
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

struct ioctl_case {
	const char *name;
	unsigned int pages; /* size is so many pages... */
	uint64_t bytes;	    /* ...and so many bytes */
	uint64_t flags;
	enum place place;
	enum tail tail;
	bool read_only;
};

static const struct ioctl_case cases[] = {
	{"size 0", .bytes = 0},
	{"size 1", .bytes = 1},
	{"size 16", .bytes = 16},
	{"size 23", .bytes = 23},

	{"size 24", .bytes = 24},
	{"size 25, zero tail", .bytes = 25},
	{"size 32, zero tail", .bytes = 32},
	{"size 4095, zero tail", .bytes = 4095},
	{"size 4096, zero tail", .bytes = 4096},
	{"size page, zero tail", .pages = 1},

	{"size 25, tail byte set", .bytes = 25, .tail = TAIL_LAST},
	{"size 32, first tail byte set", .bytes = 32, .tail = TAIL_FIRST},
	{"size 32, middle tail byte set", .bytes = 32, .tail = TAIL_MIDDLE},
	{"size 32, last tail byte set", .bytes = 32, .tail = TAIL_LAST},
	{"size 4096, first tail byte set", .bytes = 4096, .tail = TAIL_FIRST},
	{"size 4096, middle tail byte set", .bytes = 4096, .tail = TAIL_MIDDLE},
	{"size page, first tail byte set", .pages = 1, .tail = TAIL_FIRST},
	{"size page, middle tail byte set", .pages = 1, .tail = TAIL_MIDDLE},
	{"size page, last tail byte set", .pages = 1, .tail = TAIL_LAST},

	{"size page + 1", .pages = 1, .bytes = 1},
	{"size page + 1, last tail byte set", .pages = 1, .bytes = 1,
	 .tail = TAIL_LAST},
	{"size 2 pages", .pages = 2},
	{"size 1 << 32", .bytes = 1ULL << 32},
	{"size (1 << 32) + 24", .bytes = (1ULL << 32) + 24},
	{"size 1 << 40", .bytes = 1ULL << 40},
	{"size ~0", .bytes = ~0ULL},

	{"flags 1", .bytes = 24, .flags = 1},
	{"flags 1 << 32", .bytes = 24, .flags = 1ULL << 32},
	{"flags 1 << 63", .bytes = 24, .flags = 1ULL << 63},
	{"flags ~0", .bytes = 24, .flags = ~0ULL},
	{"flags 1, size 32", .bytes = 32, .flags = 1},

	{"misaligned", .bytes = 24, .place = PLACE_MISALIGNED},
	{"misaligned, size 32", .bytes = 32, .place = PLACE_MISALIGNED},
	{"across two mapped pages", .bytes = 24, .place = PLACE_ACROSS},
	{"size page, across two mapped pages", .pages = 1,
	 .place = PLACE_ACROSS},
	{"ends with the mapping", .bytes = 24, .place = PLACE_END},
	{"cut off by an unmapped page", .bytes = 24, .place = PLACE_CUT},
	{"size 32, tail in an unmapped page", .bytes = 32, .place = PLACE_END},
	{"size page, tail in an unmapped page", .pages = 1, .place = PLACE_END},
};

/* After the addresses, as this is where the page changes */
static const struct ioctl_case read_only_cases[] = {
	{"readable, not writable", .bytes = VER0, .read_only = true},
	{"readable, not writable, size 16", .bytes = 16, .read_only = true},
};

/* On a refusal everything stays but what @end allows; says what differs. */
static void judge_call(struct judge *judge, const struct target *target,
		       const char *name, unsigned char *at, uint64_t size,
		       const struct ioctl_end *end)
{
	int result;
	bool left;

	result = compat_caps_ioctl(target->fd, at);
	left = area_matches(&judge->area, at, size, end->left, &judge->answer);
	if (tap_ok(result == -end->error && left, "%s: %s: %s, %s",
		   target->name, name, errno_name(end->error),
		   left_names[end->left]))
		return;
	tap_note("returned %s, memory %s", errno_name(-result),
		 left ? "as it should be" : "differs");
}

/* A newer kernel may know members where this case wants a tail. */
static bool case_applies(const struct ioctl_case *test, uint64_t known,
			 uint64_t size)
{
	return test->tail == TAIL_ZERO || size > known;
}

/* Lays the case's struct; returns where it is. */
static unsigned char *lay_case(struct judge *judge,
			       const struct ioctl_case *test, uint64_t size)
{
	struct area *area = &judge->area;
	unsigned char *at = place(area, test->place);
	uint64_t known = judge->answer.size;

	area_lay(area, at, size, test->flags);
	if (test->tail != TAIL_ZERO)
		area_fill(area,
			  (uintptr_t)at + tail_offset(test->tail, known, size),
			  1, 1);
	return at;
}

/* Nothing of a struct in a page that is only readable can be written. */
static struct ioctl_end end_of_case(const struct judge *judge,
				    const struct ioctl_case *test,
				    const unsigned char *at)
{
	struct ioctl_call call =
		ioctl_call_at(&judge->area, (uintptr_t)at, judge->answer.size);
	struct ioctl_end end;

	if (test->read_only)
		call.writable = 0;
	end = ioctl_end_of(&call);
	if (end.cut_off)
		end.left = LEFT_UNTOUCHED;
	return end;
}

static void judge_case(struct judge *judge, const struct target *target,
		       const struct ioctl_case *test)
{
	const struct area *area = &judge->area;
	uint64_t size = test->pages * area->page + test->bytes;
	struct ioctl_end end;
	unsigned char *at;

	if (!case_applies(test, judge->answer.size, size)) {
		tap_skip("the kernel knows a longer struct", "%s: %s",
			 target->name, test->name);
		return;
	}
	at = lay_case(judge, test, size);
	end = end_of_case(judge, test, at);
	if (test->read_only)
		mprotect(area->start, area->size, PROT_READ);
	judge_call(judge, target, test->name, at, size, &end);
	if (test->read_only)
		mprotect(area->start, area->size, PROT_READ | PROT_WRITE);
}

static void judge_address(struct judge *judge, const struct target *target,
			  const char *name, const void *at)
{
	struct ioctl_call call =
		ioctl_call_at(&judge->area, (uintptr_t)at, judge->answer.size);
	struct ioctl_end end = ioctl_end_of(&call);
	int result;

	area_lay(&judge->area, judge->area.start, VER0, 0);
	result = compat_caps_ioctl(target->fd, at);
	tap_ok(result == -end.error, "%s: %s: %s", target->name, name,
	       errno_name(end.error));
	if (result != -end.error)
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

#define REPEATS 100

static void judge_repeats(struct judge *judge, const struct target *target)
{
	unsigned int same = 0, i;

	for (i = 0; i < REPEATS; i++)
		same += compat_caps_are(target->fd, judge->answer.capabilities);
	if (!tap_ok(same == REPEATS, "%s: %u queries, one answer", target->name,
		    REPEATS))
		tap_note("%u of %u are the same", same, REPEATS);
}

static void judge_target(struct judge *judge, const struct target *target)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++)
		judge_case(judge, target, &cases[i]);
	judge_addresses(judge, target);
	for (i = 0; i < ARRAY_SIZE(read_only_cases); i++)
		judge_case(judge, target, &read_only_cases[i]);
	judge_repeats(judge, target);
}

/* Another VM, another process: the answer is the host's. */
static void judge_second_vm(struct judge *judge)
{
	int vm = vm_open(judge->kvm, 0);

	tap_ok(vm >= 0 && compat_caps_are(vm, judge->answer.capabilities),
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

	if (vm < 0 || !compat_caps_are(vm, expected))
		faults |= CHILD_NEW_VM;
	if (judge->device_form && !compat_caps_are(judge->kvm, expected))
		faults |= CHILD_DEVICE;
	/* KVM ties a VM to the memory of the process that made it. */
	if (compat_caps_query(judge->vm, &caps) != -EIO)
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
	static const struct ioctl_case refused[] = {
		{"size 24", .bytes = 24},
		{"size 0", .bytes = 0},
		{"size ~0", .bytes = ~0ULL},
		{"flags 1", .bytes = 24, .flags = 1},
	};
	const struct ioctl_end unknown_ioctl = {EINVAL, LEFT_UNTOUCHED, false};
	const struct target device = {judge->kvm, "/dev/kvm"};
	int result = compat_caps_ioctl(judge->kvm, NULL);
	size_t i;

	for (i = 0; i < ARRAY_SIZE(refused); i++)
		judge_call(judge, &device, refused[i].name,
			   lay_case(judge, &refused[i], refused[i].bytes),
			   refused[i].bytes, &unknown_ioctl);
	tap_ok(result == -EINVAL, "/dev/kvm: NULL: EINVAL");
}

static void judge_device(struct judge *judge)
{
	const struct target device = {judge->kvm, "/dev/kvm"};

	if (!judge->device_form) {
		judge_device_refuses(judge);
		return;
	}
	if (tap_ok(compat_caps_are(judge->kvm, judge->answer.capabilities),
		   "/dev/kvm answers as the VM does"))
		judge_target(judge, &device);
	else
		tap_skip("the query does not work", "/dev/kvm: every rule");
}

void judge_ioctl(struct judge *judge)
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

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The query against a script of system calls: each call must be the one that
 * the script has next, with its descriptor; none may be left over, and what was
 * opened must be closed.
 */
#include "cmocka_includes.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "compatcaps.h"
#include "kvm_ppc_compat.h"
#include "query.h"
#include "tree.h"

#define KVM 7
#define VM 9
#define P9 KVM_PPC_COMPAT_CAP_POWER9
#define P10 KVM_PPC_COMPAT_CAP_POWER10
#define NEWER_BIT (1ULL << 59)

struct step {
	enum compatcaps_call call; /* COMPATCAPS_CALL_NONE: close */
	int fd;
	int result; /* below 0: -errno */
	uintptr_t extension;
	uint64_t capabilities;
	const char *machine;
};

#define UNAME(name) {.call = COMPATCAPS_CALL_UNAME, .machine = (name)}
#define OPEN(value) {.call = COMPATCAPS_CALL_OPEN, .result = (value)}
#define CHECK(name, value)                        \
	{.call = COMPATCAPS_CALL_CHECK_EXTENSION, \
	 .fd = KVM,                               \
	 .extension = (name),                     \
	 .result = (value)}
#define CREATE(value) \
	{.call = COMPATCAPS_CALL_CREATE_VM, .fd = KVM, .result = (value)}
#define GET(descriptor, bits)                     \
	{.call = COMPATCAPS_CALL_GET_COMPAT_CAPS, \
	 .fd = (descriptor),                      \
	 .capabilities = (bits)}
#define GET_FAILS(descriptor, error)              \
	{.call = COMPATCAPS_CALL_GET_COMPAT_CAPS, \
	 .fd = (descriptor),                      \
	 .result = -(error)}
#define CLOSE(descriptor) {.fd = (descriptor)}

#define MAX_STEPS 12

struct row {
	const char *title;
	const char *compatible;
	const char *nested;
	struct step steps[MAX_STEPS];
	int error;
	enum compatcaps_kind kind;
	enum compatcaps_source source;
	uint64_t capabilities;
	enum compatcaps_call failed_call;
	int failed_errno;
};

static const struct row rows[] = {
	{"/dev/kvm answers, nested v2",
	 "IBM,9080-HEX",
	 "Y\n",
	 {UNAME("ppc64le"), OPEN(KVM), CHECK(KVM_CAP_PPC_HTAB_FD, 1),
	  CHECK(KVM_CAP_PPC_NESTED_HV, 0), CHECK(KVM_CAP_PPC_COMPAT_CAPS, 1),
	  GET(KVM, P9 | P10), CLOSE(KVM)},
	 0,
	 COMPATCAPS_KIND_NESTED_V2,
	 COMPATCAPS_SOURCE_DEV_KVM,
	 P9 | P10,
	 COMPATCAPS_CALL_NONE,
	 0},
	{"/dev/kvm answers, bare metal",
	 "ibm,powernv",
	 "Y\n",
	 {UNAME("ppc64le"), OPEN(KVM), CHECK(KVM_CAP_PPC_HTAB_FD, 1),
	  CHECK(KVM_CAP_PPC_COMPAT_CAPS, 1), GET(KVM, P9 | NEWER_BIT),
	  CLOSE(KVM)},
	 0,
	 COMPATCAPS_KIND_BARE_METAL,
	 COMPATCAPS_SOURCE_DEV_KVM,
	 P9 | NEWER_BIT,
	 COMPATCAPS_CALL_NONE,
	 0},
	{"big endian host",
	 "ibm,powernv",
	 "Y\n",
	 {UNAME("ppc64"), OPEN(KVM), CHECK(KVM_CAP_PPC_HTAB_FD, 1),
	  CHECK(KVM_CAP_PPC_COMPAT_CAPS, 1), GET(KVM, P9), CLOSE(KVM)},
	 0,
	 COMPATCAPS_KIND_BARE_METAL,
	 COMPATCAPS_SOURCE_DEV_KVM,
	 P9,
	 COMPATCAPS_CALL_NONE,
	 0},
	{"mainline: EINVAL on /dev/kvm, VM answers",
	 "qemu,pseries",
	 "Y\n",
	 {UNAME("ppc64le"), OPEN(KVM), CHECK(KVM_CAP_PPC_HTAB_FD, 1),
	  CHECK(KVM_CAP_PPC_NESTED_HV, 1), CHECK(KVM_CAP_PPC_COMPAT_CAPS, 1),
	  GET_FAILS(KVM, EINVAL), CREATE(VM), GET(VM, P9), CLOSE(VM),
	  CLOSE(KVM)},
	 0,
	 COMPATCAPS_KIND_NESTED_V1,
	 COMPATCAPS_SOURCE_VM,
	 P9,
	 COMPATCAPS_CALL_NONE,
	 0},
	{"ENOTTY on /dev/kvm, VM answers",
	 "qemu,pseries",
	 "N\n",
	 {UNAME("ppc64le"), OPEN(KVM), CHECK(KVM_CAP_PPC_HTAB_FD, 1),
	  CHECK(KVM_CAP_PPC_NESTED_HV, 0), CHECK(KVM_CAP_PPC_COMPAT_CAPS, 1),
	  GET_FAILS(KVM, ENOTTY), CREATE(VM), GET(VM, 0), CLOSE(VM),
	  CLOSE(KVM)},
	 0,
	 COMPATCAPS_KIND_PSERIES,
	 COMPATCAPS_SOURCE_VM,
	 0,
	 COMPATCAPS_CALL_NONE,
	 0},
	{"signals interrupt",
	 "IBM,9080-HEX",
	 "",
	 {UNAME("ppc64le"), OPEN(KVM), CHECK(KVM_CAP_PPC_HTAB_FD, 1),
	  CHECK(KVM_CAP_PPC_NESTED_HV, 0), CHECK(KVM_CAP_PPC_COMPAT_CAPS, 1),
	  GET_FAILS(KVM, EINVAL), CREATE(-EINTR), CREATE(-EINTR), CREATE(VM),
	  GET(VM, P10), CLOSE(VM), CLOSE(KVM)},
	 0,
	 COMPATCAPS_KIND_PSERIES,
	 COMPATCAPS_SOURCE_VM,
	 P10,
	 COMPATCAPS_CALL_NONE,
	 0},
	{"mainline in raw mode: VM refuses, too",
	 "qemu,pseries",
	 "Y\n",
	 {UNAME("ppc64le"), OPEN(KVM), CHECK(KVM_CAP_PPC_HTAB_FD, 1),
	  CHECK(KVM_CAP_PPC_NESTED_HV, 1), CHECK(KVM_CAP_PPC_COMPAT_CAPS, 1),
	  GET_FAILS(KVM, EINVAL), CREATE(VM), GET_FAILS(VM, EINVAL), CLOSE(VM),
	  CLOSE(KVM)},
	 -ENODATA,
	 COMPATCAPS_KIND_NESTED_V1,
	 COMPATCAPS_SOURCE_NONE,
	 0,
	 COMPATCAPS_CALL_GET_COMPAT_CAPS,
	 EINVAL},
	{"kernel without the interface",
	 "IBM,9080-HEX",
	 "Y\n",
	 {UNAME("ppc64le"), OPEN(KVM), CHECK(KVM_CAP_PPC_HTAB_FD, 1),
	  CHECK(KVM_CAP_PPC_NESTED_HV, 0), CHECK(KVM_CAP_PPC_COMPAT_CAPS, 0),
	  CLOSE(KVM)},
	 -ENOTTY,
	 COMPATCAPS_KIND_NESTED_V2,
	 COMPATCAPS_SOURCE_NONE,
	 0,
	 COMPATCAPS_CALL_NONE,
	 0},
	{"no kvm-hv",
	 "IBM,9080-HEX",
	 "",
	 {UNAME("ppc64le"), OPEN(KVM), CHECK(KVM_CAP_PPC_HTAB_FD, 0),
	  CLOSE(KVM)},
	 -ENODEV,
	 COMPATCAPS_KIND_PSERIES,
	 COMPATCAPS_SOURCE_NONE,
	 0,
	 COMPATCAPS_CALL_NONE,
	 0},
	{"not POWER",
	 "IBM,9080-HEX",
	 "",
	 {UNAME("x86_64")},
	 -ENOSYS,
	 COMPATCAPS_KIND_UNKNOWN,
	 COMPATCAPS_SOURCE_NONE,
	 0,
	 COMPATCAPS_CALL_NONE,
	 0},
	{"32-bit POWER",
	 "IBM,9080-HEX",
	 "",
	 {UNAME("ppc")},
	 -ENOSYS,
	 COMPATCAPS_KIND_UNKNOWN,
	 COMPATCAPS_SOURCE_NONE,
	 0,
	 COMPATCAPS_CALL_NONE,
	 0},
};

/* The longest way through, to be broken off at each of its steps. */
static const struct step longest[] = {
	UNAME("ppc64le"),
	OPEN(KVM),
	CHECK(KVM_CAP_PPC_HTAB_FD, 1),
	CHECK(KVM_CAP_PPC_NESTED_HV, 0),
	CHECK(KVM_CAP_PPC_COMPAT_CAPS, 1),
	GET_FAILS(KVM, EINVAL),
	CREATE(VM),
	GET(VM, P9),
};

static struct {
	const struct step *next;
	const struct step *end;
	int open[2];
} script;

static void script_start(const struct step *steps, size_t count)
{
	script.next = steps;
	script.end = steps + count;
	script.open[0] = script.open[1] = 0;
}

static void script_must_be_over(void)
{
	assert_ptr_equal(script.next, script.end);
	assert_int_equal(script.open[0], 0);
	assert_int_equal(script.open[1], 0);
}

static const struct step *script_step(enum compatcaps_call call, int fd)
{
	const struct step *step = script.next++;

	assert_true(step < script.end);
	assert_string_equal(compatcaps_call_name(call),
			    compatcaps_call_name(step->call));
	assert_int_equal(fd, step->fd);
	errno = step->result < 0 ? -step->result : 0;
	return step;
}

static int result_of(const struct step *step)
{
	return step->result < 0 ? -1 : step->result;
}

static int *open_slot(int fd)
{
	assert_true(fd == KVM || fd == VM);
	return &script.open[fd == VM];
}

static int opened(const struct step *step)
{
	if (step->result >= 0)
		(*open_slot(step->result))++;
	return result_of(step);
}

static int scripted_uname(struct utsname *names)
{
	const struct step *step = script_step(COMPATCAPS_CALL_UNAME, 0);

	memset(names, 0, sizeof(*names));
	if (step->result < 0)
		return -1;
	strcpy(names->machine, step->machine);
	/* As long as it can be. */
	memset(names->release, 'r', sizeof(names->release) - 1);
	return 0;
}

static int scripted_open(const char *path, int flags)
{
	assert_string_equal(path, "/dev/kvm");
	assert_int_equal(flags, O_RDWR | O_CLOEXEC);
	return opened(script_step(COMPATCAPS_CALL_OPEN, 0));
}

static int scripted_check(int fd, uintptr_t extension)
{
	const struct step *step =
		script_step(COMPATCAPS_CALL_CHECK_EXTENSION, fd);

	assert_int_equal(extension, step->extension);
	return result_of(step);
}

static int scripted_create(int fd, uintptr_t type)
{
	assert_int_equal(type, 0);
	return opened(script_step(COMPATCAPS_CALL_CREATE_VM, fd));
}

static int scripted_get(int fd, uintptr_t argument)
{
	const struct step *step =
		script_step(COMPATCAPS_CALL_GET_COMPAT_CAPS, fd);
	struct kvm_ppc_compat_caps *caps = (void *)argument;

	assert_int_equal(caps->size, KVM_PPC_COMPAT_CAPS_SIZE_VER0);
	assert_int_equal(caps->flags, 0);
	assert_int_equal(caps->compat_capabilities, 0);
	if (step->result < 0) {
		/* A failing kernel may have written before. */
		caps->size = 4096;
		caps->compat_capabilities = ~0ULL;
		return -1;
	}
	caps->compat_capabilities = step->capabilities;
	return 0;
}

static int scripted_ioctl(int fd, unsigned long request, uintptr_t argument)
{
	assert_true(*open_slot(fd) > 0);
	switch (request) {
	case KVM_CHECK_EXTENSION:
		return scripted_check(fd, argument);
	case KVM_CREATE_VM:
		return scripted_create(fd, argument);
	case KVM_PPC_GET_COMPAT_CAPS:
		return scripted_get(fd, argument);
	}
	fail_msg("unexpected ioctl 0x%lx", request);
	return -1;
}

static int scripted_close(int fd)
{
	script_step(COMPATCAPS_CALL_NONE, fd);
	(*open_slot(fd))--;
	/* What close() says must not count. */
	errno = EIO;
	return -1;
}

static const struct query_calls calls = {
	.uname = scripted_uname,
	.open = scripted_open,
	.ioctl = scripted_ioctl,
	.close = scripted_close,
};

static char root[TREE_SIZE];

static void make_machine(const char *compatible, const char *nested)
{
	tree_make(root);
	tree_put(root, "proc/device-tree/compatible", compatible,
		 strlen(compatible) + 1);
	tree_put(root, "proc/device-tree/cpus/cpu@0/cpu-version",
		 "\x0f\0\0\x06", 4);
	tree_put_text(root, "proc/cpuinfo",
		      "revision\t: 2.0 (pvr 0082 1200)\n");
	if (*nested)
		tree_put_text(root, "sys/module/kvm_hv/parameters/nested",
			      nested);
}

static struct compatcaps_host run_script(const struct step *steps, size_t count,
					 int error)
{
	struct compatcaps_host host;

	/* What was there before must not show through. */
	memset(&host, 0xa5, sizeof(host));
	host.size = sizeof(host);
	script_start(steps, count);
	assert_int_equal(compatcaps_query_with(&host, &calls, root), error);
	script_must_be_over();
	assert_int_equal(host.size, sizeof(host));
	return host;
}

static size_t step_count(const struct row *row)
{
	size_t count = 0;

	while (count < MAX_STEPS &&
	       (row->steps[count].call || row->steps[count].fd))
		count++;
	return count;
}

static void check_row(void **state)
{
	const struct row *row = *state;
	struct compatcaps_host host;

	make_machine(row->compatible, row->nested);
	host = run_script(row->steps, step_count(row), row->error);
	tree_remove(root);
	assert_int_equal(host.kind, row->kind);
	assert_int_equal(host.source, row->source);
	assert_int_equal(host.capabilities, row->capabilities);
	assert_int_equal(host.failed_call, row->failed_call);
	assert_int_equal(host.failed_errno, row->failed_errno);
	assert_string_equal(host.machine, row->steps[0].machine);
	assert_int_equal(strlen(host.kernel_release), 64);
	if (row->error == -ENOSYS)
		return;
	assert_int_equal(host.processor_pvr, 0x00821200);
	assert_int_equal(host.partition_pvr, 0x0f000006);
}

static int expected_error(const struct step *step, int error)
{
	switch (step->call) {
	case COMPATCAPS_CALL_OPEN:
		if (error == ENOENT || error == ENODEV || error == ENXIO)
			return -ENOENT;
		return error == EACCES || error == EPERM ? -EACCES : -EIO;
	case COMPATCAPS_CALL_GET_COMPAT_CAPS:
		return error == EINVAL || error == ENOTTY ? -ENODATA : -EIO;
	default:
		return -EIO;
	}
}

/* The longest script up to a step, which fails, and the closing after it. */
static size_t broken_script(struct step *steps, size_t failing, int error)
{
	size_t count = failing + 1;
	int vm = 0, kvm = 0;

	memcpy(steps, longest, count * sizeof(*steps));
	steps[failing].result = -error;
	for (size_t i = 0; i < failing; i++) {
		kvm |= steps[i].call == COMPATCAPS_CALL_OPEN;
		vm |= steps[i].call == COMPATCAPS_CALL_CREATE_VM;
	}
	if (vm)
		steps[count++] = (struct step)CLOSE(VM);
	if (kvm)
		steps[count++] = (struct step)CLOSE(KVM);
	return count;
}

static void check_failure(size_t failing, int error)
{
	struct step steps[MAX_STEPS];
	size_t count = broken_script(steps, failing, error);
	struct compatcaps_host host = run_script(
		steps, count, expected_error(&longest[failing], error));

	assert_int_equal(host.source, COMPATCAPS_SOURCE_NONE);
	assert_int_equal(host.capabilities, 0);
	assert_int_equal(host.failed_call, longest[failing].call);
	assert_int_equal(host.failed_errno, error);
	if (failing == 0)
		return;
	/* What could be found out is told all the same. */
	assert_int_equal(host.processor_pvr, 0x00821200);
	assert_int_equal(host.partition_pvr, 0x0f000006);
	assert_true(host.kind != COMPATCAPS_KIND_UNKNOWN);
	assert_int_equal(strlen(host.kernel_release), 64);
}

static int is_way_on(const struct step *step, int error)
{
	return step->call == COMPATCAPS_CALL_GET_COMPAT_CAPS &&
	       step->fd == KVM && (error == EINVAL || error == ENOTTY);
}

static void each_call_fails_with_each_errno(void **state)
{
	static const int errors[] = {
		EPERM,	ENOENT, EIO,	ENXIO,	E2BIG,
		ENOMEM, EACCES, EFAULT, EBUSY,	ENODEV,
		EINVAL, ENFILE, EMFILE, ENOTTY, EOPNOTSUPP,
	};

	(void)state;
	make_machine("IBM,9080-HEX", "Y\n");
	for (size_t i = 0; i < ARRAY_SIZE(longest); i++) {
		for (size_t j = 0; j < ARRAY_SIZE(errors); j++) {
			if (!is_way_on(&longest[i], errors[j]))
				check_failure(i, errors[j]);
		}
	}
	tree_remove(root);
}

static void too_small_a_record_is_refused(void **state)
{
	struct compatcaps_host host = {.size = sizeof(host) - 1};

	(void)state;
	script_start(NULL, 0);
	assert_int_equal(compatcaps_query_with(NULL, &calls, ""), -EINVAL);
	assert_int_equal(compatcaps_query_with(&host, &calls, ""), -EINVAL);
	host.size = 0;
	assert_int_equal(compatcaps_query_with(&host, &calls, ""), -EINVAL);
	assert_int_equal(compatcaps_query(NULL), -EINVAL);
	script_must_be_over();
}

/* A caller that was built against a later version. */
static void larger_record_keeps_its_tail(void **state)
{
	static const struct step steps[] = {UNAME("riscv64")};
	struct {
		struct compatcaps_host host;
		uint64_t later;
	} larger = {.host.size = sizeof(larger), .later = 0x5a5a};

	(void)state;
	script_start(steps, ARRAY_SIZE(steps));
	assert_int_equal(compatcaps_query_with(&larger.host, &calls, ""),
			 -ENOSYS);
	script_must_be_over();
	assert_int_equal(larger.host.size, sizeof(larger.host));
	assert_string_equal(larger.host.machine, "riscv64");
	assert_int_equal(larger.later, 0x5a5a);
}

int main(void)
{
	const struct CMUnitTest others[] = {
		cmocka_unit_test(each_call_fails_with_each_errno),
		cmocka_unit_test(too_small_a_record_is_refused),
		cmocka_unit_test(larger_record_keeps_its_tail),
	};
	struct CMUnitTest tests[ARRAY_SIZE(rows)];

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		tests[i] = (struct CMUnitTest){
			.name = rows[i].title,
			.test_func = check_row,
			.initial_state = (void *)&rows[i],
		};
	}
	return cmocka_run_group_tests(tests, NULL, NULL) +
	       cmocka_run_group_tests(others, NULL, NULL);
}

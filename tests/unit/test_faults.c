// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Each system call of compatcaps_collect() fails once, in several ways, alone
 * and with all calls after it. Afterwards nothing is open, the result is
 * documented, and the failure is visible.
 */
#include "cmocka_includes.h"
#include <errno.h>
#include <string.h>

#include "errors.h"
#include "machines.h"
#include "collect.h"
#include "rows.h"

struct scenario {
	const char *title;
	const struct machine *machine;
	unsigned int sources;
	const char *root;
};

static const struct machine refused = {
	.name = "ppc64le",
	.htab_fd = 1,
	.compat_caps = 1,
	.dev_kvm = {.error = EINVAL},
	.vm = {.error = EINVAL},
	.accepted = 1 << 5,
};

static const struct scenario scenarios[] = {
	{"/dev/kvm answers", &machine_dev_kvm, 0, NULL},
	{"a VM answers", &machine_mainline, 0, NULL},
	{"modes are tried", &machine_old, 0, NULL},
	{"modes are tried if the interface refuses", &refused, 0, NULL},
	{"all sources are used", &machine_mainline,
	 1U << COMPATCAPS_SOURCE_DEV_KVM | 1U << COMPATCAPS_SOURCE_VM |
		 1U << COMPATCAPS_SOURCE_TRIAL,
	 NULL},
	{"another host's files", &machine_dev_kvm, 0, MACHINE_ROOT},
};

static const int errors[] = {EIO, ENOMEM, EINTR, EACCES, EBADF};

static const int root_errors[] = {-ENOENT, -ENOTDIR, -EACCES, -ENOSYS, -EIO};
static const int conclusions[] = {0,	   -ENOSYS, -ENXIO,   -ENOENT, -EACCES,
				  -ENODEV, -ENOTTY, -ENODATA, -EIO};

static void must_be_one_of(int value, const int *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (list[i] == value)
			return;
	}
	fail_msg("%d is not a documented result", value);
}

static int collect(const struct scenario *scenario,
		   struct compatcaps_evidence *evidence)
{
	memset(evidence, 0, sizeof(*evidence));
	evidence->size = sizeof(*evidence);
	return compatcaps_collect_with(evidence, scenario->sources,
				       scenario->root, &machine_system);
}

static bool holds_error(const struct compatcaps_evidence *evidence, int error)
{
	const char *path, *text;

	for (size_t i = 0; !compatcaps_evidence_at(evidence, i, &path, &text);
	     i++) {
		if (compatcaps_error_of_name(text) == error)
			return true;
	}
	return false;
}

/* Each entry is complete, or missing. */
static void must_be_part_of(const struct compatcaps_evidence *evidence,
			    const struct compatcaps_evidence *whole)
{
	const char *path, *text, *other;

	for (size_t i = 0; !compatcaps_evidence_at(evidence, i, &path, &text);
	     i++) {
		other = compatcaps_evidence_find(whole, path);
		assert_non_null(other);
		assert_string_equal(text, other);
	}
}

static void must_be_equal(const struct compatcaps_evidence *a,
			  const struct compatcaps_evidence *b)
{
	assert_int_equal(a->used, b->used);
	assert_memory_equal(a->texts, b->texts, a->used);
}

/* The role of the failed call decides how the failure must show. */
static void must_show(const struct compatcaps_evidence *evidence,
		      const struct compatcaps_evidence *whole, int error)
{
	struct machine_failure failure = machine_failure();

	if (failure.retried || failure.role == MACHINE_CLOSE)
		must_be_equal(evidence, whole);
	else if (failure.role == MACHINE_OBSERVED)
		assert_true(holds_error(evidence, error));
	else if (failure.role == MACHINE_OPTIONAL)
		must_be_part_of(evidence, whole);
}

static void must_conclude(const struct compatcaps_evidence *evidence, int error)
{
	struct machine_failure failure = machine_failure();
	struct compatcaps_host host = {.size = sizeof(host)};
	int result =
		compatcaps_conclude(evidence, COMPATCAPS_SOURCE_NONE, &host);

	must_be_one_of(result, conclusions, ARRAY_SIZE(conclusions));
	must_be_one_of(host.error, conclusions, ARRAY_SIZE(conclusions));
	if (result == -EIO) {
		assert_int_equal(failure.role, MACHINE_OBSERVED);
		assert_int_equal(host.failed_call, failure.call);
		assert_int_equal(host.failed_errno, error);
	}
}

/* A call that failed must not give the same answer as one that succeeded. */
static void must_not_hide(const struct scenario *scenario,
			  const struct compatcaps_evidence *evidence,
			  const struct compatcaps_evidence *whole)
{
	struct machine_failure failure = machine_failure();

	if (!scenario->root && failure.role == MACHINE_OBSERVED &&
	    !failure.retried)
		assert_false(
			evidence->used == whole->used &&
			!memcmp(evidence->texts, whole->texts, whole->used));
}

static void collect_with_failure(const struct scenario *scenario,
				 const struct compatcaps_evidence *whole,
				 unsigned int n, int error)
{
	struct compatcaps_evidence evidence;
	int result;

	machine_start(scenario->machine);
	machine_fail(n, 1, error);
	result = collect(scenario, &evidence);
	machine_must_be_idle();
	assert_int_not_equal(machine_failure().role, MACHINE_NONE);
	if (machine_failure().role == MACHINE_OPEN_ROOT) {
		must_be_one_of(result, root_errors, ARRAY_SIZE(root_errors));
		assert_int_equal(evidence.used, 0);
		return;
	}
	assert_int_equal(result, 0);
	must_show(&evidence, whole, error);
	must_not_hide(scenario, &evidence, whole);
	must_conclude(&evidence, error);
}

static void collect_with_failures(const struct scenario *scenario,
				  unsigned int n, int error)
{
	struct compatcaps_evidence evidence;
	struct compatcaps_host host = {.size = sizeof(host)};

	machine_start(scenario->machine);
	/* Signals stop after some time. */
	machine_fail(n, error == EINTR ? 100 : 10000, error);
	collect(scenario, &evidence);
	machine_must_be_idle();
	must_be_one_of(
		compatcaps_conclude(&evidence, COMPATCAPS_SOURCE_NONE, &host),
		conclusions, ARRAY_SIZE(conclusions));
}

static void each_call_fails_once(void **state)
{
	const struct scenario *scenario = *state;
	struct compatcaps_evidence whole;
	unsigned int calls;

	machine_start(scenario->machine);
	assert_int_equal(collect(scenario, &whole), 0);
	machine_must_be_idle();
	calls = machine_calls();
	assert_true(calls > 5);
	for (size_t i = 0; i < ARRAY_SIZE(errors); i++) {
		for (unsigned int n = 1; n <= calls; n++) {
			collect_with_failure(scenario, &whole, n, errors[i]);
			collect_with_failures(scenario, n, errors[i]);
		}
	}
}

struct root_row {
	int error;
	int result;
};

static void roots_fail_in_documented_ways(void **state)
{
	static const struct root_row rows[] = {
		{ENOENT, -ENOENT}, {ENOTDIR, -ENOTDIR}, {EACCES, -EACCES},
		{ENOSYS, -ENOSYS}, {EMFILE, -EIO},	{EPERM, -EIO},
	};
	const struct scenario scenario = {
		.machine = &machine_old,
		.root = MACHINE_ROOT,
	};
	struct compatcaps_evidence evidence;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		for (unsigned int n = 1; n <= 2; n++) {
			machine_start(scenario.machine);
			machine_fail(n, 1, rows[i].error);
			assert_int_equal(collect(&scenario, &evidence),
					 rows[i].result);
			machine_must_be_idle();
		}
	}
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_SIZE(scenarios) + 1];

	for (size_t i = 0; i < ARRAY_SIZE(scenarios); i++)
		tests[i] = row_test(scenarios[i].title, each_call_fails_once,
				    &scenarios[i]);
	tests[ARRAY_SIZE(scenarios)] = (struct CMUnitTest)cmocka_unit_test(
		roots_fail_in_documented_ways);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

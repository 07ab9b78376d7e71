// SPDX-License-Identifier: GPL-2.0-or-later
/* Tests kernel/compat_caps_hv.c on each kind of host. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

#include <linux/kvm.h>

#include "compat_caps.h"
#include "compat_caps_test.h"

#define P9 KVM_PPC_COMPAT_CAP_POWER9
#define P10 KVM_PPC_COMPAT_CAP_POWER10
#define P11 KVM_PPC_COMPAT_CAP_POWER11
#define NONE ~0ULL /* no answer: capability 0 */

enum kind { V2, V1, POWERNV };

struct row {
	const char *what;
	enum kind kind;
	int isa; /* the CPU features of the kernel */
	u32 cpu_version;
	u32 raw_pvr;
	u64 offered; /* from the hypervisor, nested API v2 */
	u64 modes;
};

static const struct row rows[] = {
	{"Power11", V2, 310, 0x0f000007, 0x00821200, P9 | P10 | P11,
	 P9 | P10 | P11},
	{"Power11 in POWER10 mode", V2, 310, 0x0f000006, 0x00821200, P9 | P10,
	 P9 | P10},
	{"hypervisor offers more than the mode", V2, 310, 0x0f000006,
	 0x00821200, P9 | P10 | P11, P9 | P10},
	{"hypervisor refuses POWER9 guests", V2, 310, 0x0f000006, 0x00801200,
	 P10, P10},
	{"Power11 in POWER9 mode", V2, 300, 0x0f000005, 0x00821200, P9, P9},
	{"raw mode", V2, 310, 0x00801200, 0x00801200, P9 | P10, P9 | P10},
	{"other bits of the bitmap", V2, 310, 0x0f000006, 0x00801200,
	 1ULL << 63 | P10 | 1, P10},
	{"nothing offered", V2, 310, 0x0f000006, 0x00801200, 0, 0},
	{"Power11", V1, 310, 0x0f000007, 0x00821200, 0, P9 | P10 | P11},
	{"Power11 in POWER10 mode", V1, 310, 0x0f000006, 0x00821200, 0,
	 P9 | P10},
	{"Power11 in POWER9 mode", V1, 300, 0x0f000005, 0x00821200, 0, P9},
	{"raw mode", V1, 310, 0x00821200, 0x00821200, 0, P9 | P10 | P11},
	{"ISA 3.2", V1, 310, 0x0f000008, 0x00990000, 0, P9 | P10 | P11},
	{"no cpu-version", V1, 310, 0, 0x00801200, 0, P9 | P10},
	{"no cpu-version, older mode", V1, 300, 0, 0x00801200, 0, P9},
	{"POWER8", POWERNV, 207, 0x004d0200, 0x004d0200, 0, NONE},
	{"POWER8E, not in the table", POWERNV, 207, 0x004b0201, 0x004b0201, 0,
	 NONE},
	{"POWER9", POWERNV, 300, 0x004e1202, 0x004e1202, 0, P9},
	{"POWER10", POWERNV, 310, 0x00801200, 0x00801200, 0, P9 | P10},
	{"Power11", POWERNV, 310, 0x00821200, 0x00821200, 0, P9 | P10 | P11},
	{"raw mode, a CPU of the future", V2, 310, 0x00990100, 0x00990100,
	 P9 | P10 | P11, P9 | P10},
	{"raw mode, a CPU of the future", V1, 310, 0x00990100, 0x00990100, 0,
	 P9 | P10},
	{"a CPU of the future", POWERNV, 310, 0x00990100, 0x00990100, 0,
	 P9 | P10},
	{"a CPU between POWER9 and POWER10", POWERNV, 300, 0x004f0100,
	 0x004f0100, 0, P9},
};

static u64 reported(void)
{
	struct kvm_ppc_compat_caps caps = {0};
	int r = kvmhv_get_compat_caps(&caps);

	if (r)
		assert_int_equal(r, -ENOTTY);
	return r ? NONE : caps.compat_capabilities;
}

/* As when kvm-hv is loaded: negotiate, then determine the modes */
static u64 come_up(const struct row *row)
{
	shim_machine = (struct shim_machine){
		.pseries = row->kind != POWERNV,
		.nested_v2 = row->kind == V2,
		.isa_300 = row->isa >= 300,
		.isa_31 = row->isa >= 310,
		.has_cpu_version = row->cpu_version != 0,
		.cpu_version = row->cpu_version,
		.raw_pvr = row->raw_pvr,
	};
	nested_capabilities =
		row->kind == V2 ? kvmhv_compat_negotiable(row->offered) : 0;
	kvmhv_compat_init();
	return reported();
}

static void test_hosts(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		u64 modes = come_up(&rows[i]);

		if (modes != rows[i].modes)
			fail_msg("%s: 0x%llx", rows[i].what,
				 (unsigned long long)modes);
		assert_int_equal(shim_cpu_node.references, 0);
	}
}

/* The modes are determined only once. */
static void test_computed_once(void **state)
{
	(void)state;
	come_up(&rows[1]);
	shim_machine.cpu_version = 0x0f000005;
	nested_capabilities = 0;
	assert_int_equal(reported(), P9 | P10);
}

/* Not in a reply, but in a debug message */
static void test_unknown_bits(void **state)
{
	struct row row = rows[0];

	(void)state;
	row.offered |= 1ULL << 63 | 1ULL << 59;
	assert_int_equal(come_up(&row), P9 | P10 | P11);
	assert_non_null(strstr(shim_debug, "unknown bits 0x0800000000000000"));
	come_up(&rows[0]);
	assert_non_null(strstr(shim_debug, "unknown bits 0x0000000000000000"));
}

static void test_accept(void **state)
{
	u32 power11 = 0x0f000007, power10 = 0x0f000006, own = 0;

	(void)state;
	come_up(&rows[1]);
	assert_int_equal(kvmhv_compat_accept(&power11), -EINVAL);
	assert_int_equal(kvmhv_compat_accept(&power10), 0);
	assert_int_equal(kvmhv_compat_accept(&own), 0);
	assert_int_equal(own, 0x0f000006);
}

static struct shim_hypervisor
told(const struct row *row, struct shim_hypervisor hypervisor, int expected)
{
	struct kvm kvm = {.arch = {.lpid = 7}};

	come_up(row);
	shim_once_lines = 0;
	shim_hypervisor = hypervisor;
	assert_int_equal(kvmhv_compat_init_vm(&kvm), expected);
	assert_int_equal(shim_hypervisor.buffers, 0);
	return shim_hypervisor;
}

/* The default of the hypervisor can be newer than the mode of the host. */
static void test_default_mode(void **state)
{
	const struct shim_hypervisor fine = {0};
	struct shim_hypervisor after;
	size_t i;

	(void)state;
	after = told(&rows[1], fine, 0);
	assert_int_equal(after.sends, 1);
	assert_int_equal(after.guest_id, 7);
	assert_int_equal(after.logical_pvr, 0x0f000006);

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		bool expected = rows[i].kind == V2 && rows[i].modes;

		after = told(&rows[i], fine, 0);
		assert_int_equal(after.sends, expected);
	}
}

/*
 * Without a buffer for the call there is no VM; after a failure nothing
 * remains.
 */
static void test_no_message(void **state)
{
	struct shim_hypervisor after;

	(void)state;
	after = told(&rows[0], (struct shim_hypervisor){.no_memory = true},
		     -ENOMEM);
	assert_int_equal(after.sends, 0);
	after = told(&rows[0], (struct shim_hypervisor){.put_result = -ENOMEM},
		     -ENOMEM);
	assert_int_equal(after.sends, 0);
}

/*
 * If the hypervisor refuses, with any code, the VM is made, and one line is
 * logged.
 */
static void test_default_mode_refused(void **state)
{
	struct shim_hypervisor hypervisor = {0}, after;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(hcall_rows) / sizeof(hcall_rows[0]); i++) {
		hypervisor.send_result = (int)hcall_rows[i].code;
		after = told(&rows[0], hypervisor, 0);
		assert_int_equal(after.sends, 1);
		assert_int_equal(shim_once_lines, hypervisor.send_result != 0);
	}
}

/* No value from user space can fill the log. */
static void test_refusal_is_logged_once(void **state)
{
	u32 value = 0x0f0000ff;

	(void)state;
	come_up(&rows[0]);
	shim_once_lines = 0;
	assert_int_equal(kvmhv_compat_accept(&value), -EINVAL);
	assert_int_equal(shim_once_lines, 1);
	value = 0x0f000006;
	assert_int_equal(kvmhv_compat_accept(&value), 0);
	assert_int_equal(shim_once_lines, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hosts),
		cmocka_unit_test(test_computed_once),
		cmocka_unit_test(test_unknown_bits),
		cmocka_unit_test(test_accept),
		cmocka_unit_test(test_default_mode),
		cmocka_unit_test(test_no_message),
		cmocka_unit_test(test_default_mode_refused),
		cmocka_unit_test(test_refusal_is_logged_once),
	};

	return cmocka_run_group_tests_name("compat_caps_hv", tests, NULL, NULL);
}

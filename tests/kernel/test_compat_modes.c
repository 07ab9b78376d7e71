// SPDX-License-Identifier: GPL-2.0-or-later
/* Tests the decisions of kernel/compat_modes.c. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <linux/kvm.h>

#include "compat_modes.h"

#define P9 KVM_PPC_COMPAT_CAP_POWER9
#define P10 KVM_PPC_COMPAT_CAP_POWER10
#define P11 KVM_PPC_COMPAT_CAP_POWER11

static void test_up_to(void **state)
{
	static const struct {
		u32 pvr;
		u64 modes;
	} rows[] = {
		{0x0f000001, 0}, /* POWER6 */
		{0x0f000003, 0}, /* POWER7 */
		{0x0f100003, 0}, /* POWER7+ */
		{0x0f000004, 0}, /* POWER8 */
		{0x0f000005, P9},
		{0x0f000006, P9 | P10},
		{0x0f000007, P9 | P10 | P11},
		{0x0f000008, P9 | P10 | P11}, /* ISA 3.2 */
		{0x0f0000ff, P9 | P10 | P11},
		{0x004d0200, 0},
		{0x004e1202, P9},
		{0x00801200, P9 | P10},
		{0x00821200, P9 | P10 | P11},
		/* A future raw PVR: POWER10 and older modes */
		{0x00990100, P9 | P10},
		{0, P9 | P10},
		{0xffffffff, P9 | P10},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(kvmppc_compat_modes_up_to(rows[i].pvr),
				 rows[i].modes);
}

static void test_mode_bit(void **state)
{
	(void)state;
	assert_int_equal(kvmppc_compat_mode_bit(0), 0);
	assert_int_equal(kvmppc_compat_mode_bit(0x0f000004), 0);
	assert_int_equal(kvmppc_compat_mode_bit(0x0f000005), P9);
	assert_int_equal(kvmppc_compat_mode_bit(0x0f000006), P10);
	assert_int_equal(kvmppc_compat_mode_bit(0x0f000007), P11);
	assert_int_equal(kvmppc_compat_mode_bit(0x0f000008), 0);
	assert_int_equal(kvmppc_compat_mode_bit(0x0f100005), 0);
	assert_int_equal(kvmppc_compat_mode_bit(0x00821200), 0);
}

static void test_names(void **state)
{
	(void)state;
	assert_string_equal(kvmppc_compat_mode_name(0x0f000004), "POWER8");
	assert_string_equal(kvmppc_compat_mode_name(0x0f000007), "Power11");
	assert_string_equal(kvmppc_compat_mode_name(0), "unknown");
	assert_string_equal(kvmppc_compat_mode_name(0x0f000008), "unknown");
}

static void test_newest(void **state)
{
	(void)state;
	assert_int_equal(kvmppc_compat_newest(0), 0);
	assert_int_equal(kvmppc_compat_newest(P9), 0x0f000005);
	assert_int_equal(kvmppc_compat_newest(P9 | P11), 0x0f000007);
	assert_int_equal(kvmppc_compat_newest(1ULL << 63), 0);
}

static void assert_report(enum kvmppc_compat_kind kind, u64 modes, int expected)
{
	struct kvmppc_compat_host host = {kind, modes};
	u64 reported = ~0ULL;

	assert_int_equal(kvmppc_compat_report(&host, &reported), expected);
	assert_int_equal(reported, expected ? ~0ULL : modes);
}

static void test_report(void **state)
{
	(void)state;
	assert_report(KVMPPC_COMPAT_NESTED_V1, P9, 0);

	/* a hypervisor that gives no mode has an answer */
	assert_report(KVMPPC_COMPAT_NESTED_V2, 0, 0);

	/* a host older than the interface has none */
	assert_report(KVMPPC_COMPAT_POWERNV, 0, -ENOTTY);
}

static const u32 all_modes[] = {0x0f000005, 0x0f000006, 0x0f000007};

/* Reported = accepted, for every bitmap and every kind of host. */
static void test_reported_is_accepted(void **state)
{
	enum kvmppc_compat_kind kind;
	size_t i;
	u64 bits;

	(void)state;
	for (kind = KVMPPC_COMPAT_NESTED_V2; kind <= KVMPPC_COMPAT_POWERNV;
	     kind++) {
		for (bits = 1; bits < 8; bits++) {
			struct kvmppc_compat_host host = {kind, bits << 60};

			for (i = 0; i < 3; i++) {
				u32 pvr = all_modes[i];
				u64 bit = kvmppc_compat_mode_bit(pvr);
				int r = kvmppc_compat_accept(&host, &pvr);

				assert_int_equal(pvr, all_modes[i]);
				assert_int_equal(r, host.modes & bit ? 0
								     : -EINVAL);
			}
		}
	}
}

static const enum kvmppc_compat_kind kinds[] = {
	KVMPPC_COMPAT_NESTED_V2,
	KVMPPC_COMPAT_NESTED_V1,
	KVMPPC_COMPAT_POWERNV,
};

/*
 * A value without a bit is an older mode or no mode; one function judges all
 * values.
 */
static void test_values_without_bit(void **state)
{
	static const struct {
		u32 value;
		bool older;
	} rows[] = {
		{0x0f000001, false}, /* KVM cannot set the PCR for it */
		{0x0f000002, true},  {0x0f000003, true},  {0x0f100003, true},
		{0x0f000004, true},  {0x0f000000, false}, {0x0f000008, false},
		{0x0f0000ff, false}, {0x0f100005, false}, {0x0f100007, false},
		{0x00821200, false}, {0x004d0200, false}, {1, false},
		{0x0e000006, false}, {0xffffffff, false},
	};
	size_t i, kind;

	(void)state;
	for (kind = 0; kind < 3; kind++) {
		bool v2 = kinds[kind] == KVMPPC_COMPAT_NESTED_V2;
		struct kvmppc_compat_host host = {kinds[kind], P9 | P10 | P11};

		for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
			u32 value = rows[i].value;
			int expected = rows[i].older && !v2 ? 0 : -EINVAL;

			assert_int_equal(kvmppc_compat_accept(&host, &value),
					 expected);
			assert_int_equal(value, rows[i].value);
		}
	}
}

/* On hosts older than the interface, only KVM's own checks apply. */
static void test_older_host(void **state)
{
	static const u32 values[] = {0, 0x0f000004, 0x0f000006, 0x0f0000ff};
	struct kvmppc_compat_host host = {KVMPPC_COMPAT_POWERNV, 0};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		u32 value = values[i];

		assert_int_equal(kvmppc_compat_accept(&host, &value), 0);
		assert_int_equal(value, values[i]);
	}
}

/* A hypervisor must be told the host's own mode as a logical PVR. */
static void test_own_mode(void **state)
{
	struct kvmppc_compat_host host = {KVMPPC_COMPAT_NESTED_V2, P9 | P10};
	u32 pvr = 0;

	(void)state;
	assert_int_equal(kvmppc_compat_accept(&host, &pvr), 0);
	assert_int_equal(pvr, 0x0f000006);

	pvr = 0;
	host.modes = 0;
	assert_int_equal(kvmppc_compat_accept(&host, &pvr), -EINVAL);

	pvr = 0;
	host = (struct kvmppc_compat_host){KVMPPC_COMPAT_NESTED_V1, P9};
	assert_int_equal(kvmppc_compat_accept(&host, &pvr), 0);
	assert_int_equal(pvr, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_up_to),
		cmocka_unit_test(test_mode_bit),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_newest),
		cmocka_unit_test(test_report),
		cmocka_unit_test(test_reported_is_accepted),
		cmocka_unit_test(test_values_without_bit),
		cmocka_unit_test(test_older_host),
		cmocka_unit_test(test_own_mode),
	};

	return cmocka_run_group_tests_name("compat_modes", tests, NULL, NULL);
}

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Kernel, library and fleet have the same modes and the same rule of levels:
 * the modes that kernel/compat_modes.c derives from a PVR, the library's
 * verdicts, and the level at which a fleet counts it.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <linux/kvm.h>

#include "../../fleet/modes.h"
#include "compat_modes.h"
#include "compatcaps.h"

#define P9 KVM_PPC_COMPAT_CAP_POWER9
#define P10 KVM_PPC_COMPAT_CAP_POWER10
#define P11 KVM_PPC_COMPAT_CAP_POWER11

/* The PVRs in Linux (asm/reg.h) and QEMU (compat.c, cpu-models.h) */
static const struct {
	uint32_t pvr;
	unsigned int level;
	const char *name;
	uint64_t modes;
} known[] = {
	{0x0f000001, 1, "POWER5+", 0},
	{0x0f000002, 2, "POWER6", 0},
	{0x0f000003, 3, "POWER7", 0},
	{0x0f100003, 3, "POWER7+", 0},
	{0x0f000004, 4, "POWER8", 0},
	{0x0f000005, 5, "POWER9", P9},
	{0x0f000006, 6, "POWER10", P9 | P10},
	{0x0f000007, 7, "Power11", P9 | P10 | P11},
	{0x0f000008, 8, NULL, P9 | P10 | P11},
	{0x0f0000ff, 255, NULL, P9 | P10 | P11},
	{0x0f100006, 6, NULL, P9 | P10},
	{0x0fffff05, 5, NULL, P9},
	{0x0f000000, 0, NULL, 0},
	{0x003e0301, 2, "POWER6", 0},
	{0x003f0201, 3, "POWER7", 0},
	{0x004a0201, 3, "POWER7+", 0},
	{0x004b0201, 4, "POWER8", 0}, /* POWER8E */
	{0x004c0100, 4, "POWER8", 0}, /* POWER8NVL */
	{0x004d0200, 4, "POWER8", 0},
	{0x00660200, 4, "POWER8", 0}, /* HX-C2000 */
	{0x004e0100, 5, "POWER9", P9},
	{0x004e1202, 5, "POWER9", P9},
	{0x00801200, 6, "POWER10", P9 | P10},
	{0x00821200, 7, "Power11", P9 | P10 | P11},
	/* For an unknown PVR the caller must check the CPU's features. */
	{0x00390202, 0, NULL, P9 | P10}, /* 970 */
	{0x003a0202, 0, NULL, P9 | P10}, /* POWER5 */
	{0x00700500, 0, NULL, P9 | P10}, /* Cell */
	{0x00900100, 0, NULL, P9 | P10}, /* PA6T */
	{0x00990100, 0, NULL, P9 | P10},
	{0x10000006, 0, NULL, P9 | P10},
	{0x00000006, 0, NULL, P9 | P10},
	{0xffffffff, 0, NULL, P9 | P10},
};

#define KNOWN_COUNT (sizeof(known) / sizeof(known[0]))

static void known_pvrs_have_their_level(void **state)
{
	(void)state;
	for (size_t i = 0; i < KNOWN_COUNT; i++) {
		uint32_t pvr = known[i].pvr;
		const char *name = compatcaps_pvr_name(pvr);

		assert_int_equal(compatcaps_pvr_level(pvr), known[i].level);
		assert_int_equal(kvmppc_compat_modes_up_to(pvr),
				 known[i].modes);
		if (known[i].name)
			assert_string_equal(name ? name : "", known[i].name);
		else
			assert_null(name);
	}
}

struct table_row {
	const char *name;
	uint32_t logical, raw;
	uint64_t capability;
};

#define COMPAT_MODE(symbol, name, logical, raw, bit) \
	{name, logical, raw, COMPAT_MODE_CAPABILITY(bit)},
static const struct table_row table[] = {
#include "modes.def"
};
#undef COMPAT_MODE

/* The kernel has a switch where everybody else has include/raw/modes.def. */
static void kernel_has_the_table(void **state)
{
	uint64_t modes = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		const struct table_row *row = &table[i];

		modes |= row->capability;
		assert_int_equal(kvmppc_compat_mode_bit(row->logical),
				 row->capability);
		assert_string_equal(kvmppc_compat_mode_name(row->logical),
				    row->name);
		assert_int_equal(kvmppc_compat_modes_up_to(row->logical),
				 modes);
		assert_int_equal(kvmppc_compat_modes_up_to(row->raw << 16),
				 modes);
		assert_int_equal(kvmppc_compat_newest(modes),
				 row->capability ? row->logical : 0);
	}
	assert_int_equal(modes, KVM_PPC_COMPAT_BITMASK);
}

/* The modes, as bits, of guests on bare metal with this cpu-version */
static uint64_t judged(uint32_t pvr)
{
	const struct compatcaps_host host = {
		.size = sizeof(host),
		.kind = COMPATCAPS_KIND_BARE_METAL,
		.source = COMPATCAPS_SOURCE_INFERENCE,
		.partition_pvr = pvr,
	};
	uint64_t bits = 0;

	for (size_t i = 0; i < compatcaps_mode_count(); i++) {
		const struct compatcaps_mode *mode = compatcaps_mode_at(i);
		struct compatcaps_verdict verdict = {.size = sizeof(verdict)};

		assert_int_equal(compatcaps_judge(&host, mode, &verdict), 0);
		if (verdict.answer == COMPATCAPS_ANSWER_YES)
			bits |= mode->capability;
	}
	return bits;
}

static int place_of(uint32_t pvr)
{
	unsigned int level = compatcaps_pvr_level(pvr);

	return compatcaps_pvr_is_logical(pvr) && level < COMPATCAPS_LEVELS
		       ? (int)level
		       : -1;
}

static void compare(uint32_t pvr)
{
	compatcaps_answers answers = 0;
	int error = compatcaps_answers_set(&answers, pvr, COMPATCAPS_ANSWER_NO,
					   COMPATCAPS_CERTAINTY_NONE);
	int is_known =
		compatcaps_pvr_is_logical(pvr) || compatcaps_pvr_level(pvr);

	assert_int_equal(judged(pvr),
			 is_known ? kvmppc_compat_modes_up_to(pvr) : 0);
	if (!is_known)
		assert_int_equal(kvmppc_compat_modes_up_to(pvr), P9 | P10);
	assert_int_equal(mode_of_pvr(pvr), place_of(pvr));
	assert_int_equal(error, place_of(pvr) < 0 ? -ERANGE : 0);
	if (!error)
		assert_int_equal(answers, UINT64_C(1) << 3 * place_of(pvr));
}

/* Each level with no other bit, with each single bit, and with all bits */
static void every_level_and_variant(void **state)
{
	(void)state;
	for (uint32_t level = 0; level <= 0xff; level++) {
		compare(0x0f000000 | level);
		compare(0x0fffff00 | level);
		for (int bit = 8; bit < 24; bit++)
			compare(0x0f000000 | 1U << bit | level);
	}
}

/* The upper half is the processor; 0x0f.. in it marks a logical PVR. */
static void every_processor(void **state)
{
	(void)state;
	for (uint32_t version = 0; version <= 0xffff; version++)
		compare(version << 16 | 0x0201);
}

/* Marsaglia's xorshift: the same PVRs each time */
static void random_pvrs(void **state)
{
	uint32_t pvr = 2463534242U;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		pvr ^= pvr << 13;
		pvr ^= pvr >> 17;
		pvr ^= pvr << 5;
		compare(pvr);
		compare((pvr & 0x00ffffff) | 0x0f000000);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kernel_has_the_table),
		cmocka_unit_test(known_pvrs_have_their_level),
		cmocka_unit_test(every_level_and_variant),
		cmocka_unit_test(every_processor),
		cmocka_unit_test(random_pvrs),
	};

	return cmocka_run_group_tests_name("levels", tests, NULL, NULL);
}

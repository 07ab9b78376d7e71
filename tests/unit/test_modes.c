// SPDX-License-Identifier: GPL-2.0-or-later
/* The table of modes against the kernel's interface, and searching in it. */
#include "cmocka_includes.h"
#include <string.h>

#include "compatcaps.h"
#include "kvm_ppc_compat.h"

struct uapi_bit {
	const char *mode;
	uint64_t bit;
};

static const struct uapi_bit uapi_bits[] = {
	{"POWER9", KVM_PPC_COMPAT_CAP_POWER9},
	{"POWER10", KVM_PPC_COMPAT_CAP_POWER10},
	{"Power11", KVM_PPC_COMPAT_CAP_POWER11},
};

static void each_uapi_bit_has_its_mode(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(uapi_bits); i++) {
		const struct compatcaps_mode *mode =
			compatcaps_mode_find(uapi_bits[i].mode);

		assert_non_null(mode);
		assert_int_equal(mode->capability, uapi_bits[i].bit);
	}
}

static void each_bit_of_a_mode_is_in_the_uapi(void **state)
{
	uint64_t all = 0, listed = 0;

	(void)state;
	for (size_t i = 0; i < compatcaps_mode_count(); i++) {
		uint64_t bit = compatcaps_mode_at(i)->capability;

		assert_int_equal(bit & (bit - 1), 0);
		assert_int_equal(bit & all, 0);
		all |= bit;
	}
	for (size_t i = 0; i < ARRAY_SIZE(uapi_bits); i++)
		listed |= uapi_bits[i].bit;
	assert_int_equal(all, KVM_PPC_COMPAT_BITMASK);
	assert_int_equal(listed, KVM_PPC_COMPAT_BITMASK);
}

static void levels_have_logical_pvrs(void **state)
{
	(void)state;
	for (unsigned int level = 0; level < COMPATCAPS_LEVELS; level++) {
		uint32_t pvr = compatcaps_pvr_of_level(level);

		assert_int_equal(pvr, 0x0f000000 + level);
		assert_int_equal(compatcaps_pvr_level(pvr), level);
	}
	assert_int_equal(compatcaps_pvr_of_level(COMPATCAPS_LEVELS), 0);
	assert_int_equal(compatcaps_pvr_of_level(UINT32_MAX), 0);
}

static void power8_has_no_bit(void **state)
{
	(void)state;
	assert_int_equal(compatcaps_mode_find("POWER8")->capability, 0);
}

static void modes_ascend_and_are_unique(void **state)
{
	(void)state;
	assert_int_equal(compatcaps_mode_count(), 4);
	for (size_t i = 1; i < compatcaps_mode_count(); i++) {
		const struct compatcaps_mode *older = compatcaps_mode_at(i - 1);
		const struct compatcaps_mode *mode = compatcaps_mode_at(i);

		assert_true(mode->logical_pvr > older->logical_pvr);
		assert_true(mode->processor_version > older->processor_version);
		assert_true(compatcaps_pvr_is_logical(mode->logical_pvr));
		/* Otherwise an earlier mode has the same name. */
		assert_ptr_equal(compatcaps_mode_find(mode->name), mode);
	}
	assert_null(compatcaps_mode_at(compatcaps_mode_count()));
	assert_null(compatcaps_mode_at(SIZE_MAX));
}

static void names_are_found_in_any_case(void **state)
{
	const struct compatcaps_mode *power11 = compatcaps_mode_at(3);

	(void)state;
	assert_string_equal(power11->name, "Power11");
	assert_ptr_equal(compatcaps_mode_find("power11"), power11);
	assert_ptr_equal(compatcaps_mode_find("POWER11"), power11);
	assert_ptr_equal(compatcaps_mode_find("pOwEr11"), power11);
}

static void other_names_are_not_found(void **state)
{
	static const char *const names[] = {
		"",	    "p9",	"POWER",  "POWER1",   "POWER1 ",
		"POWER100", " POWER10", "POWER7", "power9\n", "host",
	};

	(void)state;
	assert_null(compatcaps_mode_find(NULL));
	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		assert_null(compatcaps_mode_find(names[i]));
}

struct pvr_row {
	uint32_t pvr;
	int logical;
	const char *mode;
};

static void pvrs_name_modes(void **state)
{
	static const struct pvr_row rows[] = {
		{0x0f000004, 1, "POWER8"},  {0x0f000005, 1, "POWER9"},
		{0x0f000006, 1, "POWER10"}, {0x0f000007, 1, "Power11"},
		{0x004d0200, 0, "POWER8"},  {0x004e1202, 0, "POWER9"},
		{0x00801200, 0, "POWER10"}, {0x00821200, 0, "Power11"},
		{0x0f000008, 1, NULL},	    {0x0f000003, 1, NULL},
		{0x00830100, 0, NULL},	    {0x0f800000, 1, NULL},
		{0x004b0201, 0, "POWER8"},  {0x004c0100, 0, "POWER8"},
		{0x0f100003, 1, NULL},	    {0x003f0201, 0, NULL},
		{0x00000000, 0, NULL},	    {0xffffffff, 0, NULL},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const struct compatcaps_mode *mode =
			compatcaps_mode_by_pvr(rows[i].pvr);

		assert_int_equal(compatcaps_pvr_is_logical(rows[i].pvr),
				 rows[i].logical);
		if (rows[i].mode) {
			assert_non_null(mode);
			assert_string_equal(mode->name, rows[i].mode);
		} else {
			assert_null(mode);
		}
	}
}

/*
 * The index of a name is its value; the value after the last one has no name.
 */
static const char *const kinds[] = {
	"unknown", "bare-metal", "pseries", "nested-v1", "nested-v2",
};
static const char *const sources[] = {
	"none", "dev-kvm", "vm", "trial", "inference",
};
static const char *const certainties[] = {"none", "guess", "likely", "sure"};
static const char *const reasons[] = {
	"no-source",	   "no-bit",	  "reported",	 "newer-than-processor",
	"above-partition", "not-granted", "accepted",	 "accepted-wrongly",
	"inferred",	   "no-hint",	  "no-hash-mmu", "hypervisor-decides",
};
static const char *const calls[] = {
	"none",
	"uname",
	"open of /dev/kvm",
	"ioctl KVM_CHECK_EXTENSION",
	"ioctl KVM_CREATE_VM",
	"ioctl KVM_PPC_GET_COMPAT_CAPS",
	"ioctl KVM_CREATE_VCPU",
	"ioctl KVM_GET_SREGS",
	"ioctl KVM_SET_SREGS",
	"ioctl KVM_ENABLE_CAP (KVM_CAP_PPC_PAPR)",
	"ioctl KVM_SET_ONE_REG (KVM_REG_PPC_ARCH_COMPAT)",
};

static void identifiers_are_as_documented(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		assert_string_equal(compatcaps_kind_name(i), kinds[i]);
	for (size_t i = 0; i < ARRAY_SIZE(sources); i++)
		assert_string_equal(compatcaps_source_name(i), sources[i]);
	for (size_t i = 0; i < ARRAY_SIZE(certainties); i++)
		assert_string_equal(compatcaps_certainty_name(i),
				    certainties[i]);
	for (size_t i = 0; i < ARRAY_SIZE(reasons); i++)
		assert_string_equal(compatcaps_reason_name(i), reasons[i]);
	for (size_t i = 0; i < ARRAY_SIZE(calls); i++)
		assert_string_equal(compatcaps_call_name(i), calls[i]);
}

static void unknown_values_have_an_identifier(void **state)
{
	(void)state;
	assert_string_equal(compatcaps_kind_name(ARRAY_SIZE(kinds)), "unknown");
	assert_string_equal(compatcaps_kind_name(-1), "unknown");
	assert_string_equal(compatcaps_source_name(ARRAY_SIZE(sources)),
			    "unknown");
	assert_string_equal(compatcaps_certainty_name(ARRAY_SIZE(certainties)),
			    "unknown");
	assert_string_equal(compatcaps_reason_name(ARRAY_SIZE(reasons)),
			    "unknown");
	assert_string_equal(compatcaps_call_name(ARRAY_SIZE(calls)), "unknown");
	assert_string_equal(compatcaps_call_name(-1), "unknown");
}

static void sources_are_found_by_their_names(void **state)
{
	static const char *const others[] = {
		"", "none", "unknown", "DEV-KVM", "vm ", "v", "dev-kvm2",
	};

	(void)state;
	for (size_t i = 1; i < ARRAY_SIZE(sources); i++)
		assert_int_equal(compatcaps_source_find(sources[i]), i);
	for (size_t i = 0; i < ARRAY_SIZE(others); i++)
		assert_int_equal(compatcaps_source_find(others[i]),
				 COMPATCAPS_SOURCE_NONE);
	assert_int_equal(compatcaps_source_find(NULL), COMPATCAPS_SOURCE_NONE);
}

static void sources_are_as_sure_as_documented(void **state)
{
	static const enum compatcaps_certainty certainties[] = {
		[COMPATCAPS_SOURCE_NONE] = COMPATCAPS_CERTAINTY_NONE,
		[COMPATCAPS_SOURCE_DEV_KVM] = COMPATCAPS_CERTAINTY_SURE,
		[COMPATCAPS_SOURCE_VM] = COMPATCAPS_CERTAINTY_SURE,
		[COMPATCAPS_SOURCE_TRIAL] = COMPATCAPS_CERTAINTY_LIKELY,
		[COMPATCAPS_SOURCE_INFERENCE] = COMPATCAPS_CERTAINTY_GUESS,
		[5] = COMPATCAPS_CERTAINTY_NONE, /* of a later release */
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(certainties); i++)
		assert_int_equal(compatcaps_source_certainty(i),
				 certainties[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_uapi_bit_has_its_mode),
		cmocka_unit_test(each_bit_of_a_mode_is_in_the_uapi),
		cmocka_unit_test(power8_has_no_bit),
		cmocka_unit_test(levels_have_logical_pvrs),
		cmocka_unit_test(modes_ascend_and_are_unique),
		cmocka_unit_test(names_are_found_in_any_case),
		cmocka_unit_test(other_names_are_not_found),
		cmocka_unit_test(pvrs_name_modes),
		cmocka_unit_test(identifiers_are_as_documented),
		cmocka_unit_test(sources_are_as_sure_as_documented),
		cmocka_unit_test(unknown_values_have_an_identifier),
		cmocka_unit_test(sources_are_found_by_their_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

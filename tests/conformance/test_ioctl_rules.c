// SPDX-License-Identifier: GPL-2.0-or-later
/* The table of rules of KVM_PPC_GET_COMPAT_CAPS, against ends written by hand.
 */
#include "cmocka_includes.h"
#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "ioctl_rules.h"

#define PAGE 65536

struct row {
	const char *name;
	struct ioctl_call call;
	struct ioctl_end end;
};

/* @size, @flags, bytes that can be read and written, an unknown byte is set */
#define CALL(size, flags, readable, writable, unknown) \
	{PAGE, 24, readable, writable, size, flags, unknown}
#define ALL PAGE

static const struct row rows[] = {
	{"plain", CALL(24, 0, ALL, ALL, false), {0, LEFT_FILLED, false}},
	{"longer", CALL(32, 0, ALL, ALL, false), {0, LEFT_FILLED, false}},
	{"a page", CALL(PAGE, 0, ALL, ALL, false), {0, LEFT_FILLED, false}},
	{"nothing",
	 CALL(0, 0, ALL, ALL, false),
	 {EINVAL, LEFT_UNTOUCHED, false}},
	{"short",
	 CALL(23, 0, ALL, ALL, false),
	 {EINVAL, LEFT_UNTOUCHED, false}},
	{"long",
	 CALL(PAGE + 1, 0, ALL, ALL, false),
	 {E2BIG, LEFT_UNTOUCHED, false}},
	{"all ones",
	 CALL(UINT64_MAX, 0, ALL, ALL, false),
	 {E2BIG, LEFT_UNTOUCHED, false}},
	{"unknown", CALL(32, 0, ALL, ALL, true), {E2BIG, LEFT_SIZE, false}},
	{"flags",
	 CALL(24, 1ULL << 63, ALL, ALL, false),
	 {EINVAL, LEFT_UNTOUCHED, false}},
	{"7 bytes",
	 CALL(24, 0, 7, ALL, false),
	 {EFAULT, LEFT_UNTOUCHED, false}},
	{"8 bytes",
	 CALL(24, 0, 8, ALL, false),
	 {EFAULT, LEFT_UNTOUCHED, false}},
	{"23 bytes",
	 CALL(24, 0, 23, ALL, false),
	 {EFAULT, LEFT_UNTOUCHED, false}},
	{"24 bytes", CALL(24, 0, 24, ALL, false), {0, LEFT_FILLED, false}},
	{"24 of 32 bytes",
	 CALL(32, 0, 24, ALL, false),
	 {EFAULT, LEFT_UNTOUCHED, false}},
	{"read only", CALL(24, 0, ALL, 0, false), {EFAULT, LEFT_FILLED, true}},
	{"23 bytes writable",
	 CALL(24, 0, ALL, 23, false),
	 {EFAULT, LEFT_FILLED, true}},
	{"read-only tail",
	 CALL(32, 0, ALL, 24, false),
	 {EFAULT, LEFT_FILLED, true}},
	{"32 bytes writable",
	 CALL(32, 0, ALL, 32, false),
	 {0, LEFT_FILLED, false}},

	/* Where two rules apply, the order decides. */
	{"short, one byte readable",
	 CALL(16, 0, 1, ALL, false),
	 {EFAULT, LEFT_UNTOUCHED, false}},
	{"short, flags",
	 CALL(16, 1, ALL, ALL, false),
	 {EINVAL, LEFT_UNTOUCHED, false}},
	{"short, cut off",
	 CALL(16, 0, 12, ALL, false),
	 {EINVAL, LEFT_UNTOUCHED, false}},
	{"short, read only",
	 CALL(16, 0, ALL, 0, false),
	 {EINVAL, LEFT_UNTOUCHED, false}},
	{"long, unknown",
	 CALL(PAGE + 8, 0, ALL, ALL, true),
	 {E2BIG, LEFT_UNTOUCHED, false}},
	{"long, cut off",
	 CALL(PAGE + 8, 0, 24, ALL, false),
	 {E2BIG, LEFT_UNTOUCHED, false}},
	{"unknown, cut off",
	 CALL(64, 0, 32, ALL, true),
	 {E2BIG, LEFT_SIZE, false}},
	{"unknown, flags",
	 CALL(32, 1, ALL, ALL, true),
	 {E2BIG, LEFT_SIZE, false}},
	{"unknown, 8 bytes writable",
	 CALL(32, 0, ALL, 8, true),
	 {E2BIG, LEFT_SIZE, false}},
	{"unknown, 7 bytes writable",
	 CALL(32, 0, ALL, 7, true),
	 {EFAULT, LEFT_SIZE, true}},
	{"cut off, flags",
	 CALL(32, 1, 24, ALL, false),
	 {EFAULT, LEFT_UNTOUCHED, false}},
	{"flags, read only",
	 CALL(24, 1, ALL, 0, false),
	 {EINVAL, LEFT_UNTOUCHED, false}},
};

static void each_call_ends_as_written_here(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		struct ioctl_end end = ioctl_end_of(&rows[i].call);

		if (end.error != rows[i].end.error ||
		    end.left != rows[i].end.left ||
		    end.cut_off != rows[i].end.cut_off)
			fail_msg("%s: error %d, left %d, cut off %d",
				 rows[i].name, end.error, end.left,
				 end.cut_off);
	}
}

static size_t first_rule(const struct ioctl_call *call)
{
	size_t i = 0;

	while (!ioctl_rules[i].applies(call))
		i++;
	return i;
}

static void each_rule_is_the_first_of_a_call(void **state)
{
	bool reached[16] = {false};
	size_t i;

	(void)state;
	assert_true(ioctl_rule_count <= ARRAY_SIZE(reached));
	for (i = 0; i < ARRAY_SIZE(rows); i++)
		reached[first_rule(&rows[i].call)] = true;
	for (i = 0; i < ioctl_rule_count; i++)
		if (!reached[i])
			fail_msg("no call reaches: %s", ioctl_rules[i].text);
}

static void a_call_is_what_the_memory_says(void **state)
{
	struct ioctl_call call;
	struct area area;
	uintptr_t start, end;

	(void)state;
	assert_true(area_create(&area, 1));
	start = (uintptr_t)area.start;
	end = (uintptr_t)area.read_only;

	area_lay(&area, area.start + 1, 40, 5);
	call = ioctl_call_at(&area, start + 1, 24);
	assert_int_equal(call.size, 40);
	assert_int_equal(call.flags, 5);
	assert_int_equal(call.readable, area.page);
	assert_int_equal(call.writable, area.page);
	assert_false(call.unknown_set);

	area_fill(&area, start + 1 + 39, 1, 1);
	assert_true(ioctl_call_at(&area, start + 1, 24).unknown_set);
	assert_false(ioctl_call_at(&area, start + 1, 40).unknown_set);

	area_lay(&area, (unsigned char *)end - 24, 24, 0);
	call = ioctl_call_at(&area, end - 24, 24);
	assert_int_equal(call.writable, 24);
	assert_int_equal(call.readable, area.page);
	assert_int_equal(
		ioctl_call_at(&area, (uintptr_t)area.end - 4, 24).readable, 4);
	assert_int_equal(ioctl_call_at(&area, (uintptr_t)area.end, 24).readable,
			 0);
	assert_int_equal(ioctl_call_at(&area, 0, 24).readable, 0);
	assert_false(ioctl_call_at(&area, UINTPTR_MAX, 24).unknown_set);
	area_destroy(&area);
}

static void the_flags_are_never_written(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < 32; i++) {
		assert_false(left_writes(LEFT_UNTOUCHED, i));
		assert_int_equal(left_writes(LEFT_SIZE, i), i < 8);
		assert_int_equal(left_writes(LEFT_FILLED, i),
				 i < 8 || (i >= 16 && i < 24));
	}
	assert_int_equal(left_end(LEFT_UNTOUCHED), 0);
	assert_int_equal(left_end(LEFT_SIZE), 8);
	assert_int_equal(left_end(LEFT_FILLED), 24);
}

/* What a call may leave, and a byte more */
static void the_area_is_compared_byte_by_byte(void **state)
{
	const struct answer answer = {24, 0x6000000000000000};
	struct area area;
	uintptr_t at;

	(void)state;
	assert_true(area_create(&area, 0));
	at = (uintptr_t)area.start;
	area_lay(&area, area.start, 24, 0);
	assert_true(
		area_matches(&area, area.start, 24, LEFT_UNTOUCHED, &answer));
	assert_false(area_matches(&area, area.start, 24, LEFT_FILLED, &answer));

	area_lay(&area, area.start, 32, 0);
	memcpy(area.start, &answer.size, 8);
	assert_true(area_matches(&area, area.start, 32, LEFT_SIZE, &answer));

	area_lay(&area, area.start, 24, 0);
	memcpy(area.start + 16, &answer.capabilities, 8);
	assert_true(area_matches(&area, area.start, 24, LEFT_FILLED, &answer));
	area.start[8] = 1;
	assert_false(area_matches(&area, area.start, 24, LEFT_FILLED, &answer));
	*area_shadow(&area, at + 8) = 1;
	assert_true(area_matches(&area, area.start, 24, LEFT_FILLED, &answer));
	area_destroy(&area);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_call_ends_as_written_here),
		cmocka_unit_test(each_rule_is_the_first_of_a_call),
		cmocka_unit_test(a_call_is_what_the_memory_says),
		cmocka_unit_test(the_flags_are_never_written),
		cmocka_unit_test(the_area_is_compared_byte_by_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Hosts as numbers: sets and reads answers, and the conclusions about many
 * hosts.
 */
#include "cmocka_includes.h"
#include <errno.h>

#include "compatcaps.h"

#define LEVEL8 0x0f000004
#define LEVEL9 0x0f000005
#define LEVEL10 0x0f000006
#define LEVEL11 0x0f000007
#define FIRST 0x0f000000
#define LAST (FIRST + COMPATCAPS_LEVELS - 1)

#define SURE COMPATCAPS_CERTAINTY_SURE
#define LIKELY COMPATCAPS_CERTAINTY_LIKELY
#define GUESS COMPATCAPS_CERTAINTY_GUESS
#define NONE COMPATCAPS_CERTAINTY_NONE
#define YES COMPATCAPS_ANSWER_YES
#define NO COMPATCAPS_ANSWER_NO
#define UNKNOWN COMPATCAPS_ANSWER_UNKNOWN

static compatcaps_answers host(enum compatcaps_certainty certainty,
			       uint32_t oldest, uint32_t newest)
{
	compatcaps_answers answers = compatcaps_answers_new(certainty);

	for (uint32_t pvr = LEVEL8; pvr <= LEVEL11; pvr++)
		assert_int_equal(
			compatcaps_answers_set(
				&answers, pvr,
				pvr >= oldest && pvr <= newest ? YES : NO,
				certainty),
			0);
	return answers;
}

/* Each answer at each level; the other levels do not change. */
static void test_set_and_get(void **state)
{
	(void)state;
	for (uint32_t pvr = FIRST; pvr <= LAST; pvr++) {
		for (int certainty = NONE; certainty <= SURE; certainty++) {
			compatcaps_answers answers =
				compatcaps_answers_new(SURE);
			enum compatcaps_certainty own;

			compatcaps_answers_set(&answers, pvr, YES, certainty);
			assert_int_equal(
				compatcaps_answers_get(answers, pvr, &own),
				certainty == NONE ? UNKNOWN : YES);
			assert_int_equal(own, certainty);
			assert_int_equal(compatcaps_answers_certainty(answers),
					 SURE);
			for (uint32_t other = FIRST; other <= LAST; other++) {
				if (other != pvr)
					assert_int_equal(
						compatcaps_answers_get(
							answers, other, NULL),
						UNKNOWN);
			}
			compatcaps_answers_set(&answers, pvr, NO, SURE);
			assert_int_equal(
				compatcaps_answers_get(answers, pvr, &own), NO);
			assert_int_equal(own, NONE);
			compatcaps_answers_set(&answers, pvr, UNKNOWN, SURE);
			assert_true(answers == compatcaps_answers_new(SURE));
		}
	}
}

static void test_bad_arguments(void **state)
{
	compatcaps_answers answers = compatcaps_answers_new(SURE);

	(void)state;
	assert_int_equal(compatcaps_answers_set(NULL, LEVEL9, YES, SURE),
			 -EINVAL);
	assert_int_equal(compatcaps_answers_set(&answers, LAST + 1, YES, SURE),
			 -ERANGE);
	assert_int_equal(compatcaps_answers_set(&answers, FIRST - 1, YES, SURE),
			 -ERANGE);
	assert_int_equal(
		compatcaps_answers_set(&answers, 0x00801200, YES, SURE),
		-ERANGE);
	assert_true(answers == compatcaps_answers_new(SURE));
	assert_int_equal(compatcaps_gives(~UINT64_C(0), LAST + 1, GUESS), 0);
	assert_true(compatcaps_answers_of(NULL) == 0);
}

/* No answer is more certain than the host's answer as a whole. */
static void test_certainty(void **state)
{
	compatcaps_answers likely = compatcaps_answers_new(LIKELY);
	compatcaps_answers none = compatcaps_answers_new(NONE);

	(void)state;
	compatcaps_answers_set(&likely, LEVEL9, YES, SURE);
	compatcaps_answers_set(&none, LEVEL9, YES, SURE);
	assert_int_equal(compatcaps_gives(likely, LEVEL9, LIKELY), 1);
	assert_int_equal(compatcaps_gives(likely, LEVEL9, SURE), 0);
	assert_int_equal(compatcaps_gives(likely, LEVEL10, GUESS), 0);
	assert_int_equal(compatcaps_gives(none, LEVEL9, GUESS), 0);
}

static void test_baseline(void **state)
{
	const compatcaps_answers hosts[] = {
		host(SURE, LEVEL9, LEVEL11), host(SURE, LEVEL9, LEVEL10),
		host(LIKELY, LEVEL8, LEVEL9), host(SURE, LEVEL11, LEVEL11)};
	size_t unsure = 99;

	(void)state;
	assert_int_equal(compatcaps_baseline(hosts, 1, SURE, &unsure), LEVEL11);
	assert_int_equal(unsure, 0);
	assert_int_equal(compatcaps_baseline(hosts, 2, SURE, &unsure), LEVEL10);
	assert_int_equal(compatcaps_baseline(hosts, 3, SURE, &unsure), LEVEL10);
	assert_int_equal(unsure, 1);
	assert_int_equal(compatcaps_baseline(hosts, 3, LIKELY, &unsure),
			 LEVEL9);
	assert_int_equal(unsure, 0);
	assert_int_equal(compatcaps_baseline(hosts, 4, LIKELY, &unsure), 0);
	assert_int_equal(compatcaps_baseline(hosts + 2, 1, SURE, NULL), 0);
	assert_int_equal(compatcaps_baseline(NULL, 0, SURE, &unsure), 0);
	assert_int_equal(unsure, 0);
}

/* A mode of a later release counts like any other. */
static void test_later_mode(void **state)
{
	compatcaps_answers hosts[] = {host(SURE, LEVEL9, LEVEL11),
				      host(SURE, LEVEL9, LEVEL11)};

	(void)state;
	compatcaps_answers_set(&hosts[0], LAST, YES, SURE);
	assert_int_equal(compatcaps_baseline(hosts, 2, SURE, NULL), LEVEL11);
	compatcaps_answers_set(&hosts[1], LAST, YES, SURE);
	assert_int_equal(compatcaps_baseline(hosts, 2, SURE, NULL), LAST);
}

static void test_of_host(void **state)
{
	struct compatcaps_host power11 = {
		.size = sizeof(power11),
		.source = COMPATCAPS_SOURCE_DEV_KVM,
		.kind = COMPATCAPS_KIND_NESTED_V2,
		.processor_pvr = 0x00820200,
		.partition_pvr = LEVEL10,
		.capabilities = UINT64_C(3) << 61,
	};
	compatcaps_answers answers = compatcaps_answers_of(&power11);

	(void)state;
	assert_int_equal(compatcaps_answers_certainty(answers), SURE);
	assert_int_equal(compatcaps_answers_get(answers, LEVEL8, NULL), NO);
	assert_int_equal(compatcaps_gives(answers, LEVEL9, SURE), 1);
	assert_int_equal(compatcaps_gives(answers, LEVEL10, SURE), 1);
	assert_int_equal(compatcaps_answers_get(answers, LEVEL11, NULL), NO);
	power11.size = 0;
	assert_true(compatcaps_answers_of(&power11) == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_set_and_get),
		cmocka_unit_test(test_bad_arguments),
		cmocka_unit_test(test_certainty),
		cmocka_unit_test(test_baseline),
		cmocka_unit_test(test_later_mode),
		cmocka_unit_test(test_of_host),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

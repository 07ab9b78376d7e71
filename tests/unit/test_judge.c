// SPDX-License-Identifier: GPL-2.0-or-later
/* From a host's record to answers: one row is one host. */
#include "cmocka_includes.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "compatcaps.h"
#include "kvm_ppc_compat.h"

#define P9 KVM_PPC_COMPAT_CAP_POWER9
#define P10 KVM_PPC_COMPAT_CAP_POWER10
#define P11 KVM_PPC_COMPAT_CAP_POWER11

enum {
	NONE = COMPATCAPS_REASON_NO_SOURCE,
	NO_BIT = COMPATCAPS_REASON_NO_BIT,
	YES = COMPATCAPS_REASON_REPORTED,
	NEWER = COMPATCAPS_REASON_NEWER_THAN_PROCESSOR,
	ABOVE = COMPATCAPS_REASON_ABOVE_PARTITION,
	REFUSED = COMPATCAPS_REASON_NOT_GRANTED,
};

struct row {
	const char *title;
	enum compatcaps_kind kind;
	enum compatcaps_source source;
	uint32_t processor_pvr;
	uint32_t partition_pvr;
	uint64_t capabilities;
	int reasons[4]; /* of POWER8, POWER9, POWER10, Power11 */
	const char *best;
	uint64_t unknown;
};

static const struct row rows[] = {
	{"nested v2, Power11 in POWER10 mode",
	 COMPATCAPS_KIND_NESTED_V2,
	 COMPATCAPS_SOURCE_DEV_KVM,
	 0x00821200,
	 0x0f000006,
	 P9 | P10,
	 {NO_BIT, YES, YES, ABOVE},
	 "POWER10",
	 0},
	{"nested v2, Power11",
	 COMPATCAPS_KIND_NESTED_V2,
	 COMPATCAPS_SOURCE_VM,
	 0x00821200,
	 0x0f000007,
	 P9 | P10 | P11,
	 {NO_BIT, YES, YES, YES},
	 "Power11",
	 0},
	{"nested v2, hypervisor grants POWER9 only",
	 COMPATCAPS_KIND_NESTED_V2,
	 COMPATCAPS_SOURCE_DEV_KVM,
	 0x00821200,
	 0x0f000007,
	 P9,
	 {NO_BIT, YES, REFUSED, REFUSED},
	 "POWER9",
	 0},
	{"nested v2 with a hole",
	 COMPATCAPS_KIND_NESTED_V2,
	 COMPATCAPS_SOURCE_DEV_KVM,
	 0x00821200,
	 0x0f000007,
	 P9 | P11,
	 {NO_BIT, YES, REFUSED, YES},
	 "Power11",
	 0},
	{"nested v1 in POWER9 mode on POWER10",
	 COMPATCAPS_KIND_NESTED_V1,
	 COMPATCAPS_SOURCE_VM,
	 0x00801200,
	 0x0f000005,
	 P9,
	 {NO_BIT, YES, ABOVE, NEWER},
	 "POWER9",
	 0},
	{"nested v1, raw",
	 COMPATCAPS_KIND_NESTED_V1,
	 COMPATCAPS_SOURCE_DEV_KVM,
	 0x00801200,
	 0x00801200,
	 P9 | P10,
	 {NO_BIT, YES, YES, NEWER},
	 "POWER10",
	 0},
	{"bare metal Power11",
	 COMPATCAPS_KIND_BARE_METAL,
	 COMPATCAPS_SOURCE_DEV_KVM,
	 0x00821200,
	 0x00821200,
	 P9 | P10 | P11,
	 {NO_BIT, YES, YES, YES},
	 "Power11",
	 0},
	{"bare metal POWER9",
	 COMPATCAPS_KIND_BARE_METAL,
	 COMPATCAPS_SOURCE_DEV_KVM,
	 0x004e1202,
	 0x004e1202,
	 P9,
	 {NO_BIT, YES, NEWER, NEWER},
	 "POWER9",
	 0},
	{"bare metal POWER8",
	 COMPATCAPS_KIND_BARE_METAL,
	 COMPATCAPS_SOURCE_DEV_KVM,
	 0x004d0200,
	 0x004d0200,
	 0,
	 {NO_BIT, NEWER, NEWER, NEWER},
	 NULL,
	 0},
	{"pseries of unknown API",
	 COMPATCAPS_KIND_PSERIES,
	 COMPATCAPS_SOURCE_DEV_KVM,
	 0x00821200,
	 0x0f000006,
	 P9 | P10,
	 {NO_BIT, YES, YES, ABOVE},
	 "POWER10",
	 0},
	{"partition newer than this version",
	 COMPATCAPS_KIND_NESTED_V1,
	 COMPATCAPS_SOURCE_DEV_KVM,
	 0x00900100,
	 0x0f000008,
	 P9 | P10,
	 {NO_BIT, YES, YES, REFUSED},
	 "POWER10",
	 0},
	{"partition older than any mode here",
	 COMPATCAPS_KIND_NESTED_V1,
	 COMPATCAPS_SOURCE_DEV_KVM,
	 0x00821200,
	 0x0f000003,
	 0,
	 {NO_BIT, ABOVE, ABOVE, ABOVE},
	 NULL,
	 0},
	{"nothing but KVM's answer is known",
	 COMPATCAPS_KIND_UNKNOWN,
	 COMPATCAPS_SOURCE_DEV_KVM,
	 0,
	 0,
	 P10,
	 {NO_BIT, REFUSED, YES, REFUSED},
	 "POWER10",
	 0},
	{"unknown bits stay",
	 COMPATCAPS_KIND_NESTED_V2,
	 COMPATCAPS_SOURCE_DEV_KVM,
	 0x00821200,
	 0x0f000007,
	 P9 | P10 | P11 | 1ULL << 63 | 1ULL << 59 | 1,
	 {NO_BIT, YES, YES, YES},
	 "Power11",
	 1ULL << 63 | 1ULL << 59 | 1},
	{"only unknown bits",
	 COMPATCAPS_KIND_NESTED_V2,
	 COMPATCAPS_SOURCE_DEV_KVM,
	 0x00900100,
	 0x0f000008,
	 1ULL << 59,
	 {NO_BIT, REFUSED, REFUSED, REFUSED},
	 NULL,
	 1ULL << 59},
	{"KVM's word counts, even above the partition",
	 COMPATCAPS_KIND_NESTED_V2,
	 COMPATCAPS_SOURCE_VM,
	 0x00821200,
	 0x0f000006,
	 P9 | P10 | P11,
	 {NO_BIT, YES, YES, YES},
	 "Power11",
	 0},
	{"no source, bits mean nothing",
	 COMPATCAPS_KIND_NESTED_V2,
	 COMPATCAPS_SOURCE_NONE,
	 0x00821200,
	 0x0f000006,
	 ~0ULL,
	 {NONE, NONE, NONE, NONE},
	 NULL,
	 0},
};

static struct compatcaps_host host_of_row(const struct row *row)
{
	return (struct compatcaps_host){
		.size = sizeof(struct compatcaps_host),
		.kind = row->kind,
		.source = row->source,
		.processor_pvr = row->processor_pvr,
		.partition_pvr = row->partition_pvr,
		.capabilities = row->capabilities,
	};
}

static enum compatcaps_answer answer_of_reason(int reason)
{
	if (reason == YES)
		return COMPATCAPS_ANSWER_YES;
	return reason == NONE || reason == NO_BIT ? COMPATCAPS_ANSWER_UNKNOWN
						  : COMPATCAPS_ANSWER_NO;
}

static void check_row(void **state)
{
	const struct row *row = *state;
	struct compatcaps_host host = host_of_row(row);
	const struct compatcaps_mode *best = compatcaps_best(&host);

	for (size_t i = 0; i < ARRAY_SIZE(row->reasons); i++) {
		struct compatcaps_verdict verdict = {.size = sizeof(verdict)};

		assert_int_equal(compatcaps_judge(&host, compatcaps_mode_at(i),
						  &verdict),
				 0);
		assert_string_equal(compatcaps_reason_name(verdict.reason),
				    compatcaps_reason_name(row->reasons[i]));
		assert_int_equal(verdict.answer,
				 answer_of_reason(row->reasons[i]));
	}
	if (row->best) {
		assert_non_null(best);
		assert_string_equal(best->name, row->best);
	} else {
		assert_null(best);
	}
	assert_int_equal(compatcaps_unknown_capabilities(&host), row->unknown);
}

static void bad_arguments_are_refused(void **state)
{
	struct compatcaps_host host = host_of_row(&rows[0]);
	const struct compatcaps_mode *mode = compatcaps_mode_at(1);
	struct compatcaps_verdict verdict = {.size = sizeof(verdict)};

	(void)state;
	assert_int_equal(compatcaps_judge(NULL, mode, &verdict), -EINVAL);
	assert_int_equal(compatcaps_judge(&host, NULL, &verdict), -EINVAL);
	assert_int_equal(compatcaps_judge(&host, mode, NULL), -EINVAL);
	verdict.size--;
	assert_int_equal(compatcaps_judge(&host, mode, &verdict), -EINVAL);
	verdict.size++;
	host.size--;
	assert_int_equal(compatcaps_judge(&host, mode, &verdict), -EINVAL);
	assert_null(compatcaps_best(&host));
	assert_null(compatcaps_best(NULL));
	assert_int_equal(compatcaps_unknown_capabilities(&host), 0);
	assert_int_equal(compatcaps_unknown_capabilities(NULL), 0);
}

/* A caller that was built against a later version. */
static void larger_records_are_served(void **state)
{
	struct {
		struct compatcaps_verdict verdict;
		uint64_t later;
	} larger = {.verdict.size = sizeof(larger), .later = 0x5a5a};
	struct compatcaps_host host = host_of_row(&rows[0]);

	(void)state;
	host.size += 64;
	assert_int_equal(
		compatcaps_judge(&host, compatcaps_mode_at(1), &larger.verdict),
		0);
	assert_int_equal(larger.verdict.size, sizeof(larger.verdict));
	assert_int_equal(larger.verdict.answer, COMPATCAPS_ANSWER_YES);
	assert_int_equal(larger.later, 0x5a5a);
}

int main(void)
{
	const struct CMUnitTest others[] = {
		cmocka_unit_test(bad_arguments_are_refused),
		cmocka_unit_test(larger_records_are_served),
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

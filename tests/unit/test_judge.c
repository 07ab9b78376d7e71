// SPDX-License-Identifier: GPL-2.0-or-later
/* Judges each mode for hosts. */
#include "cmocka_includes.h"
#include <errno.h>
#include <string.h>

#include "compatcaps.h"
#include "rows.h"

#define MODES 4
#define BIT9 (1ULL << 62)
#define BIT10 (1ULL << 61)
#define BIT11 (1ULL << 60)
#define TRIED(level) COMPATCAPS_TRIED(0x0f000000 + (level))

/* Logical PVRs; the last one belongs to a future processor. */
#define LEVEL8 0x0f000004
#define LEVEL9 0x0f000005
#define LEVEL10 0x0f000006
#define LEVEL11 0x0f000007
#define LEVEL12 0x0f000008
#define RAW9 0x004e1202
#define RAW10 0x00801200
#define RAW11 0x00820200
#define RAW12 0x00990100

/* A verdict, for a table */
#define YES(reason, certainty)                                 \
	{0, COMPATCAPS_ANSWER_YES, COMPATCAPS_REASON_##reason, \
	 COMPATCAPS_CERTAINTY_##certainty}
#define NO(reason, certainty)                                 \
	{0, COMPATCAPS_ANSWER_NO, COMPATCAPS_REASON_##reason, \
	 COMPATCAPS_CERTAINTY_##certainty}
#define UNKNOWN(reason)                                            \
	{0, COMPATCAPS_ANSWER_UNKNOWN, COMPATCAPS_REASON_##reason, \
	 COMPATCAPS_CERTAINTY_NONE}

struct row {
	const char *title;
	struct compatcaps_host host;
	struct compatcaps_verdict verdicts[MODES]; /* POWER8 to Power11 */
	const char *own;
	/* For each least certainty: none, guess, likely, sure */
	const char *best[COMPATCAPS_CERTAINTY_SURE + 1];
};

#define HOST(source_name, kind_name)               \
	.size = sizeof(struct compatcaps_host),    \
	.source = COMPATCAPS_SOURCE_##source_name, \
	.kind = COMPATCAPS_KIND_##kind_name
#define ALL(name) {name, name, name, name}

static const struct row report_rows[] = {
	{"report: a Power11 partition in POWER10 mode",
	 {HOST(DEV_KVM, NESTED_V2), .processor_pvr = RAW11,
	  .partition_pvr = LEVEL10, .capabilities = BIT9 | BIT10},
	 {NO(NO_HASH_MMU, LIKELY), YES(REPORTED, SURE), YES(REPORTED, SURE),
	  NO(ABOVE_PARTITION, SURE)},
	 "POWER10",
	 ALL("POWER10")},
	{"report: bare-metal POWER9, by a VM",
	 {HOST(VM, BARE_METAL), .processor_pvr = RAW9, .partition_pvr = RAW9,
	  .capabilities = BIT9},
	 {UNKNOWN(NO_BIT), YES(REPORTED, SURE), NO(NEWER_THAN_PROCESSOR, SURE),
	  NO(NEWER_THAN_PROCESSOR, SURE)},
	 "POWER9",
	 ALL("POWER9")},
	{"report: a POWER9 before version 2.2: never sure, for 'disable_radix'",
	 {HOST(VM, BARE_METAL), .processor_pvr = 0x004e1201,
	  .partition_pvr = 0x004e1201, .capabilities = BIT9},
	 {NO(NO_HASH_MMU, LIKELY), YES(REPORTED, SURE),
	  NO(NEWER_THAN_PROCESSOR, SURE), NO(NEWER_THAN_PROCESSOR, SURE)},
	 "POWER9",
	 ALL("POWER9")},
	{"report: the hypervisor does not grant POWER9",
	 {HOST(DEV_KVM, NESTED_V2), .processor_pvr = RAW10,
	  .partition_pvr = LEVEL10, .capabilities = BIT10},
	 {NO(NO_HASH_MMU, LIKELY), NO(NOT_GRANTED, SURE), YES(REPORTED, SURE),
	  NO(NEWER_THAN_PROCESSOR, SURE)},
	 "POWER10",
	 ALL("POWER10")},
	{"report: KVM's word goes first",
	 {HOST(DEV_KVM, PSERIES), .processor_pvr = RAW9,
	  .partition_pvr = LEVEL9, .capabilities = BIT11},
	 {NO(NO_HASH_MMU, LIKELY), NO(NOT_GRANTED, SURE),
	  NO(NEWER_THAN_PROCESSOR, SURE), YES(REPORTED, SURE)},
	 "POWER9",
	 ALL("Power11")},
	{"report: nothing granted, nothing known",
	 {HOST(DEV_KVM, UNKNOWN)},
	 {UNKNOWN(NO_BIT), NO(NOT_GRANTED, SURE), NO(NOT_GRANTED, SURE),
	  NO(NOT_GRANTED, SURE)},
	 NULL,
	 {NULL}},
	{"report: a host of a newer level",
	 {HOST(DEV_KVM, NESTED_V2), .processor_pvr = RAW12,
	  .partition_pvr = LEVEL12, .capabilities = BIT11 | 1ULL << 59},
	 {NO(NO_HASH_MMU, LIKELY), NO(NOT_GRANTED, SURE), NO(NOT_GRANTED, SURE),
	  YES(REPORTED, SURE)},
	 "Power11",
	 ALL("Power11")},
	{"report: unknown silicon, and the kernel's name for it is older",
	 {HOST(DEV_KVM, BARE_METAL), .processor_pvr = RAW12,
	  .partition_pvr = RAW12, .platform_pvr = LEVEL10,
	  .capabilities = BIT10},
	 {UNKNOWN(NO_BIT), NO(NOT_GRANTED, SURE), YES(REPORTED, SURE),
	  NO(ABOVE_PARTITION, SURE)},
	 "POWER10",
	 ALL("POWER10")},
};

static const struct row trial_rows[] = {
	{"trial: a Power11 partition in POWER10 mode, Linux 6.12",
	 {HOST(TRIAL, NESTED_V2), .processor_pvr = RAW11,
	  .partition_pvr = LEVEL10,
	  .tried_accepted = TRIED(5) | TRIED(6) | TRIED(7),
	  .tried_refused = TRIED(4)},
	 {NO(NO_HASH_MMU, SURE), YES(ACCEPTED, LIKELY), YES(ACCEPTED, LIKELY),
	  NO(ACCEPTED_WRONGLY, LIKELY)},
	 "POWER10",
	 {"POWER10", "POWER10", "POWER10", NULL}},
	{"trial: nested v2 on Power11: Linux 6.12 does not negotiate Power11",
	 {HOST(TRIAL, NESTED_V2), .processor_pvr = RAW11,
	  .partition_pvr = LEVEL11, .tried_accepted = TRIED(6) | TRIED(7),
	  .tried_refused = TRIED(4) | TRIED(5)},
	 {NO(NO_HASH_MMU, SURE), NO(NOT_GRANTED, SURE), YES(ACCEPTED, LIKELY),
	  UNKNOWN(HYPERVISOR_DECIDES)},
	 "Power11",
	 {"POWER10", "POWER10", "POWER10", NULL}},
	{"trial: nested v2 on Power11 that grants no POWER10, Linux 6.12",
	 {HOST(TRIAL, NESTED_V2), .processor_pvr = RAW11,
	  .partition_pvr = LEVEL11, .tried_accepted = TRIED(5),
	  .tried_refused = TRIED(4) | TRIED(6) | TRIED(7)},
	 {NO(NO_HASH_MMU, SURE), YES(ACCEPTED, LIKELY), NO(NOT_GRANTED, SURE),
	  NO(NOT_GRANTED, SURE)},
	 "Power11",
	 {"POWER9", "POWER9", "POWER9", NULL}},
	{"trial: nested v1, where KVM accepts POWER8 and QEMU cannot run it",
	 {HOST(TRIAL, NESTED_V1), .processor_pvr = RAW10,
	  .partition_pvr = LEVEL10,
	  .tried_accepted = TRIED(4) | TRIED(5) | TRIED(6),
	  .tried_refused = TRIED(7)},
	 {NO(NO_HASH_MMU, LIKELY), YES(ACCEPTED, LIKELY), YES(ACCEPTED, LIKELY),
	  NO(NEWER_THAN_PROCESSOR, SURE)},
	 "POWER10",
	 {"POWER10", "POWER10", "POWER10", NULL}},
	{"trial: a POWER9 before version 2.2",
	 {HOST(TRIAL, BARE_METAL), .processor_pvr = 0x004e1201,
	  .partition_pvr = 0x004e1201, .tried_accepted = TRIED(4) | TRIED(5)},
	 {NO(NO_HASH_MMU, LIKELY), YES(ACCEPTED, LIKELY), UNKNOWN(NO_HINT),
	  UNKNOWN(NO_HINT)},
	 "POWER9",
	 {"POWER9", "POWER9", "POWER9", NULL}},
	{"trial: the other kind of POWER9 before its version 1.1",
	 {HOST(TRIAL, BARE_METAL), .processor_pvr = 0x004e2100,
	  .tried_accepted = TRIED(4)},
	 {NO(NO_HASH_MMU, LIKELY), UNKNOWN(NO_HINT), UNKNOWN(NO_HINT),
	  UNKNOWN(NO_HINT)},
	 "POWER9",
	 {NULL}},
	{"trial: the other kind of POWER9, version 1.1",
	 {HOST(TRIAL, BARE_METAL), .processor_pvr = 0x004e2101,
	  .tried_accepted = TRIED(4)},
	 {YES(ACCEPTED, LIKELY), UNKNOWN(NO_HINT), UNKNOWN(NO_HINT),
	  UNKNOWN(NO_HINT)},
	 "POWER9",
	 {"POWER8", "POWER8", "POWER8", NULL}},
	{"trial: nested v2 of a newer level: its own mode is not known here",
	 {HOST(TRIAL, NESTED_V2), .processor_pvr = RAW12,
	  .partition_pvr = LEVEL12,
	  .tried_accepted = TRIED(5) | TRIED(6) | TRIED(7),
	  .tried_refused = TRIED(4)},
	 {NO(NO_HASH_MMU, SURE), YES(ACCEPTED, LIKELY), YES(ACCEPTED, LIKELY),
	  UNKNOWN(HYPERVISOR_DECIDES)},
	 "Power11",
	 {"POWER10", "POWER10", "POWER10", NULL}},
	{"trial: POWER10, which knows POWER8, too",
	 {HOST(TRIAL, BARE_METAL), .processor_pvr = RAW10,
	  .partition_pvr = RAW10,
	  .tried_accepted = TRIED(4) | TRIED(5) | TRIED(6),
	  .tried_refused = TRIED(7)},
	 {YES(ACCEPTED, LIKELY), YES(ACCEPTED, LIKELY), YES(ACCEPTED, LIKELY),
	  NO(NEWER_THAN_PROCESSOR, SURE)},
	 "POWER10",
	 {"POWER10", "POWER10", "POWER10", NULL}},
	{"trial: a newer mode than the processor is accepted wrongly",
	 {HOST(TRIAL, BARE_METAL), .processor_pvr = RAW9,
	  .tried_accepted = TRIED(7), .tried_refused = TRIED(6)},
	 {UNKNOWN(NO_HINT), UNKNOWN(NO_HINT), NO(NEWER_THAN_PROCESSOR, SURE),
	  NO(ACCEPTED_WRONGLY, LIKELY)},
	 "POWER9",
	 {NULL}},
	{"trial: a refusal above the partition",
	 {HOST(TRIAL, PSERIES), .platform_pvr = LEVEL9,
	  .tried_accepted = TRIED(5), .tried_refused = TRIED(6)},
	 {NO(NO_HASH_MMU, LIKELY), YES(ACCEPTED, LIKELY),
	  NO(ABOVE_PARTITION, SURE), UNKNOWN(NO_HINT)},
	 "POWER9",
	 {"POWER9", "POWER9", "POWER9", NULL}},
	{"trial: nothing else is known",
	 {HOST(TRIAL, UNKNOWN), .tried_accepted = TRIED(7)},
	 {UNKNOWN(NO_HINT), UNKNOWN(NO_HINT), UNKNOWN(NO_HINT),
	  YES(ACCEPTED, LIKELY)},
	 NULL,
	 {"Power11", "Power11", "Power11", NULL}},
	{"trial: capabilities do not matter",
	 {HOST(TRIAL, UNKNOWN), .capabilities = BIT9 | BIT10,
	  .tried_refused = TRIED(5)},
	 {UNKNOWN(NO_HINT), NO(NOT_GRANTED, SURE), UNKNOWN(NO_HINT),
	  UNKNOWN(NO_HINT)},
	 NULL,
	 {NULL}},
};

static const struct row inference_rows[] = {
	{"inference: bare-metal POWER10",
	 {HOST(INFERENCE, BARE_METAL), .processor_pvr = RAW10},
	 {YES(INFERRED, GUESS), YES(INFERRED, GUESS), YES(INFERRED, GUESS),
	  NO(NEWER_THAN_PROCESSOR, GUESS)},
	 "POWER10",
	 {"POWER10", "POWER10", NULL, NULL}},
	{"inference: nested v1",
	 {HOST(INFERENCE, NESTED_V1), .processor_pvr = RAW10,
	  .partition_pvr = LEVEL9},
	 {NO(NO_HASH_MMU, GUESS), YES(INFERRED, GUESS),
	  NO(ABOVE_PARTITION, GUESS), NO(NEWER_THAN_PROCESSOR, GUESS)},
	 "POWER9",
	 {"POWER9", "POWER9", NULL, NULL}},
	{"inference: nested v2, where the hypervisor decides",
	 {HOST(INFERENCE, NESTED_V2), .processor_pvr = RAW11,
	  .partition_pvr = LEVEL10},
	 {NO(NO_HASH_MMU, GUESS), UNKNOWN(NO_HINT), YES(INFERRED, GUESS),
	  NO(ABOVE_PARTITION, GUESS)},
	 "POWER10",
	 {"POWER10", "POWER10", NULL, NULL}},
	{"inference: nested v2, where the kernel may not negotiate Power11",
	 {HOST(INFERENCE, NESTED_V2), .processor_pvr = RAW11,
	  .partition_pvr = LEVEL11},
	 {NO(NO_HASH_MMU, GUESS), UNKNOWN(NO_HINT), UNKNOWN(NO_HINT),
	  UNKNOWN(NO_HINT)},
	 "Power11",
	 {NULL}},
	{"inference: a partition in raw mode of Power11, with an unknown API",
	 {HOST(INFERENCE, PSERIES), .processor_pvr = RAW11,
	  .partition_pvr = RAW11, .platform_pvr = LEVEL10},
	 {NO(NO_HASH_MMU, GUESS), UNKNOWN(NO_HINT), UNKNOWN(NO_HINT),
	  UNKNOWN(NO_HINT)},
	 "Power11",
	 {NULL}},
	{"inference: a partition in raw mode of POWER10",
	 {HOST(INFERENCE, PSERIES), .processor_pvr = RAW10,
	  .partition_pvr = RAW10},
	 {NO(NO_HASH_MMU, GUESS), UNKNOWN(NO_HINT), YES(INFERRED, GUESS),
	  NO(NEWER_THAN_PROCESSOR, GUESS)},
	 "POWER10",
	 {"POWER10", "POWER10", NULL, NULL}},
	{"inference: the kernel's name for the platform only",
	 {HOST(INFERENCE, UNKNOWN), .platform_pvr = LEVEL9},
	 {YES(INFERRED, GUESS), YES(INFERRED, GUESS),
	  NO(ABOVE_PARTITION, GUESS), NO(ABOVE_PARTITION, GUESS)},
	 "POWER9",
	 {"POWER9", "POWER9", NULL, NULL}},
	{"inference: a partition of which only the processor is known",
	 {HOST(INFERENCE, PSERIES), .processor_pvr = RAW10},
	 {NO(NO_HASH_MMU, GUESS), UNKNOWN(NO_HINT), UNKNOWN(NO_HINT),
	  NO(NEWER_THAN_PROCESSOR, GUESS)},
	 NULL,
	 {NULL}},
	{"inference: a host of a newer level",
	 {HOST(INFERENCE, BARE_METAL), .partition_pvr = LEVEL12},
	 {YES(INFERRED, GUESS), YES(INFERRED, GUESS), YES(INFERRED, GUESS),
	  YES(INFERRED, GUESS)},
	 "Power11",
	 {"Power11", "Power11", NULL, NULL}},
	{"inference: unknown silicon",
	 {HOST(INFERENCE, BARE_METAL), .processor_pvr = RAW12},
	 {UNKNOWN(NO_HINT), UNKNOWN(NO_HINT), UNKNOWN(NO_HINT),
	  UNKNOWN(NO_HINT)},
	 NULL,
	 {NULL}},
	{"inference: a level before all that is known",
	 {HOST(INFERENCE, BARE_METAL), .partition_pvr = 0x0f000003},
	 {NO(ABOVE_PARTITION, GUESS), NO(ABOVE_PARTITION, GUESS),
	  NO(ABOVE_PARTITION, GUESS), NO(ABOVE_PARTITION, GUESS)},
	 NULL,
	 {NULL}},
	{"inference: POWER7+, whose number is greater than Power11's",
	 {HOST(INFERENCE, PSERIES), .processor_pvr = RAW9,
	  .partition_pvr = 0x0f100003},
	 {NO(ABOVE_PARTITION, GUESS), NO(ABOVE_PARTITION, GUESS),
	  NO(NEWER_THAN_PROCESSOR, GUESS), NO(NEWER_THAN_PROCESSOR, GUESS)},
	 NULL,
	 {NULL}},
	{"inference: a variant of POWER10",
	 {HOST(INFERENCE, BARE_METAL), .partition_pvr = 0x0f200006},
	 {YES(INFERRED, GUESS), YES(INFERRED, GUESS), YES(INFERRED, GUESS),
	  NO(ABOVE_PARTITION, GUESS)},
	 "POWER10",
	 {"POWER10", "POWER10", NULL, NULL}},
	{"inference: POWER8E",
	 {HOST(INFERENCE, BARE_METAL), .processor_pvr = 0x004b0201,
	  .partition_pvr = 0x004b0201},
	 {YES(INFERRED, GUESS), NO(NEWER_THAN_PROCESSOR, GUESS),
	  NO(NEWER_THAN_PROCESSOR, GUESS), NO(NEWER_THAN_PROCESSOR, GUESS)},
	 "POWER8",
	 {"POWER8", "POWER8", NULL, NULL}},
	{"inference: POWER8",
	 {HOST(INFERENCE, BARE_METAL), .processor_pvr = 0x004d0200,
	  .platform_pvr = LEVEL8},
	 {YES(INFERRED, GUESS), NO(NEWER_THAN_PROCESSOR, GUESS),
	  NO(NEWER_THAN_PROCESSOR, GUESS), NO(NEWER_THAN_PROCESSOR, GUESS)},
	 "POWER8",
	 {"POWER8", "POWER8", NULL, NULL}},
};

static const struct row other_rows[] = {
	{"no source",
	 {HOST(NONE, BARE_METAL), .processor_pvr = RAW11, .capabilities = BIT9,
	  .tried_accepted = TRIED(6)},
	 {UNKNOWN(NO_SOURCE), UNKNOWN(NO_SOURCE), UNKNOWN(NO_SOURCE),
	  UNKNOWN(NO_SOURCE)},
	 "Power11",
	 {NULL}},
	{"a source of a later version",
	 {.size = sizeof(struct compatcaps_host),
	  .source = 99,
	  .partition_pvr = LEVEL11},
	 {UNKNOWN(NO_SOURCE), UNKNOWN(NO_SOURCE), UNKNOWN(NO_SOURCE),
	  UNKNOWN(NO_SOURCE)},
	 "Power11",
	 {NULL}},
};

static const char *name_of(const struct compatcaps_mode *mode)
{
	return mode ? mode->name : "none";
}

static void is_judged(void **state)
{
	const struct row *row = *state;

	assert_int_equal(compatcaps_mode_count(), MODES);
	for (size_t i = 0; i < MODES; i++) {
		struct compatcaps_verdict verdict = {.size = sizeof(verdict)};

		assert_int_equal(compatcaps_judge(&row->host,
						  compatcaps_mode_at(i),
						  &verdict),
				 0);
		assert_int_equal(verdict.size, sizeof(verdict));
		assert_int_equal(verdict.answer, row->verdicts[i].answer);
		assert_string_equal(
			compatcaps_reason_name(verdict.reason),
			compatcaps_reason_name(row->verdicts[i].reason));
		assert_int_equal(verdict.certainty, row->verdicts[i].certainty);
	}
	assert_string_equal(name_of(compatcaps_own_mode(&row->host)),
			    row->own ? row->own : "none");
	for (size_t i = 0; i < ARRAY_SIZE(row->best); i++)
		assert_string_equal(name_of(compatcaps_best(&row->host, i)),
				    row->best[i] ? row->best[i] : "none");
	assert_null(compatcaps_best(&row->host, COMPATCAPS_CERTAINTY_SURE + 1));
}

static void invalid_records_are_refused(void **state)
{
	const struct compatcaps_mode *mode = compatcaps_mode_at(0);
	struct compatcaps_host host = {
		HOST(DEV_KVM, BARE_METAL),
		.processor_pvr = RAW9,
		.capabilities = UINT64_MAX,
	};
	struct compatcaps_verdict verdict = {.size = sizeof(verdict)};

	(void)state;
	assert_int_equal(compatcaps_judge(&host, mode, &verdict), 0);
	assert_int_equal(compatcaps_judge(NULL, mode, &verdict), -EINVAL);
	assert_int_equal(compatcaps_judge(&host, NULL, &verdict), -EINVAL);
	assert_int_equal(compatcaps_judge(&host, mode, NULL), -EINVAL);
	assert_null(compatcaps_best(NULL, COMPATCAPS_CERTAINTY_NONE));
	assert_null(compatcaps_own_mode(NULL));
	assert_int_equal(compatcaps_unknown_capabilities(NULL), 0);
	host.size--;
	assert_int_equal(compatcaps_judge(&host, mode, &verdict), -EINVAL);
	assert_null(compatcaps_best(&host, COMPATCAPS_CERTAINTY_NONE));
	assert_null(compatcaps_own_mode(&host));
	assert_int_equal(compatcaps_unknown_capabilities(&host), 0);
}

static void an_older_verdict_is_refused(void **state)
{
	const struct compatcaps_host host = {HOST(DEV_KVM, BARE_METAL)};
	const size_t first = offsetof(struct compatcaps_verdict, certainty) +
			     sizeof(enum compatcaps_certainty);
	struct compatcaps_verdict verdict, before;

	(void)state;
	memset(&verdict, 0xa5, sizeof(verdict));
	for (size_t size = 0; size < first; size++) {
		verdict.size = size;
		before = verdict;
		assert_int_equal(compatcaps_judge(&host, compatcaps_mode_at(1),
						  &verdict),
				 -EINVAL);
		assert_memory_equal(&verdict, &before, sizeof(verdict));
	}
}

/* For a caller of the first version, nothing behind its end is written. */
static void the_first_verdict_is_filled(void **state)
{
	const struct compatcaps_host host = {HOST(DEV_KVM, BARE_METAL)};
	const size_t first = offsetof(struct compatcaps_verdict, certainty) +
			     sizeof(enum compatcaps_certainty);
	unsigned char after[sizeof(struct compatcaps_verdict)];
	struct compatcaps_verdict verdict;

	(void)state;
	memset(&verdict, 0xa5, sizeof(verdict));
	memset(after, 0xa5, sizeof(after));
	verdict.size = first;
	assert_int_equal(
		compatcaps_judge(&host, compatcaps_mode_at(1), &verdict), 0);
	assert_int_equal(verdict.size, first);
	assert_int_equal(verdict.reason, COMPATCAPS_REASON_NOT_GRANTED);
	assert_memory_equal((unsigned char *)&verdict + first, after,
			    sizeof(verdict) - first);
}

static void a_newer_verdict_is_filled_in_part(void **state)
{
	const struct compatcaps_host host = {HOST(DEV_KVM, BARE_METAL)};
	struct {
		struct compatcaps_verdict verdict;
		unsigned char newer[16];
	} caller;
	unsigned char untouched[sizeof(caller.newer)];

	(void)state;
	memset(&caller, 0xa5, sizeof(caller));
	memset(untouched, 0xa5, sizeof(untouched));
	caller.verdict.size = sizeof(caller);
	assert_int_equal(
		compatcaps_judge(&host, compatcaps_mode_at(1), &caller.verdict),
		0);
	assert_int_equal(caller.verdict.size, sizeof(caller.verdict));
	assert_int_equal(caller.verdict.certainty, COMPATCAPS_CERTAINTY_SURE);
	assert_memory_equal(caller.newer, untouched, sizeof(untouched));
}

static void unknown_capabilities_are_told(void **state)
{
	struct compatcaps_host host = {
		HOST(DEV_KVM, NESTED_V2),
		.capabilities = BIT9 | BIT10 | BIT11,
	};

	(void)state;
	assert_int_equal(compatcaps_unknown_capabilities(&host), 0);
	host.capabilities = BIT10 | 1ULL << 63 | 1ULL << 59 | 1;
	assert_int_equal(compatcaps_unknown_capabilities(&host),
			 1ULL << 63 | 1ULL << 59 | 1);
	host.capabilities = 0;
	assert_int_equal(compatcaps_unknown_capabilities(&host), 0);
}

static size_t add_rows(struct CMUnitTest *tests, const struct row *rows,
		       size_t count)
{
	for (size_t i = 0; i < count; i++)
		tests[i] = row_test(rows[i].title, is_judged, &rows[i]);
	return count;
}

int main(void)
{
	static const struct CMUnitTest others[] = {
		cmocka_unit_test(invalid_records_are_refused),
		cmocka_unit_test(an_older_verdict_is_refused),
		cmocka_unit_test(the_first_verdict_is_filled),
		cmocka_unit_test(a_newer_verdict_is_filled_in_part),
		cmocka_unit_test(unknown_capabilities_are_told),
	};
	struct CMUnitTest tests[ARRAY_SIZE(report_rows) +
				ARRAY_SIZE(trial_rows) +
				ARRAY_SIZE(inference_rows) +
				ARRAY_SIZE(other_rows) + ARRAY_SIZE(others)];
	size_t n = 0;

	n += add_rows(tests + n, report_rows, ARRAY_SIZE(report_rows));
	n += add_rows(tests + n, trial_rows, ARRAY_SIZE(trial_rows));
	n += add_rows(tests + n, inference_rows, ARRAY_SIZE(inference_rows));
	n += add_rows(tests + n, other_rows, ARRAY_SIZE(other_rows));
	memcpy(tests + n, others, sizeof(others));
	return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Many threads call all functions at once, and each gets the results that a
 * single thread gets. Also built with the thread sanitizer, if there is one.
 */
#define _XOPEN_SOURCE 700
#include "cmocka_includes.h"
#include <pthread.h>
#include <string.h>

#include "compatcaps.h"
#include "tree.h"

#define THREADS 8
#define ROUNDS 100

struct results {
	int query_result;
	struct compatcaps_host here;
	int collect_result;
	int conclude_result;
	struct compatcaps_host other;
	struct compatcaps_verdict verdicts[4];
	const struct compatcaps_mode *best, *own, *found;
	const char *name;
};

static char root[TREE_SIZE];
static pthread_barrier_t start;

static void call_all(struct results *results)
{
	struct compatcaps_evidence evidence = {.size = sizeof(evidence)};

	/* Clear the padding, too: the whole structure is compared. */
	memset(results, 0, sizeof(*results));
	results->here.size = results->other.size = sizeof(results->here);
	results->query_result = compatcaps_query(&results->here);
	results->collect_result = compatcaps_collect(&evidence, 0, root);
	compatcaps_evidence_add(&evidence, "kvm/compat-caps/dev-kvm",
				"0x6000000000000000");
	results->conclude_result = compatcaps_conclude(
		&evidence, COMPATCAPS_SOURCE_NONE, &results->other);
	for (size_t i = 0; i < ARRAY_SIZE(results->verdicts); i++) {
		results->verdicts[i].size = sizeof(results->verdicts[i]);
		compatcaps_judge(&results->other, compatcaps_mode_at(i),
				 &results->verdicts[i]);
	}
	results->best =
		compatcaps_best(&results->other, COMPATCAPS_CERTAINTY_SURE);
	results->own = compatcaps_own_mode(&results->other);
	results->found = compatcaps_mode_find("power9");
	results->name = compatcaps_reason_name(results->verdicts[3].reason);
}

/*
 * Returns the number of different results; threads cannot use cmocka's
 * assertions.
 */
static void *call_often(void *argument)
{
	const struct results *expected = argument;
	struct results results;
	uintptr_t differences = 0;

	pthread_barrier_wait(&start);
	for (int i = 0; i < ROUNDS; i++) {
		call_all(&results);
		differences += !!memcmp(&results, expected, sizeof(results));
	}
	return (void *)differences;
}

static void threads_have_the_same_answers(void **state)
{
	pthread_t threads[THREADS];
	struct results expected;

	(void)state;
	call_all(&expected);
	assert_int_equal(expected.collect_result, 0);
	assert_int_equal(expected.conclude_result, 0);
	assert_int_equal(expected.other.partition_pvr, 0x0f000006);
	assert_string_equal(expected.best->name, "POWER10");
	assert_string_equal(expected.name, "above-partition");
	assert_int_equal(pthread_barrier_init(&start, NULL, THREADS), 0);
	for (size_t i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, call_often,
						&expected),
				 0);
	for (size_t i = 0; i < THREADS; i++) {
		void *differences;

		assert_int_equal(pthread_join(threads[i], &differences), 0);
		assert_null(differences);
	}
	pthread_barrier_destroy(&start);
}

static int make_root(void **state)
{
	(void)state;
	tree_make(root);
	tree_put_text(root, "proc/sys/kernel/arch", "ppc64le\n");
	tree_put_text(root, "proc/cpuinfo", "revision : 2.0 (pvr 0082 1200)\n");
	tree_put_text(root, "proc/device-tree/compatible", "IBM,9080-HEX");
	tree_put(root, "proc/device-tree/cpus/cpu@0/cpu-version",
		 "\x0f\0\0\x06", 4);
	return 0;
}

static int remove_root(void **state)
{
	(void)state;
	tree_remove(root);
	return 0;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(threads_have_the_same_answers),
	};

	return cmocka_run_group_tests(tests, make_root, remove_root);
}

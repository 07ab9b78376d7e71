// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Many threads call everything at once, and each has the answers that one alone
 * has. Built with the thread sanitizer, too, where there is one.
 */
#define _XOPEN_SOURCE 700
#include "cmocka_includes.h"
#include <pthread.h>
#include <string.h>

#include "compatcaps.h"
#include "tree.h"

#define THREADS 8
#define ROUNDS 100

struct answers {
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

static void ask(struct answers *answers)
{
	struct compatcaps_evidence evidence = {.size = sizeof(evidence)};

	/* Padding, too: they are compared as a whole. */
	memset(answers, 0, sizeof(*answers));
	answers->here.size = answers->other.size = sizeof(answers->here);
	answers->query_result = compatcaps_query(&answers->here);
	answers->collect_result = compatcaps_collect(&evidence, 0, root);
	compatcaps_evidence_add(&evidence, "kvm/compat-caps/dev-kvm",
				"0x6000000000000000");
	answers->conclude_result = compatcaps_conclude(
		&evidence, COMPATCAPS_SOURCE_NONE, &answers->other);
	for (size_t i = 0; i < ARRAY_SIZE(answers->verdicts); i++) {
		answers->verdicts[i].size = sizeof(answers->verdicts[i]);
		compatcaps_judge(&answers->other, compatcaps_mode_at(i),
				 &answers->verdicts[i]);
	}
	answers->best =
		compatcaps_best(&answers->other, COMPATCAPS_CERTAINTY_SURE);
	answers->own = compatcaps_own_mode(&answers->other);
	answers->found = compatcaps_mode_find("power9");
	answers->name = compatcaps_reason_name(answers->verdicts[3].reason);
}

/* Returns how often the answers were others; cmocka's own are not for threads.
 */
static void *ask_often(void *argument)
{
	const struct answers *expected = argument;
	struct answers answers;
	uintptr_t differences = 0;

	pthread_barrier_wait(&start);
	for (int i = 0; i < ROUNDS; i++) {
		ask(&answers);
		differences += !!memcmp(&answers, expected, sizeof(answers));
	}
	return (void *)differences;
}

static void threads_have_the_same_answers(void **state)
{
	pthread_t threads[THREADS];
	struct answers expected;

	(void)state;
	ask(&expected);
	assert_int_equal(expected.collect_result, 0);
	assert_int_equal(expected.conclude_result, 0);
	assert_int_equal(expected.other.partition_pvr, 0x0f000006);
	assert_string_equal(expected.best->name, "POWER10");
	assert_string_equal(expected.name, "above-partition");
	assert_int_equal(pthread_barrier_init(&start, NULL, THREADS), 0);
	for (size_t i = 0; i < THREADS; i++)
		assert_int_equal(
			pthread_create(&threads[i], NULL, ask_often, &expected),
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

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Which names are there more than once, in more sightings than memory is used
 * for; and a temporary file that cannot be written.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "../unit/cmocka_includes.h"

#include "../../fleet/seen.h"

/* Above what stays in memory: 256 parts with 1024 each */
#define MANY 700000

/* Well spread (splitmix64), and no number gives what another one gives */
static uint64_t hash_of(uint64_t i)
{
	i += UINT64_C(0x9e3779b97f4a7c15);
	i = (i ^ i >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	i = (i ^ i >> 27) * UINT64_C(0x94d049bb133111eb);
	return i ^ i >> 31;
}

struct found {
	uint64_t groups;
	uint64_t sightings;
	bool in_order;
};

static void count_group(void *context, const struct sighting *sightings,
			size_t count)
{
	struct found *found = context;

	found->groups++;
	found->sightings += count;
	for (size_t i = 1; i < count; i++) {
		if (sightings[i].name != sightings[0].name ||
		    sightings[i].place <= sightings[i - 1].place)
			found->in_order = false;
	}
}

static int add(struct seen *seen, uint64_t name, uint64_t place)
{
	struct sighting sighting = {
		.name = hash_of(name), .answers = name, .place = place};

	return seen_add(seen, &sighting);
}

static struct found find(struct seen *seen)
{
	struct found found = {.in_order = true};

	assert_int_equal(seen_more_than_once(seen, count_group, &found), 0);
	return found;
}

static void test_none(void **state)
{
	struct seen *seen = seen_new();

	(void)state;
	assert_int_equal(find(seen).groups, 0);
	seen_free(seen);
}

static void test_few(void **state)
{
	static const uint64_t names[] = {1, 2, 1, 3, 3, 3, 4};
	struct seen *seen = seen_new();
	struct found found;

	(void)state;
	for (uint64_t i = 0; i < 7; i++)
		assert_int_equal(add(seen, names[i], i), 0);
	found = find(seen);
	assert_int_equal(found.groups, 2);
	assert_int_equal(found.sightings, 5);
	assert_true(found.in_order);
	seen_free(seen);
}

/* Each 1000th name comes again at the end, far from where it was. */
static void test_many(void **state)
{
	struct seen *seen = seen_new();
	struct found found;

	(void)state;
	for (uint64_t i = 0; i < MANY; i++)
		assert_int_equal(add(seen, i, i), 0);
	for (uint64_t i = 0; i < MANY; i += 1000)
		assert_int_equal(add(seen, i, MANY + i), 0);
	found = find(seen);
	assert_int_equal(found.groups, MANY / 1000);
	assert_int_equal(found.sightings, 2 * (MANY / 1000));
	assert_true(found.in_order);
	seen_free(seen);
}

static void test_one_name(void **state)
{
	struct seen *seen = seen_new();
	struct found found;

	(void)state;
	for (uint64_t i = 0; i < MANY / 10; i++)
		assert_int_equal(add(seen, 42, i), 0);
	found = find(seen);
	assert_int_equal(found.groups, 1);
	assert_int_equal(found.sightings, MANY / 10);
	assert_true(found.in_order);
	seen_free(seen);
}

/* The first error, or 0 */
static int add_many(struct seen *seen)
{
	int error = 0;

	for (uint64_t i = 0; !error && i < MANY; i++)
		error = add(seen, i, i);
	return error;
}

static void test_no_folder(void **state)
{
	struct seen *seen = seen_new();

	(void)state;
	setenv("TMPDIR", "/there/is/no/such/folder", 1);
	assert_int_equal(add_many(seen), -ENOENT);
	unsetenv("TMPDIR");
	seen_free(seen);
}

/* As on a disk that is full, but with a limit of this process */
static void test_no_room(void **state)
{
	struct rlimit before, small;
	struct seen *seen = seen_new();
	int error;

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = (struct rlimit){.rlim_cur = 1 << 20,
				.rlim_max = before.rlim_max};
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	error = add_many(seen);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(error, -EFBIG);
	seen_free(seen);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_few),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_one_name),
		cmocka_unit_test(test_no_folder),
		cmocka_unit_test(test_no_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

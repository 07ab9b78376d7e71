// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compatcaps fleet pools: hosts grouped so that each pool gives its best mode.
 * A pool is called as its mode is, so that names stay when hosts come and go.
 */
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "output.h"
#include "pool.h"

/* Of more modes, only the newest are weighed against each other for --most. */
#define MOST_CANDIDATES 12

/* The best mode of each class: every host has the best that it can. */
static mode_set natural_pools(const struct summary *summary)
{
	mode_set pools = 0;

	for (size_t i = 0; i < summary->tally->class_count; i++) {
		const struct class *class = &summary->tally->classes[i];
		int pool =
			pool_of(class->answers, EVERY_MODE, summary->certainty);

		if (pool >= 0 && class->count)
			pools |= 1U << pool;
	}
	return pools;
}

/* Less is better: first hosts without a pool, then steps below their best. */
struct cost {
	uint64_t left_out;
	uint64_t steps;
};

static struct cost cost_of(const struct summary *summary, mode_set pools)
{
	struct cost cost = {0, 0};

	for (size_t i = 0; i < summary->tally->class_count; i++) {
		const struct class *class = &summary->tally->classes[i];
		int best =
			pool_of(class->answers, EVERY_MODE, summary->certainty);
		int pool = pool_of(class->answers, pools, summary->certainty);

		if (best < 0)
			continue;
		if (pool == NO_MODE)
			cost.left_out += class->count;
		else
			cost.steps += class->count * (uint64_t)(best - pool);
	}
	return cost;
}

static bool is_less(struct cost a, struct cost b)
{
	return a.left_out != b.left_out ? a.left_out < b.left_out
					: a.steps < b.steps;
}

/* The modes that a pool can have: those that some host gives, newest first */
static int find_candidates(const struct summary *summary,
			   int candidates[MOST_CANDIDATES])
{
	int count = 0;

	for (int mode = MODE_LIMIT - 1; mode >= 0; mode--) {
		if (summary->modes[mode].given && count < MOST_CANDIDATES)
			candidates[count++] = mode;
	}
	return count;
}

static mode_set set_of(const int candidates[], unsigned int choice)
{
	mode_set pools = 0;

	for (int i = 0; choice >> i; i++) {
		if (choice >> i & 1)
			pools |= 1U << candidates[i];
	}
	return pools;
}

/* The cheapest of all sets of at most so many; of equal ones the smallest */
static mode_set few_pools(const struct summary *summary, unsigned int most)
{
	int candidates[MOST_CANDIDATES];
	int count = find_candidates(summary, candidates);
	struct cost least = {UINT64_MAX, UINT64_MAX};
	mode_set best = 0;

	for (unsigned int size = 1; size <= most; size++) {
		for (unsigned int choice = 1; choice < 1U << count; choice++) {
			mode_set pools = set_of(candidates, choice);
			struct cost cost;

			if ((unsigned int)__builtin_popcount(choice) != size)
				continue;
			cost = cost_of(summary, pools);
			if (is_less(cost, least)) {
				least = cost;
				best = pools;
			}
		}
	}
	return best;
}

static mode_set choose_pools(const struct summary *summary, unsigned int most)
{
	mode_set pools = natural_pools(summary);

	if (!most || (unsigned int)__builtin_popcount(pools) <= most)
		return pools;
	return few_pools(summary, most);
}

struct pool {
	int mode; /* as in pool.h */
	uint64_t hosts;
	mode_set common; /* modes that all of its hosts give */
};

static mode_set given_by(answers answers, enum compatcaps_certainty certainty)
{
	mode_set given = 0;

	for (int mode = 0; mode < MODE_LIMIT; mode++) {
		if (answers_give(answers, mode, certainty))
			given |= 1U << mode;
	}
	return given;
}

static void fill_pool(const struct summary *summary, mode_set pools,
		      struct pool *pool)
{
	pool->common = ~(mode_set)0;
	for (size_t i = 0; i < summary->tally->class_count; i++) {
		const struct class *class = &summary->tally->classes[i];

		if (!class->count || pool_of(class->answers, pools,
					     summary->certainty) != pool->mode)
			continue;
		pool->hosts += class->count;
		pool->common &= given_by(class->answers, summary->certainty);
	}
}

static void print_common(const struct pool *pool)
{
	const char *separator = "";

	for (int mode = 0; mode < MODE_LIMIT; mode++) {
		if (mode == pool->mode || !(pool->common & 1U << mode))
			continue;
		printf("%s%s", separator, mode_name(mode));
		separator = ", ";
	}
	puts(*separator ? "" : "-");
}

static void print_pool(const struct pool *pool)
{
	char name[MODE_NAME_SIZE];

	printf("%-8s  %-8s  %8" PRIu64 "  ", pool_name(name, pool->mode),
	       pool->mode < 0 ? "-" : mode_name(pool->mode), pool->hosts);
	if (pool->mode < 0)
		puts("-");
	else
		print_common(pool);
}

static json_t *json_of_pool(const struct pool *pool)
{
	char name[MODE_NAME_SIZE];
	json_t *also = json_array();

	for (int mode = 0; mode < MODE_LIMIT; mode++) {
		if (pool->mode >= 0 && mode != pool->mode &&
		    pool->common & 1U << mode)
			json_array_append_new(also, json_of_mode(mode));
	}
	return json_pack("{s:s, s:o, s:I, s:o}", "name",
			 pool_name(name, pool->mode), "mode",
			 json_of_mode(pool->mode), "hosts",
			 (json_int_t)pool->hosts, "also", also);
}

/* The pools, newest mode first, then those without one */
static size_t list_pools(const struct summary *summary, mode_set pools,
			 struct pool list[MODE_LIMIT + 2])
{
	size_t count = 0;

	for (int mode = MODE_LIMIT - 1; mode >= POOL_UNSURE; mode--) {
		list[count] = (struct pool){.mode = mode};
		fill_pool(summary, pools, &list[count]);
		count += list[count].hosts > 0;
	}
	return count;
}

static enum exit_code print_pools(const struct summary *summary, mode_set pools,
				  bool json)
{
	struct pool list[MODE_LIMIT + 2];
	size_t count = list_pools(summary, pools, list);
	json_t *whole, *array;

	if (!json) {
		printf("%-8s  %-8s  %8s  %s\n", "POOL", "MODE", "HOSTS",
		       "ALSO GIVEN BY EACH OF THEM");
		for (size_t i = 0; i < count; i++)
			print_pool(&list[i]);
		print_unsure(summary);
		return EXIT_YES;
	}
	whole = json_of_fleet(summary);
	array = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(array, json_of_pool(&list[i]));
	json_object_set_new(whole, "pools", array);
	return print_json(whole);
}

struct members {
	const struct request *request;
	mode_set pools;
};

static enum exit_code print_member(void *context, const struct fleet_host *host)
{
	const struct members *members = context;
	enum compatcaps_certainty certainty = members->request->certainty;
	char name[MODE_NAME_SIZE];
	const char *pool = pool_name(
		name, pool_of(host->answers, members->pools, certainty));

	if (!members->request->json) {
		printf("%s\t", pool);
		print_text(stdout, host->name);
		putchar('\n');
	} else {
		json_t *json = json_pack("{s:s, s:o}", "pool", pool, "name",
					 json_of_text(host->name));

		json_dumpf(json, stdout, JSON_COMPACT);
		putchar('\n');
		json_decref(json);
	}
	return ferror(stdout) ? EXIT_FAILED : EXIT_YES;
}

static bool reads_standard_input(char *const paths[])
{
	if (!*paths)
		return true;
	for (; *paths; paths++) {
		if (!strcmp(*paths, "-"))
			return true;
	}
	return false;
}

/* Which pools there are is known when all has been read, so it is read again.
 */
static enum exit_code print_members(const struct request *request,
				    mode_set pools)
{
	struct members members = {.request = request, .pools = pools};

	return records_read_alone(request->skip_broken, request->paths,
				  print_member, &members);
}

enum exit_code run_pools(const struct request *request)
{
	struct tally tally;
	struct summary summary;
	mode_set pools;
	enum exit_code code;

	if (request->members && reads_standard_input(request->paths)) {
		message("--members reads the records twice, which standard "
			"input cannot give; name files or folders");
		return EXIT_USAGE;
	}
	code = tally_read(&tally, request, request->paths);
	if (code == EXIT_YES) {
		summarize(&summary, &tally, request->certainty);
		pools = choose_pools(&summary, request->most);
		code = request->members
			       ? print_members(request, pools)
			       : print_pools(&summary, pools, request->json);
	}
	tally_free(&tally);
	return code;
}

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compatcaps fleet pools: hosts grouped so that each pool gives its best mode.
 * A pool has the name of its mode, so that names stay when hosts come and go.
 */
#include "output.h"
#include "pool.h"
#include "print_text.h"

/* If there are more modes, only the newest are considered for --most. */
#define MOST_CANDIDATES 12

/* The best mode of each class: every host is in its best pool. */
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

/*
 * Less is better: first the hosts without a pool, then the steps below their
 * best mode.
 */
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

/*
 * The possible modes of a pool: those that at least one host gives, newest
 * first
 */
static int find_candidates(const struct summary *summary,
			   int candidates[MOST_CANDIDATES])
{
	int count = 0;

	for (int mode = COMPATCAPS_LEVELS - 1; mode >= 0; mode--) {
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

/*
 * The cheapest set of at most this many modes; of equally cheap ones the
 * smallest
 */
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
	mode_set common; /* the modes that all of its hosts give */
};

static mode_set given_by(compatcaps_answers answers,
			 enum compatcaps_certainty certainty)
{
	mode_set given = 0;

	for (int mode = 0; mode < COMPATCAPS_LEVELS; mode++) {
		if (compatcaps_gives(answers, pvr_of_mode(mode), certainty))
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

	for (int mode = 0; mode < COMPATCAPS_LEVELS; mode++) {
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

static void write_pool(struct json_writer *writer, const struct pool *pool)
{
	char name[MODE_NAME_SIZE];

	json_open_object(writer, NULL);
	json_write_text(writer, "name", pool_name(name, pool->mode));
	write_mode(writer, "mode", pool->mode);
	json_write_number(writer, "hosts", pool->hosts);
	json_open_array(writer, "also");
	for (int mode = 0; mode < COMPATCAPS_LEVELS; mode++) {
		if (pool->mode >= 0 && mode != pool->mode &&
		    pool->common & 1U << mode)
			write_mode(writer, NULL, mode);
	}
	json_close(writer);
	json_close(writer);
}

/* The pools, newest mode first, then the hosts without one */
static size_t list_pools(const struct summary *summary, mode_set pools,
			 struct pool list[COMPATCAPS_LEVELS + 2])
{
	size_t count = 0;

	for (int mode = COMPATCAPS_LEVELS - 1; mode >= POOL_UNSURE; mode--) {
		list[count] = (struct pool){.mode = mode};
		fill_pool(summary, pools, &list[count]);
		count += list[count].hosts > 0;
	}
	return count;
}

static void print_pools(const struct summary *summary, const struct pool *list,
			size_t count)
{
	printf("%-8s  %-8s  %8s  %s\n", "POOL", "MODE", "HOSTS",
	       "ALSO GIVEN BY EACH OF THEM");
	for (size_t i = 0; i < count; i++)
		print_pool(&list[i]);
	print_unsure(summary);
}

static void print_json(const struct summary *summary, const struct pool *list,
		       size_t count)
{
	struct json_writer writer = open_answer(summary);

	json_open_array(&writer, "pools");
	for (size_t i = 0; i < count; i++)
		write_pool(&writer, &list[i]);
	json_close(&writer);
	close_answer(&writer);
}

static void print_member(const struct fleet_host *host, const char *pool,
			 bool json)
{
	struct json_writer writer = json_writer(stdout, JSON_ON_A_LINE);

	if (!json) {
		printf("%s\t", pool);
		print_text(host_text(host, HOST_NAME));
		putchar('\n');
		return;
	}
	json_open_object(&writer, NULL);
	json_write_text(&writer, "pool", pool);
	json_write_text(&writer, "name", host_text(host, HOST_NAME));
	close_answer(&writer);
}

static void print_members(const struct fleet *fleet,
			  const struct fleet_request *request, mode_set pools)
{
	char name[MODE_NAME_SIZE];

	for (size_t i = 0; i < fleet->count; i++) {
		const struct fleet_host *host = &fleet->hosts[i];
		int pool = pool_of(host->answers, pools, request->certainty);

		print_member(host, pool_name(name, pool), request->json);
	}
}

static void answer(const struct tally *tally,
		   const struct fleet_request *request)
{
	struct pool list[COMPATCAPS_LEVELS + 2];
	struct summary summary;
	mode_set pools;
	size_t count;

	summarize(&summary, tally, request->certainty);
	pools = choose_pools(&summary, request->most);
	count = list_pools(&summary, pools, list);
	if (request->members)
		print_members(&tally->fleet, request, pools);
	else if (request->json)
		print_json(&summary, list, count);
	else
		print_pools(&summary, list, count);
}

enum exit_code fleet_pools(const struct fleet_request *request)
{
	struct tally tally;
	enum exit_code code = tally_read(&tally, request, request->paths);

	if (code == EXIT_YES) {
		answer(&tally, request);
		code = code_of_fleet(&tally.fleet, EXIT_YES);
	}
	tally_free(&tally);
	return code;
}

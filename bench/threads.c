// SPDX-License-Identifier: GPL-2.0-or-later
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>

#include "count.h"
#include "threads.h"

#define CALLS 5000
#define ROUNDS 5

struct team {
	const struct call *call;
	int fd, threads;
	atomic_int ready;
};

struct member {
	struct team *team;
	int cpu;
	pthread_t thread;
	uint64_t start, end;
};

static void stay_on_cpu(int cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	sched_setaffinity(0, sizeof(set), &set);
}

static void *member_run(void *argument)
{
	struct member *member = argument;
	struct team *team = member->team;
	const struct call call = *team->call;
	const int fd = team->fd;
	int i;

	stay_on_cpu(member->cpu);
	atomic_fetch_add(&team->ready, 1);
	while (atomic_load(&team->ready) < team->threads)
		;
	member->start = timebase();
	for (i = 0; i < CALLS; i++)
		call_make(&call, fd);
	member->end = timebase();
	return NULL;
}

/* From the first start to the last end: time is one for all CPUs. */
static uint64_t ticks_of(const struct member *members, int threads)
{
	uint64_t start = UINT64_MAX, end = 0;
	int i;

	for (i = 0; i < threads; i++) {
		if (members[i].start < start)
			start = members[i].start;
		if (members[i].end > end)
			end = members[i].end;
	}
	return end - start;
}

/* False: a thread was not started. The others then wait for it no longer. */
static bool run_round(struct team *team, struct member *members)
{
	int i, started;

	for (i = 0; i < team->threads; i++) {
		members[i] = (struct member){.team = team, .cpu = i};
		if (pthread_create(&members[i].thread, NULL, member_run,
				   &members[i]))
			break;
	}
	started = i;
	if (started < team->threads)
		atomic_fetch_add(&team->ready, team->threads);
	for (i = 0; i < started; i++)
		pthread_join(members[i].thread, NULL);
	return started == team->threads;
}

double threads_cost(const struct call *call, int fd, int threads)
{
	struct member members[THREADS_MOST];
	uint64_t ticks, least = UINT64_MAX;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		struct team team = {call, fd, threads, 0};

		if (!run_round(&team, members))
			return -1;
		ticks = ticks_of(members, threads);
		if (ticks < least)
			least = ticks;
	}
	return count_of_ticks(least) / CALLS / threads;
}

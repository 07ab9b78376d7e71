// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * hammer: random calls of KVM_PPC_GET_COMPAT_CAPS from several threads on
 * /dev/kvm and on VMs that come and go; every result and every byte is
 * compared with what the rules say. The result is TAP.
 *
 * With --faults allocations and copies fail on demand (a kernel with
 * CONFIG_FAULT_INJECTION_DEBUG_FS, and the capabilities switched on in
 * debugfs).
 */
#include <dirent.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "faults.h"
#include "kvm.h"
#include "kvm_ppc_compat.h"
#include "options.h"
#include "tap.h"
#include "worker.h"

#define MOST_THREADS 64

struct options {
	uint64_t calls, seed, threads, seconds;
	bool faults;
};

static const char *const outcome_names[OUTCOMES] = {
	"0", "EINVAL", "E2BIG", "EFAULT", "other, of VMs closed meanwhile",
};

static struct {
	struct options options;
	struct shared shared;
} hammer;

static unsigned int open_descriptors(void)
{
	DIR *dir = opendir("/proc/self/fd");
	unsigned int count = 0;

	while (dir && readdir(dir))
		count++;
	if (dir)
		closedir(dir);
	return count;
}

static uint64_t sum(const struct worker *workers, size_t member)
{
	uint64_t total = 0;
	unsigned int i;

	for (i = 0; i < hammer.options.threads; i++)
		total +=
			*(const uint64_t *)((const char *)&workers[i] + member);
	return total;
}

#define SUM(workers, member) sum(workers, offsetof(struct worker, member))

static void judge_outcomes(const struct worker *workers)
{
	enum outcome o;

	for (o = FINE; o < OTHER; o++)
		tap_ok(sum(workers, offsetof(struct worker, outcomes) +
					    o * sizeof(uint64_t)) > 0,
		       "some calls returned %s", outcome_names[o]);
	for (o = FINE; o < OUTCOMES; o++)
		tap_note("%s: %" PRIu64, outcome_names[o],
			 sum(workers, offsetof(struct worker, outcomes) +
					      o * sizeof(uint64_t)));
}

static void judge_all(const struct worker *workers)
{
	tap_ok(!SUM(workers, wrong_results), "every result is by the rules");
	tap_ok(!SUM(workers, wrong_bytes) && restless_is_whole(&hammer.shared),
	       "no byte changed that was not to change");
	tap_ok(!SUM(workers, wrong_modes), "reported = accepted meanwhile");
	tap_ok(compat_caps_are(hammer.shared.kvm, hammer.shared.modes),
	       "the answer is still the same");
	judge_outcomes(workers);
	tap_note("calls %" PRIu64 ", VMs %" PRIu64 ", vCPUs %" PRIu64
		 ", forced failures %" PRIu64,
		 SUM(workers, calls), SUM(workers, vms), SUM(workers, vcpus),
		 SUM(workers, forced));
}

/* All shares together are the calls that were asked for. */
static uint64_t share_of(const struct options *options, unsigned int thread)
{
	return options->calls / options->threads +
	       (thread < options->calls % options->threads);
}

static bool start_all(struct worker *workers)
{
	const struct options *options = &hammer.options;
	unsigned int i;

	for (i = 0; i < options->threads; i++) {
		workers[i].share = share_of(options, i);
		workers[i].shared = &hammer.shared;
		workers[i].random = random_start(options->seed, i);
		if (!area_create(&workers[i].area, 1))
			return false;
	}
	for (i = 0; i < options->threads; i++)
		if (pthread_create(&workers[i].thread, NULL, worker_run,
				   &workers[i]))
			return false;
	return true;
}

static void *watch(void *argument)
{
	sleep(hammer.options.seconds);
	atomic_store(&hammer.shared.stop, true);
	return argument;
}

static void run_all(struct worker *workers)
{
	pthread_t watcher;
	unsigned int i;

	if (hammer.options.seconds &&
	    !pthread_create(&watcher, NULL, watch, NULL))
		pthread_detach(watcher);
	for (i = 0; i < hammer.options.threads; i++)
		pthread_join(workers[i].thread, NULL);
	for (i = 0; i < hammer.options.threads; i++)
		area_destroy(&workers[i].area);
}

static void beat(void)
{
	static struct worker workers[MOST_THREADS];
	unsigned int before = open_descriptors();

	if (!tap_ok(shared_open(&hammer.shared),
		    "/dev/kvm answers, and knows a struct of 24"))
		return;
	if (!tap_ok(start_all(workers), "threads and their memory"))
		return;
	run_all(workers);
	judge_all(workers);
	if (hammer.options.faults)
		faults_walk(hammer.shared.kvm, hammer.shared.modes);
	shared_close(&hammer.shared);
	tap_ok(open_descriptors() == before, "no descriptor is left open");
}

#define DEFAULT_CALLS 100000
#define DEFAULT_THREADS 4

static void take_options(char *const *argv)
{
	struct options *options = &hammer.options;
	const struct option_row rows[] = {
		{"calls", "N", "in all (" OPTION_DEFAULT(DEFAULT_CALLS) ")",
		 OPTION_NUMBER, .to.number = &options->calls, .least = 1,
		 .most = UINT64_MAX},
		{"seconds", "N", "stop before that after so many seconds",
		 OPTION_NUMBER, .to.number = &options->seconds, .least = 1,
		 .most = 86400},
		{"seed", "N", "of the random numbers (the time)", OPTION_NUMBER,
		 .to.number = &options->seed, .most = UINT64_MAX},
		{"threads", "N",
		 "that call (" OPTION_DEFAULT(DEFAULT_THREADS) ")",
		 OPTION_NUMBER, .to.number = &options->threads, .least = 1,
		 .most = MOST_THREADS},
		{"faults", NULL,
		 "let allocations and copies of these threads fail",
		 OPTION_SWITCH, .to.flag = &options->faults},
	};
	const struct program program = {
		"hammer",
		"Random calls of KVM_PPC_GET_COMPAT_CAPS, each judged; TAP.\n",
		rows,
		sizeof(rows) / sizeof(rows[0]),
		"0 nothing failed, 1 a test failed",
	};

	*options = (struct options){
		.calls = DEFAULT_CALLS,
		.seed = time(NULL),
		.threads = DEFAULT_THREADS,
	};
	options_take(&program, argv);
}

int main(int argc, char **argv)
{
	(void)argc;
	take_options(argv);
	hammer.shared.faults = hammer.options.faults;
	tap_start();
	tap_note("seed %" PRIu64 ", calls %" PRIu64 ", threads %" PRIu64 "%s",
		 hammer.options.seed, hammer.options.calls,
		 hammer.options.threads,
		 hammer.options.faults ? ", faults" : "");
	beat();
	return tap_finish();
}

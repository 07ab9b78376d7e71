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
#include <getopt.h>
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
#include "tap.h"
#include "worker.h"

#define EXIT_USAGE 2
#define MOST_THREADS 64

struct options {
	uint64_t calls, seed;
	unsigned int threads, seconds;
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

static bool query_is_right(int fd)
{
	struct kvm_ppc_compat_caps caps = {.size = sizeof(caps)};

	return !compat_caps_ioctl(fd, &caps) &&
	       caps.compat_capabilities == hammer.shared.modes;
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
	tap_ok(query_is_right(hammer.shared.kvm),
	       "the answer is still the same");
	judge_outcomes(workers);
	tap_note("calls %" PRIu64 ", VMs %" PRIu64 ", vCPUs %" PRIu64
		 ", forced failures %" PRIu64,
		 SUM(workers, calls), SUM(workers, vms), SUM(workers, vcpus),
		 SUM(workers, forced));
}

static bool start_all(struct worker *workers)
{
	const struct options *options = &hammer.options;
	unsigned int i;

	for (i = 0; i < options->threads; i++) {
		workers[i].share = options->calls / options->threads;
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

static const char help[] =
	"usage: hammer [OPTION]...\n"
	"Random calls of KVM_PPC_GET_COMPAT_CAPS, each judged; TAP.\n"
	"\n"
	"  --calls N     in all (100000)\n"
	"  --seconds N   stop before that after so many seconds\n"
	"  --seed N      of the random numbers (the time)\n"
	"  --threads N   1 to 64 (4)\n"
	"  --faults      let allocations and copies of these threads fail\n"
	"  --help        this text\n"
	"\n"
	"Exit: 0 nothing failed, 1 a test failed, 2 wrong options.\n";

static uint64_t number(const char *text, uint64_t least, uint64_t most)
{
	char *end;
	uint64_t value = strtoull(text, &end, 0);

	if (*text && !*end && value >= least && value <= most)
		return value;
	fprintf(stderr, "hammer: wrong number: %s\n", text);
	exit(EXIT_USAGE);
}

static void parse_option(struct options *options, int option, const char *value)
{
	switch (option) {
	case 'c':
		options->calls = number(value, 1, UINT64_MAX);
		return;
	case 'l':
		options->seconds = number(value, 1, 86400);
		return;
	case 's':
		options->seed = number(value, 0, UINT64_MAX);
		return;
	case 't':
		options->threads = number(value, 1, MOST_THREADS);
		return;
	case 'f':
		options->faults = true;
		return;
	case 'h':
		fputs(help, stdout);
		exit(EXIT_SUCCESS);
	}
	exit(EXIT_USAGE);
}

static void parse_options(struct options *options, int argc, char **argv)
{
	static const struct option known[] = {
		{"calls", required_argument, NULL, 'c'},
		{"seconds", required_argument, NULL, 'l'},
		{"seed", required_argument, NULL, 's'},
		{"threads", required_argument, NULL, 't'},
		{"faults", no_argument, NULL, 'f'},
		{"help", no_argument, NULL, 'h'},
		{0},
	};
	int option;

	while ((option = getopt_long(argc, argv, "", known, NULL)) != -1)
		parse_option(options, option, optarg);
	if (optind == argc)
		return;
	fprintf(stderr, "hammer: takes no argument: %s\n", argv[optind]);
	exit(EXIT_USAGE);
}

int main(int argc, char **argv)
{
	hammer.options = (struct options){
		.calls = 100000,
		.seed = time(NULL),
		.threads = 4,
	};
	parse_options(&hammer.options, argc, argv);
	hammer.shared.faults = hammer.options.faults;
	tap_start();
	tap_note("seed %" PRIu64 ", calls %" PRIu64 ", threads %u%s",
		 hammer.options.seed, hammer.options.calls,
		 hammer.options.threads,
		 hammer.options.faults ? ", faults" : "");
	beat();
	return tap_finish();
}

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compat-faults: hypercalls of KVM fail, and user space gets errnos, the host
 * lives, and the next guest runs. The emulated hypervisor below this host is
 * told what to answer: lab/boot --qmp. The result is TAP.
 */
#include <inttypes.h>
#include <time.h>

#include "compat-faults.h"
#include "kvm.h"
#include "options.h"
#include "tap.h"

struct options {
	const char *terminal, *module;
	uint64_t faults, seed, seconds;
	bool wait;
};

bool faults_set(struct faults_run *run, const char *rules)
{
	return hypervisor_answer(&run->hypervisor, rules) ||
	       tap_ok(false, "the hypervisor takes '%s'", rules);
}

uint64_t faults_met(struct faults_run *run)
{
	uint64_t before = run->answered;

	if (!hypervisor_answered(&run->hypervisor, &run->answered))
		tap_ok(false, "the hypervisor counts its answers");
	return run->answered - before;
}

void faults_judge_recovery(struct faults_run *run, const char *after)
{
	struct life life;
	int left = life_machines_left();

	faults_set(run, "");
	tap_ok(left <= 0, "%s: no VM is left", after);
	if (left < 0)
		tap_note("there is no debugfs: VMs were not counted");
	life_live(&life, run->kvm, 0, 2);
	if (!tap_ok(life_was_well(&life), "%s: a guest runs", after))
		tap_note("%d %d %d %d %s", life.results[0], life.results[1],
			 life.results[2], life.results[3], life.why);
}

#define DEFAULT_TERMINAL "/dev/hvc4"

static void take_options(struct options *options, char *const *argv)
{
	const struct option_row rows[] = {
		{"faults", "N", "random ones, N of them, instead of each once",
		 OPTION_NUMBER, .to.number = &options->faults, .least = 1,
		 .most = UINT64_MAX},
		{"seed", "N", "of the random numbers (the time)", OPTION_NUMBER,
		 .to.number = &options->seed, .most = UINT64_MAX},
		{"seconds", "N", "stop random faults after so many seconds",
		 OPTION_NUMBER, .to.number = &options->seconds, .least = 1,
		 .most = 86400},
		{"wait", NULL, "the codes that make Linux wait for 10 or 100 s",
		 OPTION_SWITCH, .to.flag = &options->wait},
		{"load", "FILE", "of kvm-hv, which is not loaded yet",
		 OPTION_TEXT, .to.text = &options->module},
		{"terminal", "DEVICE", "where QMP is (" DEFAULT_TERMINAL ")",
		 OPTION_TEXT, .to.text = &options->terminal},
	};
	const struct program program = {
		"compat-faults",
		"Let hypercalls of KVM fail, each with each code; TAP.\n",
		rows,
		sizeof(rows) / sizeof(rows[0]),
		"0 nothing failed, 1 a test failed",
	};

	*options = (struct options){
		.terminal = DEFAULT_TERMINAL,
		.seed = time(NULL),
	};
	options_take(&program, argv);
}

static void choose(struct faults_run *run, const struct options *options)
{
	if (options->module) {
		faults_load(run, options->module);
		return;
	}
	run->kvm = kvm_open();
	if (!tap_ok(run->kvm >= 0, "/dev/kvm is there"))
		return;
	if (options->faults)
		faults_mix(run, options->seed, options->faults,
			   options->seconds);
	else if (options->wait)
		faults_wait(run);
	else
		faults_walk_codes(run);
}

int main(int argc, char **argv)
{
	struct faults_run run = {.kvm = -1};
	struct options options;

	(void)argc;
	take_options(&options, argv);
	tap_start();
	if (tap_ok(hypervisor_open(&run.hypervisor, options.terminal),
		   "the hypervisor answers on %s", options.terminal)) {
		faults_met(&run);
		choose(&run, &options);
		tap_note("faults in all: %" PRIu64, run.answered);
		hypervisor_close(&run.hypervisor);
	}
	return tap_finish();
}

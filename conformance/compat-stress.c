// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compat-stress: judges KVM_CAP_PPC_COMPAT_CAPS while other things go on, in
 * TAP. What the right answer is, compat-caps judges; here it must not change.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "host.h"
#include "kvm.h"
#include "options.h"
#include "stress.h"
#include "tap.h"

#define LIMIT_SECONDS 60
#define LIMIT_MOST 3600

struct options {
	const char *module;
	uint64_t limit; /* seconds */
};

static void take_options(struct options *options, char *const *argv)
{
	const struct option_row rows[] = {
		{"reload", "MODULE",
		 "unload and load kvm-hv, too; MODULE is its file", OPTION_TEXT,
		 .to.text = &options->module},
		{"limit", "SECONDS",
		 "bail out after this time (" OPTION_DEFAULT(LIMIT_SECONDS) ")",
		 OPTION_NUMBER, .to.number = &options->limit, .least = 1,
		 .most = LIMIT_MOST},
	};
	const struct program program = {
		"compat-stress",
		"Judge KVM_PPC_GET_COMPAT_CAPS with many threads; the result "
		"is TAP.\n",
		rows,
		sizeof(rows) / sizeof(rows[0]),
		"0 nothing failed, 1 a test failed or the limit was reached",
	};

	options_take(&program, argv);
}

static void on_alarm(int signal)
{
	(void)signal;
	bail_out("the time limit was reached");
}

static void limit_time(unsigned int seconds)
{
	struct sigaction action = {.sa_handler = on_alarm};

	sigaction(SIGALRM, &action, NULL);
	alarm(seconds);
}

/* 0, or why no VM can be made. */
static int look_around(struct stress *stress)
{
	int vm;

	stress->kvm = kvm_open();
	if (stress->kvm < 0)
		return stress->kvm;
	vm = vm_open(stress->kvm, 0);
	if (vm < 0)
		return vm;
	stress->device = reply_get(stress->kvm);
	stress->vm = reply_get(vm);
	stress->extension = compat_caps_extension(stress->kvm);
	close(vm);
	return 0;
}

static void judge(const struct stress *stress)
{
	tap_note("alone: VM %s, /dev/kvm %s, capability %d",
		 errno_name(-stress->vm.result),
		 errno_name(-stress->device.result), stress->extension);
	stress_storm(stress);
	stress_closing(stress);
	stress_reload(stress);
}

int main(int argc, char **argv)
{
	struct options options = {.limit = LIMIT_SECONDS};
	struct stress stress = {0};
	int result;

	(void)argc;
	take_options(&options, argv);
	limit_time(options.limit);
	tap_start();
	stress.module = options.module;
	result = look_around(&stress);
	if (result)
		tap_skip("no VM can be made", "many threads (%s)",
			 errno_name(-result));
	else
		judge(&stress);
	return tap_finish();
}

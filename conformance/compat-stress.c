// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compat-stress: judges KVM_CAP_PPC_COMPAT_CAPS while other things go on, in
 * TAP. What the right answer is, compat-caps judges; here it must not change.
 */
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "host.h"
#include "kvm.h"
#include "stress.h"
#include "tap.h"

#define EXIT_USAGE 2
#define LIMIT_SECONDS 60
#define LIMIT_MOST 3600

struct options {
	const char *module;
	unsigned int limit;
};

static const char help[] =
	"usage: compat-stress [OPTION]...\n"
	"Judge KVM_PPC_GET_COMPAT_CAPS with many threads; the result is TAP.\n"
	"\n"
	"  --reload MODULE  unload and load kvm-hv, too; MODULE is its file\n"
	"  --limit SECONDS  bail out after this time (60)\n"
	"  --help           this text\n"
	"\n"
	"Exit: 0 nothing failed, 1 a test failed or the limit was reached,\n"
	"2 wrong options.\n";

static bool parse_limit(const char *text, unsigned int *limit)
{
	char *end;
	unsigned long value = strtoul(text, &end, 10);

	*limit = value;
	return !*end && value > 0 && value <= LIMIT_MOST;
}

static bool parse_option(struct options *options, int option, const char *value)
{
	switch (option) {
	case 'r':
		options->module = value;
		return true;
	case 'l':
		return parse_limit(value, &options->limit);
	case 'h':
		fputs(help, stdout);
		exit(EXIT_SUCCESS);
	}
	return false;
}

static void parse_options(struct options *options, int argc, char **argv)
{
	static const struct option known[] = {
		{"reload", required_argument, NULL, 'r'},
		{"limit", required_argument, NULL, 'l'},
		{"help", no_argument, NULL, 'h'},
		{0},
	};
	int option;

	while ((option = getopt_long(argc, argv, "", known, NULL)) != -1) {
		if (parse_option(options, option, optarg))
			continue;
		if (option != '?')
			fprintf(stderr, "compat-stress: wrong value: %s\n",
				optarg);
		exit(EXIT_USAGE);
	}
	if (optind == argc)
		return;
	fprintf(stderr, "compat-stress: takes no argument: %s\n", argv[optind]);
	exit(EXIT_USAGE);
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

	parse_options(&options, argc, argv);
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

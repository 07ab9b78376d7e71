// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compat-caps: judges the running kernel's KVM_CAP_PPC_COMPAT_CAPS, through
 * the raw interface only, in TAP.
 */
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "judge.h"
#include "kvm.h"
#include "kvm_ppc_compat.h"
#include "tap.h"

#define EXIT_USAGE 2

struct options {
	bool kvm_absent;     /* the host cannot run guests */
	bool interface_none; /* the kernel does not know the interface */
	bool no_device_form; /* /dev/kvm does not answer the ioctl */
	bool expect;	     /* expected_bits is given */
	uint64_t
		expected_bits; /* 0: none is reported, by a kernel that could */
};

static const char help[] =
	"usage: compat-caps [OPTION]...\n"
	"Judge this kernel's KVM_PPC_GET_COMPAT_CAPS; the result is TAP.\n"
	"\n"
	"  --expect MODES     exactly these are reported, as power9,power10;\n"
	"                     none: capability 0, and ENOTTY on both "
	"descriptors\n"
	"  --interface none   a kernel without the interface\n"
	"  --no-device-form   the ioctl answers on a VM only (mainline)\n"
	"  --kvm absent       a host that cannot run guests\n"
	"  --help             this text\n"
	"\n"
	"Exit: 0 nothing failed, 1 a test failed, 2 wrong options.\n";

static bool parse_option(struct options *options, int option, const char *value)
{
	switch (option) {
	case 'e':
		options->expect = true;
		return mode_bits_parse(value, &options->expected_bits);
	case 'i':
		options->interface_none = true;
		return !strcmp(value, "none");
	case 'k':
		options->kvm_absent = true;
		return !strcmp(value, "absent");
	case 'n':
		options->no_device_form = true;
		return true;
	case 'h':
		fputs(help, stdout);
		exit(EXIT_SUCCESS);
	}
	return false;
}

static void parse_options(struct options *options, int argc, char **argv)
{
	static const struct option known[] = {
		{"expect", required_argument, NULL, 'e'},
		{"interface", required_argument, NULL, 'i'},
		{"kvm", required_argument, NULL, 'k'},
		{"no-device-form", no_argument, NULL, 'n'},
		{"help", no_argument, NULL, 'h'},
		{0},
	};
	int option;

	while ((option = getopt_long(argc, argv, "", known, NULL)) != -1) {
		if (parse_option(options, option, optarg))
			continue;
		if (option != '?')
			fprintf(stderr, "compat-caps: wrong value: %s\n",
				optarg);
		exit(EXIT_USAGE);
	}
	if (optind < argc)
		fprintf(stderr, "compat-caps: takes no argument: %s\n",
			argv[optind]);
	else if (options->interface_none && options->expect)
		fputs("compat-caps: --expect needs a kernel with the "
		      "interface\n",
		      stderr);
	else
		return;
	exit(EXIT_USAGE);
}

static void note_host(const struct judge *judge)
{
	tap_note("kernel: %s", judge->host.release);
	tap_note("cpu-version: 0x%08x (%s)", judge->host.cpu_version,
		 judge->own ? judge->own->name : "not known");
	tap_note("pvr: 0x%08x", judge->host.pvr);
	tap_note("page: %zu", judge->area.page);
	tap_note("kvm: %s", judge->kind);
}

/*
 * The plain query that everything else is compared with. Asked with the
 * largest struct allowed, so that the kernel names its own size.
 */
static int learn_answer(struct judge *judge)
{
	struct area *area = &judge->area;
	struct kvm_ppc_compat_caps caps;
	int result;

	area_lay(area, area->start, area->page, 0);
	result = compat_caps_ioctl(judge->vm, area->start);
	if (result)
		return result;
	memcpy(&caps, area->start, sizeof(caps));
	judge->answer.size = caps.size;
	judge->answer.capabilities = caps.compat_capabilities;
	return 0;
}

static void note_answer(const struct judge *judge)
{
	char list[MODE_LIST_SIZE];

	mode_list(judge->answer.capabilities, list);
	tap_note("reported: %s (0x%016" PRIx64 "), size %" PRIu64, list,
		 judge->answer.capabilities, judge->answer.size);
}

static void judge_capability(struct judge *judge)
{
	int device = compat_caps_extension(judge->kvm);
	int vm = compat_caps_extension(judge->vm);

	if (!tap_ok(device == vm, "the capability is the same on /dev/kvm and "
				  "on a VM"))
		tap_note("/dev/kvm %d, VM %d", device, vm);
	if (!tap_ok(vm == (judge->has_interface ? 1 : 0),
		    "the capability is 1 exactly if the ioctl works"))
		tap_note("capability %d, the ioctl %s", vm,
			 judge->has_interface ? "works" : "does not work");
}

static void judge_expected(struct judge *judge, const struct options *options)
{
	char list[MODE_LIST_SIZE];

	if (!options->expect)
		return;
	mode_list(options->expected_bits, list);
	tap_ok(judge->answer.capabilities == options->expected_bits,
	       "exactly %s is reported", list);
}

static void judge_present(struct judge *judge, const struct options *options)
{
	tap_ok(judge->answer.size >= KVM_PPC_COMPAT_CAPS_SIZE_VER0 &&
		       judge->answer.size <= judge->area.page,
	       "the kernel's own size is at least 24 and at most a page");
	judge_expected(judge, options);
	judge_report(judge);
	judge_rules(judge);
}

/* A kernel that answers on /dev/kvm says ENOTTY there too, others EINVAL. */
static bool device_may_say_einval(const struct options *options)
{
	return !options->expect || options->no_device_form;
}

static void judge_missing(struct judge *judge, const struct options *options,
			  int result)
{
	bool einval_too = device_may_say_einval(options);

	tap_note("the query on a VM returned %s", errno_name(-result));
	judge_absence(judge, judge->vm, "VM", false);
	judge_absence(judge, judge->kvm, "/dev/kvm", einval_too);
}

static void judge_answer_wanted(struct judge *judge, int result)
{
	if (tap_ok(judge->has_interface, "a query on a VM works"))
		return;
	if (!tap_ok(result == -ENOTTY, "a query without an answer says ENOTTY"))
		tap_note("returned %s", errno_name(-result));
}

static void judge_interface(struct judge *judge, const struct options *options)
{
	bool wanted = options->expect && options->expected_bits;
	bool unwanted = options->interface_none ||
			(options->expect && !options->expected_bits);
	int result = learn_answer(judge);

	judge->has_interface = !result;
	if (wanted)
		judge_answer_wanted(judge, result);
	if (unwanted)
		tap_ok(!judge->has_interface, "a query on a VM does not work");
	judge_capability(judge);
	if (judge->has_interface)
		note_answer(judge);
	if (wanted && !judge->has_interface)
		tap_skip("the query does not work", "the rules of the ioctl");
	else if (unwanted || !judge->has_interface)
		judge_missing(judge, options, result);
	else
		judge_present(judge, options);
}

static void judge_guests(struct judge *judge)
{
	if (strcmp(judge->kind, "hv")) {
		tap_skip("not KVM-HV", "reported = accepted = runs");
		return;
	}
	judge_acceptance(judge);
	judge_entering(judge);
}

/* What /dev/kvm is to say where no VM can be made: nothing to report. */
static void judge_bare_device(struct judge *judge,
			      const struct options *options)
{
	bool einval_too = device_may_say_einval(options);

	if (judge->kvm >= 0)
		judge_absence(judge, judge->kvm, "/dev/kvm", einval_too);
	else
		tap_skip(errno_name(-judge->kvm), "/dev/kvm: nothing there");
}

static void judge_without_vm(struct judge *judge, const struct options *options)
{
	char reason[64];

	if (judge->kvm < 0)
		snprintf(reason, sizeof(reason), "/dev/kvm: %s",
			 errno_name(-judge->kvm));
	else
		snprintf(reason, sizeof(reason), "KVM_CREATE_VM: %s",
			 errno_name(-judge->vm));
	tap_ok(options->kvm_absent, "a VM can%s be made",
	       options->kvm_absent ? "not" : "");
	tap_note("%s", reason);
	judge_bare_device(judge, options);
	tap_skip(reason, "the rules of the ioctl on a VM");
	tap_skip(reason, "reported = accepted = runs");
}

static void judge_host(struct judge *judge, const struct options *options)
{
	if (judge->vm < 0) {
		judge_without_vm(judge, options);
		return;
	}
	if (options->kvm_absent)
		tap_ok(!strcmp(judge->kind, "pr"),
		       "no VM of KVM-HV can be made");
	judge_interface(judge, options);
	judge_guests(judge);
}

static bool look_around(struct judge *judge, const struct options *options)
{
	if (!area_create(&judge->area, 0) || !area_unmap_end(&judge->area))
		return false;
	host_read(&judge->host);
	judge->own = mode_of_cpu_version(judge->host.cpu_version);
	judge->device_form = !options->no_device_form;
	judge->kvm = kvm_open();
	judge->kind = judge->kvm < 0 ? "none" : kvm_kind(judge->kvm);
	judge->vm = judge->kvm < 0 ? judge->kvm : vm_open(judge->kvm, 0);
	return true;
}

int main(int argc, char **argv)
{
	struct options options = {0};
	struct judge judge = {0};

	parse_options(&options, argc, argv);
	tap_start();
	if (!look_around(&judge, &options)) {
		puts("Bail out! no memory");
		return EXIT_FAILURE;
	}
	note_host(&judge);
	judge_host(&judge, &options);
	return tap_finish();
}

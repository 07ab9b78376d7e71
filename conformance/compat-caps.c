// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compat-caps: judges the running kernel's KVM_CAP_PPC_COMPAT_CAPS, through
 * the raw interface only, in TAP.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "judge.h"
#include "kvm.h"
#include "kvm_ppc_compat.h"
#include "options.h"
#include "tap.h"

struct options {
	bool kvm_absent;     /* the host cannot run guests */
	bool interface_none; /* the kernel does not know the interface */
	bool no_device_form; /* /dev/kvm does not answer the ioctl */
	/* no bits: none is reported, by a kernel that could */
	struct modes_option expect;
};

static void take_options(struct options *options, char *const *argv)
{
	const struct option_row rows[] = {
		{"expect", "MODES",
		 "exactly these are reported, as power9,power10;\n"
		 "none: capability 0, and ENOTTY on both descriptors",
		 OPTION_MODES, .to.modes = &options->expect},
		{"interface", "none", "a kernel without the interface",
		 OPTION_WORD, .to.flag = &options->interface_none},
		{"no-device-form", NULL,
		 "the ioctl answers on a VM only (mainline)", OPTION_SWITCH,
		 .to.flag = &options->no_device_form},
		{"kvm", "absent", "a host that cannot run guests", OPTION_WORD,
		 .to.flag = &options->kvm_absent},
	};
	const struct program program = {
		"compat-caps",
		"Judge this kernel's KVM_PPC_GET_COMPAT_CAPS; the result is "
		"TAP.\n",
		rows,
		sizeof(rows) / sizeof(rows[0]),
		"0 nothing failed, 1 a test failed",
	};

	options_take(&program, argv);
	if (options->interface_none && options->expect.given)
		options_refuse(&program,
			       "--expect needs a kernel with the "
			       "interface: not with --interface none");
	if (options->kvm_absent && options->expect.bits)
		options_refuse(&program,
			       "a host that cannot run guests reports no "
			       "mode: with --kvm absent only --expect none");
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

/* What the capability has to be */
static int where_it_works(const struct judge *judge)
{
	struct kvm_ppc_compat_caps caps;
	int where = 0;

	if (judge->has_interface)
		where |= KVM_PPC_COMPAT_CAPS_ON_VM;
	if (!compat_caps_query(judge->kvm, &caps))
		where |= KVM_PPC_COMPAT_CAPS_ON_DEV_KVM;
	return where;
}

static void judge_capability(struct judge *judge)
{
	int device = compat_caps_extension(judge->kvm);
	int vm = compat_caps_extension(judge->vm);
	int expected = where_it_works(judge);

	if (!tap_ok(device == vm, "the capability is the same on /dev/kvm and "
				  "on a VM"))
		tap_note("/dev/kvm %d, VM %d", device, vm);
	if (!tap_ok(vm == expected,
		    "the capability says where the ioctl works"))
		tap_note("capability %d, not %d", vm, expected);
}

static void judge_expected(struct judge *judge, const struct options *options)
{
	char list[MODE_LIST_SIZE];

	if (!options->expect.given)
		return;
	mode_list(options->expect.bits, list);
	tap_ok(judge->answer.capabilities == options->expect.bits,
	       "exactly %s is reported", list);
}

static void judge_present(struct judge *judge, const struct options *options)
{
	tap_ok(judge->answer.size >= KVM_PPC_COMPAT_CAPS_SIZE_VER0 &&
		       judge->answer.size <= judge->area.page,
	       "the kernel's own size is at least 24 and at most a page");
	judge_expected(judge, options);
	judge_report(judge);
	judge_ioctl(judge);
}

/* A kernel that answers on /dev/kvm says ENOTTY there too, others EINVAL. */
static bool device_may_say_einval(const struct options *options)
{
	return !options->expect.given || options->no_device_form;
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
	bool wanted = options->expect.given && options->expect.bits;
	bool unwanted = options->interface_none ||
			(options->expect.given && !options->expect.bits);
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

	(void)argc;
	take_options(&options, argv);
	tap_start();
	if (!look_around(&judge, &options)) {
		puts("Bail out! no memory");
		return EXIT_FAILURE;
	}
	note_host(&judge);
	judge_host(&judge, &options);
	return tap_finish();
}

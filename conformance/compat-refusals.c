// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compat-refusals: whatever the hypervisor answers, user space gets errnos that
 * KVM means.
 */
#include <errno.h>
#include <inttypes.h>
#include <stddef.h>

#include "guest.h"
#include "host.h"
#include "kvm.h"
#include "meant.h"
#include "modes.h"
#include "options.h"
#include "tap.h"

static void judge_result(int result, const char *name, const char *step)
{
	if (tap_ok(result_is_meant(result),
		   "%s: %s gives an errno that KVM means", name, step))
		tap_note("%s", result < 0 ? errno_name(-result) : "success");
	else
		tap_note("errno %d (%s)", -result, errno_name(-result));
}

static void judge_run(struct guest *guest, const char *name)
{
	char why[96] = "";
	int result = guest_enter(guest, why, sizeof(why));

	if (!tap_ok(result != -ETIMEDOUT, "%s: KVM_RUN comes to an end", name))
		return;
	judge_result(result, name, "KVM_RUN");
	if (result)
		tap_note("%s", why);
}

/* What a program does that was refused something, and does not look */
static void judge_guest(int kvm, const char *name, uint32_t logical_pvr)
{
	struct guest guest;
	int result = guest_open(&guest, kvm);

	judge_result(result, name, "a VM with a vCPU");
	if (result < 0)
		return;
	if (logical_pvr)
		judge_result(guest_set_compat(&guest, logical_pvr), name,
			     "KVM_SET_ONE_REG");
	judge_run(&guest, name);
	guest_close(&guest);
}

static void judge_guests(int kvm)
{
	size_t i;

	judge_guest(kvm, "mode never set", 0);
	for (i = 0; i < mode_count; i++)
		judge_guest(kvm, modes[i].name, modes[i].logical_pvr);
}

int main(int argc, char **argv)
{
	const struct program program = {
		"compat-refusals",
		"Judge the errnos of a kernel whose hypervisor refuses; the "
		"result is TAP.\n",
		NULL,
		0,
		"0 nothing failed, 1 a test failed",
	};
	int kvm;

	(void)argc;
	options_take(&program, argv);
	tap_start();
	kvm = kvm_open();
	if (kvm < 0)
		tap_skip("no /dev/kvm", "errnos of a guest");
	else
		judge_guests(kvm);
	return tap_finish();
}

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compat-refusals: whatever the hypervisor answers, user space gets errnos that
 * KVM means.
 */
#include <errno.h>
#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "guest.h"
#include "host.h"
#include "kvm.h"
#include "meant.h"
#include "modes.h"
#include "options.h"
#include "tap.h"

/* What the hypervisor was told to refuse, as far as this program knows */
struct refused {
	const char *step; /* as --refused names it, or NULL */
};

static bool is_refused(const struct refused *refused, const char *step)
{
	return refused->step && strcmp(refused->step, step) == 0;
}

static void judge_result(int result, const char *name, const char *step)
{
	if (tap_ok(result_is_meant(result),
		   "%s: %s gives an errno that KVM means", name, step))
		tap_note("%s", result < 0 ? errno_name(-result) : "success");
	else
		tap_note("errno %d (%s)", -result, errno_name(-result));
}

/* An exit without a reason says neither that it ran nor why it did not. */
static void judge_reason(const char *name, const char *why)
{
	static const char no_reason[] = "exit reason 0,";

	tap_ok(strncmp(why, no_reason, strlen(no_reason)) != 0,
	       "%s: KVM_RUN says why the guest did not run", name);
}

static void judge_run(struct guest *guest, const char *name)
{
	char why[96] = "";
	int result = guest_enter(guest, why, sizeof(why));

	if (!tap_ok(result != -ETIMEDOUT, "%s: KVM_RUN comes to an end", name))
		return;
	judge_result(result, name, "KVM_RUN");
	judge_reason(name, why);
	if (result)
		tap_note("%s", why);
}

static bool make_vm(struct guest *guest, int kvm, const char *name,
		    const struct refused *refused)
{
	int result = guest_open_vm(guest, kvm);

	judge_result(result, name, "KVM_CREATE_VM");
	if (is_refused(refused, "vm"))
		tap_ok(result < 0, "%s: KVM_CREATE_VM is refused, too", name);
	return result >= 0;
}

static bool make_vcpu(struct guest *guest, const char *name,
		      const struct refused *refused)
{
	int result = guest_add_vcpu(guest);

	judge_result(result, name, "KVM_CREATE_VCPU");
	if (is_refused(refused, "vcpu"))
		tap_ok(result < 0, "%s: KVM_CREATE_VCPU is refused, too", name);
	if (result < 0)
		return false;
	result = guest_set_up_vcpu(guest);
	judge_result(result, name, "KVM_SET_SREGS and KVM_ENABLE_CAP");
	return result >= 0;
}

/* What a program does that was refused a mode, and does not look */
static void use_vcpu(struct guest *guest, const char *name,
		     uint32_t logical_pvr)
{
	if (logical_pvr)
		judge_result(guest_set_compat(guest, logical_pvr), name,
			     "KVM_SET_ONE_REG");
	judge_run(guest, name);
}

static void judge_guest(int kvm, const char *name, uint32_t logical_pvr,
			const struct refused *refused)
{
	struct guest guest;

	if (!make_vm(&guest, kvm, name, refused))
		return;
	if (make_vcpu(&guest, name, refused))
		use_vcpu(&guest, name, logical_pvr);
	guest_close(&guest);
}

static void judge_guests(int kvm, const struct refused *refused)
{
	size_t i;

	judge_guest(kvm, "mode never set", 0, refused);
	for (i = 0; i < mode_count; i++)
		judge_guest(kvm, modes[i].name, modes[i].logical_pvr, refused);
}

static void take_options(struct refused *refused, char *const *argv)
{
	const struct option_row rows[] = {
		{"refused", "STEP",
		 "the hypervisor refuses every vm or every vcpu; then KVM has "
		 "to refuse it, too",
		 OPTION_TEXT, .to.text = &refused->step},
	};
	const struct program program = {
		"compat-refusals",
		"Judge the errnos of a kernel whose hypervisor refuses; the "
		"result is TAP.\n",
		rows,
		sizeof(rows) / sizeof(rows[0]),
		"0 nothing failed, 1 a test failed",
	};

	options_take(&program, argv);
	if (refused->step && !is_refused(refused, "vm") &&
	    !is_refused(refused, "vcpu"))
		options_refuse(&program, "--refused: STEP is vm or vcpu");
}

int main(int argc, char **argv)
{
	struct refused refused = {NULL};
	int kvm;

	(void)argc;
	take_options(&refused, argv);
	tap_start();
	kvm = kvm_open();
	if (kvm < 0)
		tap_skip("no /dev/kvm", "errnos of a guest");
	else
		judge_guests(kvm, &refused);
	return tap_finish();
}

// SPDX-License-Identifier: GPL-2.0-or-later
/* What is reported against what KVM_REG_PPC_ARCH_COMPAT really takes. */
#include <errno.h>
#include <inttypes.h>

#include "guest.h"
#include "host.h"
#include "judge.h"
#include "kvm.h"
#include "kvm_ppc_compat.h"
#include "tap.h"

/* Mainline takes it where the host has it; the interface has no bit yet. */
#define ISA_3_2_LOGICAL_PVR 0x0f000008

/* What no mode is: a VMM that asks for it is to be told so. */
struct other_value {
	const char *name;
	uint32_t value;
};

static const struct other_value other_values[] = {
	{"ISA 3.2", ISA_3_2_LOGICAL_PVR},
	{"an unknown level", 0x0f0000ff},
	{"level 0", 0x0f000000},
	{"a variant of POWER9", 0x0f100005},
	{"nearly a logical PVR", 0x0e000005},
	{"a number", 1},
	{"all bits", 0xffffffff},
};

#define OTHER_VALUES (sizeof(other_values) / sizeof(other_values[0]))

/* brd r5, r5: there since ISA 3.1, the level of POWER10 and Power11 */
#define ISA_3_1_INSTRUCTION 0x7ca50176

static bool above_own(const struct judge *judge, const struct mode *mode)
{
	/* Both lie in the one table, oldest first. */
	return mode > judge->own;
}

void judge_report(struct judge *judge)
{
	uint64_t bits = judge->answer.capabilities;
	uint64_t above = 0;
	size_t i;

	tap_ok(bits != 0, "capability 1: at least one mode is reported");
	if (bits & ~(uint64_t)KVM_PPC_COMPAT_BITMASK)
		tap_note("bits without a name: 0x%016" PRIx64,
			 bits & ~(uint64_t)KVM_PPC_COMPAT_BITMASK);
	if (!judge->own) {
		tap_skip("cpu-version names no known mode",
			 "no mode above the host's own is reported");
		return;
	}
	for (i = 0; i < mode_count; i++)
		if (above_own(judge, &modes[i]))
			above |= bits & modes[i].bit;
	tap_ok(!above, "no mode above the host's own (%s) is reported",
	       judge->own->name);
	if (judge->own->bit)
		tap_ok(bits & judge->own->bit,
		       "the host's own mode (%s) is reported",
		       judge->own->name);
}

/* For modes that the interface has no bit for, or where it is missing. */
static void note_acceptance(struct judge *judge, const char *name,
			    uint32_t logical_pvr)
{
	int result = guest_try_compat(judge->kvm, logical_pvr);

	tap_note("%s (0x%08x): %s%s", name, logical_pvr,
		 result ? "refused, " : "accepted",
		 result ? errno_name(-result) : "");
}

static void judge_refused_value(struct judge *judge, const char *name,
				uint32_t value, const char *because)
{
	int result = guest_try_compat(judge->kvm, value);

	if (!tap_ok(result == -EINVAL, "%s (0x%08x): %srefused with EINVAL",
		    name, value, because))
		tap_note("returned %s", errno_name(-result));
}

static void judge_mode(struct judge *judge, const struct mode *mode)
{
	bool reported = judge->answer.capabilities & mode->bit;
	int expected = reported ? 0 : -EINVAL;
	int result = guest_try_compat(judge->kvm, mode->logical_pvr);

	if (!tap_ok(result == expected, "%s: %s, so %s", mode->name,
		    reported ? "reported" : "not reported",
		    reported ? "accepted" : "refused with EINVAL"))
		tap_note("KVM_SET_ONE_REG(ARCH_COMPAT, 0x%08x) returned %s",
			 mode->logical_pvr, errno_name(-result));
}

/* Nothing is reported; but the host cannot give what it does not have. */
static void judge_unreported_mode(struct judge *judge, const struct mode *mode)
{
	tap_skip("no interface", "%s: reported = accepted", mode->name);
	if (judge->own && above_own(judge, mode))
		judge_refused_value(judge, mode->name, mode->logical_pvr,
				    "above the host's own mode, so ");
}

static void judge_modes(struct judge *judge)
{
	size_t i;

	for (i = 0; i < mode_count; i++) {
		const struct mode *mode = &modes[i];

		if (!mode->bit || !judge->has_interface)
			note_acceptance(judge, mode->name, mode->logical_pvr);
		if (!mode->bit)
			continue;
		if (judge->has_interface)
			judge_mode(judge, mode);
		else
			judge_unreported_mode(judge, mode);
	}
}

/* False: the vCPU took no value, or did not give one back. */
static bool set_and_read(struct guest *guest, uint32_t value, uint32_t *read)
{
	return !guest_set_compat(guest, value) &&
	       !guest_get_compat(guest, read);
}

static void judge_read_back(struct judge *judge, const char *name,
			    uint32_t value, uint32_t or_else)
{
	struct guest guest;
	uint32_t read = ~0u;
	bool done;

	if (guest_open(&guest, judge->kvm) < 0) {
		tap_ok(false, "%s: a vCPU can be made", name);
		return;
	}
	done = set_and_read(&guest, value, &read);
	if (!tap_ok(done && (read == value || read == or_else),
		    "%s: accepted and read back", name))
		tap_note("read 0x%08x", read);
	guest_close(&guest);
}

static const struct mode *newest_accepted(struct judge *judge)
{
	size_t i;

	for (i = mode_count; i > 0; i--)
		if (!guest_try_compat(judge->kvm, modes[i - 1].logical_pvr))
			return &modes[i - 1];
	return NULL;
}

/*
 * What a VMM asked for and did not get must not come in another form: the
 * guest goes on in its former mode, or it does not run.
 */
static void judge_run_after_refusal(struct guest *guest, const char *name,
				    const struct mode *former)
{
	char why[96] = "";
	uint32_t read = ~0u;
	int result = guest_enter(guest, why, sizeof(why));
	bool fine = result == -EINVAL;

	if (!result)
		fine = !guest_get_compat(guest, &read) &&
		       read == former->logical_pvr;
	if (!tap_ok(fine, "refused %s: runs as %s as before, or not at all",
		    name, former->name))
		tap_note("%s, ARCH_COMPAT 0x%08x", result ? why : "it ran",
			 read);
}

static void judge_mode_again(struct guest *guest, const char *name,
			     const struct mode *former)
{
	char why[96] = "not accepted";
	int result = guest_set_compat(guest, former->logical_pvr);

	if (!result)
		result = guest_enter(guest, why, sizeof(why));
	if (!tap_ok(!result, "refused %s: runs once it is %s again", name,
		    former->name))
		tap_note("%s", why);
}

static void judge_after_refusal(struct judge *judge, const struct mode *good,
				const char *name, uint32_t bad)
{
	struct guest guest;

	if (guest_open(&guest, judge->kvm) < 0) {
		tap_ok(false, "%s: a vCPU can be made", name);
		return;
	}
	if (tap_ok(!guest_set_compat(&guest, good->logical_pvr) &&
			   guest_set_compat(&guest, bad) == -EINVAL,
		   "%s: refused on a vCPU in %s mode", name, good->name)) {
		judge_run_after_refusal(&guest, name, good);
		judge_mode_again(&guest, name, good);
	}
	guest_close(&guest);
}

/*
 * A VMM that goes on after the refusal must not get a guest of another kind:
 * stock QEMU does go on.
 */
static void judge_new_vcpu(struct judge *judge, const char *name,
			   uint32_t value)
{
	struct guest guest;
	char why[96] = "";
	uint32_t read = ~0u;
	int result;

	if (guest_open(&guest, judge->kvm) < 0) {
		tap_ok(false, "%s: a vCPU can be made", name);
		return;
	}
	guest_set_compat(&guest, value);
	result = guest_enter(&guest, why, sizeof(why));
	guest_get_compat(&guest, &read);
	if (!tap_ok(result == -EINVAL,
		    "refused %s on a new vCPU: it does not run", name))
		tap_note("%s, ARCH_COMPAT 0x%08x", result ? why : "it ran",
			 read);
	guest_close(&guest);
}

static void judge_refused(struct judge *judge, const struct mode *good,
			  const char *name, uint32_t value)
{
	judge_after_refusal(judge, good, name, value);
	judge_new_vcpu(judge, name, value);
}

static void judge_other_value(struct judge *judge, const struct mode *good,
			      const char *name, uint32_t value)
{
	if (value == ISA_3_2_LOGICAL_PVR &&
	    !guest_try_compat(judge->kvm, value)) {
		tap_note("%s (0x%08x): accepted", name, value);
		return;
	}
	judge_refused_value(judge, name, value, "");
	judge_refused(judge, good, name, value);
}

static void judge_refusals(struct judge *judge)
{
	const struct mode *good = newest_accepted(judge);
	size_t i;

	if (!good) {
		tap_skip("no mode is accepted", "a vCPU after a refusal");
		return;
	}
	for (i = 0; i < mode_count; i++)
		if (guest_try_compat(judge->kvm, modes[i].logical_pvr))
			judge_refused(judge, good, modes[i].name,
				      modes[i].logical_pvr);
	for (i = 0; i < OTHER_VALUES; i++)
		judge_other_value(judge, good, other_values[i].name,
				  other_values[i].value);
	judge_other_value(judge, good, "the host's raw PVR", judge->host.pvr);
}

void judge_acceptance(struct judge *judge)
{
	size_t i;

	judge_modes(judge);
	for (i = 0; i < mode_count; i++)
		if (!guest_try_compat(judge->kvm, modes[i].logical_pvr))
			judge_read_back(judge, modes[i].name,
					modes[i].logical_pvr,
					modes[i].logical_pvr);
	/* 0 is the host's own mode, and may be read back by its name. */
	judge_read_back(judge, "ARCH_COMPAT 0", 0,
			judge->own ? judge->own->logical_pvr : 0);
	judge_refusals(judge);
}

/* The value stays what was set, whatever the hypervisor made of it. */
static void judge_run_in_mode(struct guest *guest, const struct mode *mode)
{
	char why[96] = "";
	uint32_t read = ~0u;
	int result = guest_enter(guest, why, sizeof(why));

	if (!tap_ok(!result, "%s: accepted, so a vCPU in it runs", mode->name))
		tap_note("%s", why);
	result = guest_get_compat(guest, &read);
	if (!tap_ok(!result && read == mode->logical_pvr,
		    "%s: still the mode after the run", mode->name))
		tap_note("read 0x%08x", read);
}

static void judge_mode_enters(struct judge *judge, const struct mode *mode)
{
	struct guest guest;

	if (guest_open(&guest, judge->kvm) < 0) {
		tap_ok(false, "%s: a vCPU can be made", mode->name);
		return;
	}
	if (!guest_set_compat(&guest, mode->logical_pvr))
		judge_run_in_mode(&guest, mode);
	guest_close(&guest);
}

/* Under the nested API v2 the register holds what the hypervisor made of 0. */
static void judge_default_value(struct judge *judge, struct guest *guest,
				const char *name)
{
	const struct mode *mode;
	uint32_t read = ~0u;
	bool done = !guest_get_compat(guest, &read);

	tap_note("%s: ARCH_COMPAT after the run is 0x%08x", name, read);
	mode = mode_of_cpu_version(read);
	if (!judge->own)
		tap_skip("cpu-version names no known mode",
			 "%s: not above the host's own mode", name);
	else if (done && !read)
		tap_skip("the register stays 0",
			 "%s: not above the host's own mode", name);
	else
		tap_ok(mode && !above_own(judge, mode),
		       "%s: not above the host's own mode", name);
}

/*
 * In the host's own mode the guest has the instructions that this program has.
 * How a hypervisor tells of an instruction that does not exist, is its own: an
 * emulated one has an exit that KVM does not know.
 */
static void judge_default_sight(struct guest *guest, const char *name)
{
	bool host = host_executes(ISA_3_1_INSTRUCTION);
	char why[96] = "it is not as for the host";
	int result =
		guest_executes(guest, ISA_3_1_INSTRUCTION, why, sizeof(why));

	if (!host && result == -EIO)
		tap_skip(why, "%s: ISA 3.1 is not there for the guest", name);
	else if (!tap_ok(result == host,
			 "%s: ISA 3.1 is%s there for the guest, as for the "
			 "host",
			 name, host ? "" : " not"))
		tap_note("%s", why);
}

static void judge_default(struct judge *judge, const char *name, bool set_zero)
{
	struct guest guest;
	char why[96] = "";

	if (guest_open(&guest, judge->kvm) < 0) {
		tap_ok(false, "%s: a vCPU can be made", name);
		return;
	}
	if (set_zero)
		tap_ok(!guest_set_compat(&guest, 0), "%s: accepted", name);
	if (!tap_ok(!guest_enter(&guest, why, sizeof(why)), "%s: a vCPU runs",
		    name))
		tap_note("%s", why);
	judge_default_value(judge, &guest, name);
	judge_default_sight(&guest, name);
	guest_close(&guest);
}

void judge_entering(struct judge *judge)
{
	size_t i;

	for (i = 0; i < mode_count; i++)
		judge_mode_enters(judge, &modes[i]);
	judge_default(judge, "mode never set", false);
	judge_default(judge, "mode set to 0", true);
}

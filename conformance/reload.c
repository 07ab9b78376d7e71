// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * kvm-hv is unloaded and loaded again while other threads ask /dev/kvm, which
 * holds kvm.ko only. No thread makes a VM meanwhile: it would hold kvm-hv.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "guest.h"
#include "host.h"
#include "kvm.h"
#include "kvm_ppc_compat.h"
#include "module.h"
#include "stress.h"
#include "tap.h"

#define ASKERS 3
#define ROUNDS 6
#define MODULE "kvm_hv"

/* VMs are freed a little after their last descriptor. */
#define UNLOAD_TRIES 100
#define UNLOAD_PAUSE_US 20000

struct reload {
	const struct stress *stress;
	atomic_bool done;
	atomic_uint extensions_wrong;
	struct tally tally;
};

static int unload_once(void)
{
	return syscall(SYS_delete_module, MODULE, O_NONBLOCK) ? -errno : 0;
}

static int unload(void)
{
	unsigned int tries = UNLOAD_TRIES;
	int result = unload_once();

	while (result == -EAGAIN && --tries) {
		usleep(UNLOAD_PAUSE_US);
		result = unload_once();
	}
	return result;
}

/*
 * Without kvm-hv there is nothing to tell. A kernel that never answers on
 * /dev/kvm may go on saying so in its own way.
 */
static bool says_nothing(const struct stress *stress, const struct reply *reply)
{
	if (reply_is_error(reply, ENOTTY))
		return true;
	return stress->device.result && reply_is_error(reply, EINVAL);
}

static void ask(struct reload *reload)
{
	const struct stress *stress = reload->stress;
	struct reply reply = reply_get(stress->kvm);
	int extension = compat_caps_extension(stress->kvm);

	if (reply_same(&reply, &stress->device))
		tally_right(&reload->tally);
	else if (says_nothing(stress, &reply))
		tally_other(&reload->tally);
	else
		tally_wrong(&reload->tally, &reply);
	if (extension && extension != stress->extension)
		reload->extensions_wrong++;
}

static void *asker(void *argument)
{
	struct reload *reload = argument;

	while (!reload->done)
		ask(reload);
	return NULL;
}

static void judge_held(const struct stress *stress)
{
	int vm = vm_open(stress->kvm, 0);
	int result = unload_once();

	tap_ok(vm >= 0 && result == -EAGAIN,
	       "a VM holds kvm-hv: it is not unloaded");
	if (!result)
		module_load(stress->module);
	if (vm >= 0)
		close(vm);
}

static void judge_gap(const struct stress *stress)
{
	struct reply reply = reply_get(stress->kvm);
	int extension = compat_caps_extension(stress->kvm);
	int vm = vm_open(stress->kvm, 0);

	if (!tap_ok(says_nothing(stress, &reply),
		    "kvm-hv unloaded: the query says that there is no answer"))
		tap_note("returned %s", errno_name(-reply.result));
	if (!tap_ok(!extension, "kvm-hv unloaded: capability 0"))
		tap_note("KVM_CHECK_EXTENSION is %d", extension);
	tap_ok(vm == -EINVAL, "kvm-hv unloaded: no VM can be made");
	if (vm >= 0)
		close(vm);
}

static void judge_back(const struct stress *stress)
{
	struct reply device = reply_get(stress->kvm);
	int vm = vm_open(stress->kvm, 0);
	struct reply answer = reply_get(vm);

	tap_ok(reply_same(&device, &stress->device) &&
		       reply_same(&answer, &stress->vm),
	       "kvm-hv loaded again: the same answers as before");
	if (vm >= 0)
		close(vm);
}

/* Once, at leisure; false: the module is not one that this program can move. */
static bool judge_once(const struct stress *stress)
{
	int result = unload();

	if (!tap_ok(!result, "kvm-hv can be unloaded")) {
		tap_note("delete_module: %s", errno_name(-result));
		return false;
	}
	judge_gap(stress);
	result = module_load(stress->module);
	if (!tap_ok(!result, "kvm-hv can be loaded again")) {
		tap_note("finit_module %s: %s", stress->module,
			 errno_name(-result));
		return false;
	}
	judge_back(stress);
	return true;
}

static int reload_once(const struct stress *stress)
{
	int result = unload();

	return result ? result : module_load(stress->module);
}

static void judge_many(const struct stress *stress)
{
	struct reload reload = {.stress = stress, .tally = TALLY_EMPTY};
	struct crew crew = {0};
	unsigned int i;
	int result = 0;

	crew_add(&crew, ASKERS, asker, &reload);
	for (i = 0; i < ROUNDS && !result; i++)
		result = reload_once(stress);
	reload.done = true;
	crew_wait(&crew);
	tap_note("%u reloads: %u times the answer, %u times none", i,
		 reload.tally.right, reload.tally.other);
	if (!tap_ok(!result,
		    "kvm-hv goes and comes back %u times while %u "
		    "threads ask",
		    ROUNDS, ASKERS))
		tap_note("returned %s", errno_name(-result));
	if (!tap_ok(!reload.tally.wrong, "all the while: the answer, or that "
					 "there is none"))
		tally_note_wrong(&reload.tally);
	tap_ok(!reload.extensions_wrong,
	       "all the while: the capability as before, or 0");
	judge_back(stress);
}

/*
 * KVM offers KVM_CAP_PPC_NESTED_HV on bare metal and under the nested API v1;
 * under v2 the hypervisor takes the host's capabilities once per boot.
 */
static const char *why_not(const struct stress *stress)
{
	if (!stress->module)
		return "no --reload";
	if (access(stress->module, R_OK))
		return "no kvm-hv module: built in";
	if (kvm_call(stress->kvm, KVM_CHECK_EXTENSION,
		     (void *)KVM_CAP_PPC_NESTED_HV) <= 0)
		return "nested API v2: kvm-hv loads once per boot";
	return NULL;
}

void stress_reload(const struct stress *stress)
{
	const char *reason = why_not(stress);

	if (reason) {
		tap_skip(reason, "kvm-hv goes and comes back");
		return;
	}
	judge_held(stress);
	if (judge_once(stress))
		judge_many(stress);
}

// SPDX-License-Identifier: GPL-2.0-or-later
/* Many threads ask, on /dev/kvm and on VMs, while VMs come and go. */
#include <stdatomic.h>
#include <unistd.h>

#include "guest.h"
#include "kvm.h"
#include "stress.h"
#include "tap.h"

#define ASKERS 3
#define MAKERS 2
#define VMS_EACH 12

/* Enough for several of each thread's turns on a host with one processor. */
#define ASKS_AT_LEAST 1000

struct storm {
	const struct stress *stress;
	int vm; /* stays open throughout */
	atomic_uint makers_left, vms_refused, extensions_wrong;
	struct tally asked, new_vms;
};

static void ask(struct tally *tally, int fd, const struct reply *expected)
{
	struct reply reply = reply_get(fd);

	if (reply_same(&reply, expected))
		tally_right(tally);
	else
		tally_wrong(tally, &reply);
}

static void *asker(void *argument)
{
	struct storm *storm = argument;
	const struct stress *stress = storm->stress;
	unsigned int asks;

	for (asks = 0; storm->makers_left || asks < ASKS_AT_LEAST; asks++) {
		ask(&storm->asked, stress->kvm, &stress->device);
		ask(&storm->asked, storm->vm, &stress->vm);
		if (compat_caps_extension(stress->kvm) != stress->extension)
			storm->extensions_wrong++;
	}
	return NULL;
}

static void make_vm(struct storm *storm)
{
	int vm = vm_open(storm->stress->kvm, 0);

	if (vm < 0) {
		storm->vms_refused++;
		return;
	}
	ask(&storm->new_vms, vm, &storm->stress->vm);
	close(vm);
}

static void make_guest(struct storm *storm)
{
	struct guest guest;

	if (guest_open(&guest, storm->stress->kvm) < 0) {
		storm->vms_refused++;
		return;
	}
	ask(&storm->new_vms, guest.vm, &storm->stress->vm);
	guest_close(&guest);
}

static void *maker(void *argument)
{
	struct storm *storm = argument;
	unsigned int i;

	for (i = 0; i < VMS_EACH / 2; i++) {
		make_vm(storm);
		make_guest(storm);
	}
	storm->makers_left--;
	return NULL;
}

static void judge_storm(struct storm *storm)
{
	const struct tally *asked = &storm->asked;
	const struct tally *new_vms = &storm->new_vms;

	tap_note("%u threads asked %u times; %u VMs came and went", ASKERS,
		 asked->right + asked->wrong, new_vms->right + new_vms->wrong);
	if (!tap_ok(!asked->wrong, "many threads ask /dev/kvm and a VM: one "
				   "answer while VMs come and go"))
		tally_note_wrong(asked);
	if (!tap_ok(!new_vms->wrong, "each new VM gives that answer at once"))
		tally_note_wrong(new_vms);
	tap_ok(!storm->extensions_wrong, "the capability stays what it is");
	tap_ok(!storm->vms_refused, "%u VMs could be made meanwhile",
	       MAKERS * VMS_EACH);
}

void stress_storm(const struct stress *stress)
{
	struct storm storm = {
		.stress = stress,
		.vm = vm_open(stress->kvm, 0),
		.makers_left = MAKERS,
		.asked = TALLY_EMPTY,
		.new_vms = TALLY_EMPTY,
	};
	struct crew crew = {0};

	crew_add(&crew, MAKERS, maker, &storm);
	crew_add(&crew, ASKERS, asker, &storm);
	crew_wait(&crew);
	close(storm.vm);
	judge_storm(&storm);
}

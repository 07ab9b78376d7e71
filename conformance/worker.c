// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "faults.h"
#include "guest.h"
#include "host.h"
#include "ioctl_rules.h"
#include "kvm.h"
#include "kvm_ppc_compat.h"
#include "modes.h"
#include "tap.h"
#include "worker.h"

#define KNOWN KVM_PPC_COMPAT_CAPS_SIZE_VER0

/* One in so many calls */
#define CHURN_EVERY 1000
#define WHOLE_CHECK_EVERY 64

/* So many wrong results are shown: what is wrong once mostly is so often. */
#define MOST_SHOWN 10

/* What the rules say about a call. */
struct verdict {
	struct ioctl_end end;
	size_t written; /* the end of what may be new */
	struct kvm_ppc_compat_caps after;
};

static struct verdict expect(const struct area *area, uintptr_t at,
			     uint64_t modes)
{
	struct ioctl_call call = ioctl_call_at(area, at, KNOWN);
	struct ioctl_end end = ioctl_end_of(&call);

	return (struct verdict){
		.end = end,
		.written = end.cut_off ? call.writable : left_end(end.left),
		.after = {.size = KNOWN, .compat_capabilities = modes},
	};
}

static enum outcome outcome_of(int result)
{
	switch (result) {
	case 0:
		return FINE;
	case -EINVAL:
		return INVALID;
	case -E2BIG:
		return TOO_BIG;
	case -EFAULT:
		return FAULT;
	default:
		return OTHER;
	}
}

static void show(struct shared *shared, const char *what, int target,
		 uintptr_t at, int result, const struct verdict *verdict)
{
	if (atomic_fetch_add(&shared->shown, 1) >= MOST_SHOWN)
		return;
	flockfile(stdout);
	tap_note("%s: fd %d, address 0x%" PRIxPTR ": returned %s, expected %s",
		 what, target, at, errno_name(-result),
		 errno_name(verdict->end.error));
	funlockfile(stdout);
}

/* Takes over into the shadow what the kernel was to write. */
static void settle(struct area *area, uintptr_t at,
		   const struct verdict *verdict)
{
	const unsigned char *now = (const unsigned char *)at;
	const unsigned char *after = (const unsigned char *)&verdict->after;
	size_t i;

	for (i = 0; i < verdict->written; i++)
		if (left_writes(verdict->end.left, i) &&
		    (!verdict->end.cut_off || now[i] == after[i]))
			*area_shadow(area, at + i) = after[i];
}

static void compare(struct worker *worker, uintptr_t at, size_t length,
		    int target, const struct verdict *verdict)
{
	struct area *area = &worker->area;

	if (!memcmp((void *)at, area_shadow(area, at), length))
		return;
	worker->wrong_bytes++;
	show(worker->shared, "memory differs", target, at, 0, verdict);
	memcpy(area_shadow(area, at), (void *)at, length);
}

static void compare_around(struct worker *worker, uintptr_t at, int target,
			   const struct verdict *verdict)
{
	const struct area *area = &worker->area;
	size_t near = area_readable(area, at, 128);

	if (worker->calls % WHOLE_CHECK_EVERY == 0)
		compare(worker, (uintptr_t)area->start, area->size, target,
			verdict);
	else if (near)
		compare(worker, at, near, target, verdict);
}

/* @lenient: the descriptor was closed meanwhile, or may be another one. */
static void judge(struct worker *worker, uintptr_t at, int target, int result,
		  bool lenient)
{
	struct verdict verdict =
		expect(&worker->area, at, worker->shared->modes);

	worker->outcomes[outcome_of(result)]++;
	if (result != -verdict.end.error) {
		bool forced = worker->shared->faults && result == -EFAULT;
		bool closed =
			lenient && (result == -EBADF || result == -EINVAL ||
				    result == -ENOTTY);

		worker->forced += forced;
		if (!forced && !closed) {
			worker->wrong_results++;
			show(worker->shared, "wrong result", target, at, result,
			     &verdict);
		}
		verdict.written = 0;
	}
	settle(&worker->area, at, &verdict);
	compare_around(worker, at, target, &verdict);
}

static void call_device(struct worker *worker, uintptr_t at)
{
	judge(worker, at, worker->shared->kvm,
	      compat_caps_ioctl(worker->shared->kvm, (void *)at), false);
}

static void call_vm(struct worker *worker, uintptr_t at)
{
	struct slot *slot =
		&worker->shared->slots[random_below(&worker->random, VM_SLOTS)];
	unsigned int changes = atomic_load(&slot->changes);
	int fd = atomic_load(&slot->fd);
	int result = compat_caps_ioctl(fd, (void *)at);

	judge(worker, at, fd, result,
	      fd < 0 || changes % 2 || changes != atomic_load(&slot->changes));
}

/* All threads write here while the kernel reads: only safety is judged. */
static void call_restless(struct worker *worker)
{
	uint64_t *at = worker->shared->restless;
	int result;

	__atomic_store_n(&at[0],
			 random_size(&worker->random, worker->area.page),
			 __ATOMIC_RELAXED);
	__atomic_store_n(&at[1], random_flags(&worker->random),
			 __ATOMIC_RELAXED);
	__atomic_store_n(&at[3], random_below(&worker->random, 2),
			 __ATOMIC_RELAXED);
	result = compat_caps_ioctl(worker->shared->kvm, at);
	worker->outcomes[outcome_of(result)]++;
	worker->wrong_results += outcome_of(result) == OTHER;
}

/* A mode with a bit is accepted exactly where the bit is reported. */
static void try_mode(struct worker *worker, struct guest *guest)
{
	const struct mode *mode =
		&modes[random_below(&worker->random, mode_count)];
	int result = guest_set_compat(guest, mode->logical_pvr);
	bool reported = worker->shared->modes & mode->bit;

	worker->vcpus++;
	if (!mode->bit || result == (reported ? 0 : -EINVAL) ||
	    (worker->shared->faults && result < 0))
		return;
	worker->wrong_modes++;
	tap_note("%s: %s, though %sreported", mode->name, errno_name(-result),
		 reported ? "" : "not ");
}

/* Another VM takes the place of one that other threads may be asking. */
static void churn(struct worker *worker)
{
	struct slot *slot =
		&worker->shared->slots[random_below(&worker->random, VM_SLOTS)];
	struct guest guest;
	int vm, old;

	if (!random_below(&worker->random, 4) &&
	    !guest_open(&guest, worker->shared->kvm)) {
		try_mode(worker, &guest);
		guest_close(&guest);
	}
	vm = vm_open(worker->shared->kvm, 0);
	if (vm < 0) {
		worker->wrong_results += !worker->shared->faults;
		return;
	}
	worker->vms++;
	atomic_fetch_add(&slot->changes, 1);
	old = atomic_exchange(&slot->fd, vm);
	atomic_fetch_add(&slot->changes, 1);
	if (old >= 0)
		close(old);
}

static void hit(struct worker *worker)
{
	uintptr_t at = random_address(&worker->random, &worker->area);

	if (!random_below(&worker->random, CHURN_EVERY))
		churn(worker);
	random_lay(&worker->random, &worker->area, at);
	switch (random_below(&worker->random, 16)) {
	case 0:
		call_restless(worker);
		break;
	case 1:
		worker->wrong_results +=
			compat_caps_extension(worker->shared->kvm) !=
			(KVM_PPC_COMPAT_CAPS_ON_VM |
			 KVM_PPC_COMPAT_CAPS_ON_DEV_KVM);
		break;
	case 2 ... 8:
		call_device(worker, at);
		break;
	default:
		call_vm(worker, at);
		break;
	}
	worker->calls++;
}

void *worker_run(void *argument)
{
	struct worker *worker = argument;

	if (worker->shared->faults)
		faults_at_random(true);
	while (worker->calls < worker->share &&
	       !atomic_load(&worker->shared->stop))
		hit(worker);
	if (worker->shared->faults)
		faults_at_random(false);
	return NULL;
}

/* The answer that all calls are compared with */
static bool learn(struct shared *shared)
{
	struct kvm_ppc_compat_caps caps;

	shared->kvm = kvm_open();
	if (shared->kvm < 0 || compat_caps_query(shared->kvm, &caps) ||
	    caps.size != KNOWN)
		return false;
	shared->modes = caps.compat_capabilities;
	return true;
}

bool shared_open(struct shared *shared)
{
	size_t i;

	if (!learn(shared))
		return false;
	for (i = 0; i < VM_SLOTS; i++)
		shared->slots[i].fd = vm_open(shared->kvm, 0);
	shared->restless =
		mmap(NULL, sysconf(_SC_PAGESIZE), PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return shared->restless != MAP_FAILED;
}

void shared_close(struct shared *shared)
{
	size_t i;

	for (i = 0; i < VM_SLOTS; i++) {
		int fd = atomic_exchange(&shared->slots[i].fd, -1);

		if (fd >= 0)
			close(fd);
	}
	close(shared->kvm);
}

bool restless_is_whole(const struct shared *shared)
{
	unsigned int i;

	for (i = 4; i < 512; i++)
		if (shared->restless[i])
			return false;
	return true;
}

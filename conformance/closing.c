// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * One thread closes the descriptor that others ask on. Each of them is told
 * the answer, or that there is no such descriptor; nothing in between.
 *
 * No other thread opens anything meanwhile, so that the number can only mean
 * the descriptor or none.
 */
#include <errno.h>
#include <sched.h>
#include <stdatomic.h>
#include <unistd.h>

#include "guest.h"
#include "kvm.h"
#include "stress.h"
#include "tap.h"

#define ASKERS 3
#define ROUNDS 20

/* How long a descriptor lives, in questions and in turns of the processor. */
#define ASKS_EACH 3
#define TURNS_AT_MOST 200

struct closing {
	const struct stress *stress;
	const struct reply *expected;
	int (*make)(struct closing *closing);
	int vm; /* what make_duplicate() duplicates */
	atomic_int fd;
	atomic_uint asks;
	atomic_bool done;
	unsigned int not_made;
	struct tally tally;
};

static int make_device(struct closing *closing)
{
	(void)closing;
	return kvm_open();
}

static int make_vm(struct closing *closing)
{
	return vm_open(closing->stress->kvm, 0);
}

static int make_duplicate(struct closing *closing)
{
	return dup(closing->vm);
}

static void *asker(void *argument)
{
	struct closing *closing = argument;
	struct reply reply;

	while (!closing->done) {
		reply = reply_get(closing->fd);
		if (reply_same(&reply, closing->expected))
			tally_right(&closing->tally);
		else if (reply_is_error(&reply, EBADF))
			tally_other(&closing->tally);
		else
			tally_wrong(&closing->tally, &reply);
		closing->asks++;
	}
	return NULL;
}

static void let_them_ask(struct closing *closing)
{
	unsigned int until = closing->asks + ASKS_EACH, turns = 0;

	while (closing->asks < until && turns++ < TURNS_AT_MOST)
		sched_yield();
}

/* The number stays known after the descriptor is gone: that is the test. */
static void *closer(void *argument)
{
	struct closing *closing = argument;
	unsigned int i;
	int fd;

	for (i = 0; i < ROUNDS; i++) {
		fd = closing->make(closing);
		if (fd < 0) {
			closing->not_made++;
			continue;
		}
		closing->fd = fd;
		let_them_ask(closing);
		close(fd);
		let_them_ask(closing);
	}
	closing->done = true;
	return NULL;
}

static void judge_closing(const struct stress *stress, const char *name,
			  int (*make)(struct closing *closing),
			  const struct reply *expected)
{
	struct closing closing = {
		.stress = stress,
		.expected = expected,
		.make = make,
		.vm = vm_open(stress->kvm, 0),
		.fd = -1,
		.tally = TALLY_EMPTY,
	};
	const struct tally *tally = &closing.tally;
	struct crew crew = {0};

	crew_add(&crew, 1, closer, &closing);
	crew_add(&crew, ASKERS, asker, &closing);
	crew_wait(&crew);
	close(closing.vm);
	tap_note("%s closed %u times: %u times the answer, %u times EBADF",
		 name, ROUNDS - closing.not_made, tally->right, tally->other);
	if (!tap_ok(!tally->wrong,
		    "%s closed while others ask: the answer or EBADF", name))
		tally_note_wrong(tally);
	tap_ok(!closing.not_made, "%s: could be opened every time", name);
}

void stress_closing(const struct stress *stress)
{
	judge_closing(stress, "/dev/kvm", make_device, &stress->device);
	judge_closing(stress, "a VM", make_vm, &stress->vm);
	judge_closing(stress, "a duplicate of a VM", make_duplicate,
		      &stress->vm);
}

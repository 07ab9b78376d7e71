/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the groups of compat-stress share: replies, and threads that ask. */
#ifndef CONFORMANCE_STRESS_H
#define CONFORMANCE_STRESS_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All that a plain query comes back with. */
struct reply {
	int result; /* 0 or a negative errno */
	uint64_t size, capabilities;
};

struct stress {
	int kvm;
	/* What a single thread was told, with nothing else going on. */
	struct reply device, vm;
	int extension;	    /* KVM_CHECK_EXTENSION on /dev/kvm */
	const char *module; /* file of kvm-hv, or NULL */
};

struct reply reply_get(int fd);
bool reply_same(const struct reply *one, const struct reply *other);

/* Exactly this error, and nothing written. */
bool reply_is_error(const struct reply *reply, int error);

/* What many threads found, counted together. */
struct tally {
	pthread_mutex_t lock;
	unsigned int right, wrong, other;
	int wrong_result; /* of the first wrong one */
	uint64_t wrong_capabilities;
};

#define TALLY_EMPTY {.lock = PTHREAD_MUTEX_INITIALIZER}

void tally_right(struct tally *tally);
/* Right too, but of the kind that the group wants to know about. */
void tally_other(struct tally *tally);
void tally_wrong(struct tally *tally, const struct reply *reply);
/* Says what the first wrong one was, if there was one. */
void tally_note_wrong(const struct tally *tally);

#define CREW_MAX 8

/* Ends the program at once: what is left cannot be judged. */
_Noreturn void bail_out(const char *why);

struct crew {
	pthread_t threads[CREW_MAX];
	size_t count;
};

/* Adds @count threads. Where one cannot be started, the program bails out. */
void crew_add(struct crew *crew, size_t count, void *(*work)(void *),
	      void *argument);
void crew_wait(struct crew *crew);

/* Many threads ask while VMs come and go. */
void stress_storm(const struct stress *stress);

/* A descriptor is closed by another thread while it is asked. */
void stress_closing(const struct stress *stress);

/* kvm-hv goes and comes back while /dev/kvm is asked. */
void stress_reload(const struct stress *stress);

#endif

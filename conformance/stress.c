// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "host.h"
#include "kvm.h"
#include "kvm_ppc_compat.h"
#include "stress.h"
#include "tap.h"

struct reply reply_get(int fd)
{
	struct kvm_ppc_compat_caps caps;
	int result = compat_caps_query(fd, &caps);

	return (struct reply){
		.result = result,
		.size = caps.size,
		.capabilities = caps.compat_capabilities,
	};
}

bool reply_same(const struct reply *one, const struct reply *other)
{
	return one->result == other->result && one->size == other->size &&
	       one->capabilities == other->capabilities;
}

bool reply_is_error(const struct reply *reply, int error)
{
	const struct reply refused = {
		.result = -error,
		.size = sizeof(struct kvm_ppc_compat_caps),
	};

	return reply_same(reply, &refused);
}

void tally_right(struct tally *tally)
{
	pthread_mutex_lock(&tally->lock);
	tally->right++;
	pthread_mutex_unlock(&tally->lock);
}

void tally_other(struct tally *tally)
{
	pthread_mutex_lock(&tally->lock);
	tally->other++;
	pthread_mutex_unlock(&tally->lock);
}

void tally_wrong(struct tally *tally, const struct reply *reply)
{
	pthread_mutex_lock(&tally->lock);
	if (!tally->wrong++) {
		tally->wrong_result = reply->result;
		tally->wrong_capabilities = reply->capabilities;
	}
	pthread_mutex_unlock(&tally->lock);
}

void tally_note_wrong(const struct tally *tally)
{
	if (tally->wrong)
		tap_note("%u wrong; the first: %s, 0x%016" PRIx64, tally->wrong,
			 errno_name(-tally->wrong_result),
			 tally->wrong_capabilities);
}

/* Also called from a signal's handler, so nothing but write(). */
void bail_out(const char *why)
{
	static const char intro[] = "Bail out! ";

	ssize_t written = write(STDOUT_FILENO, intro, sizeof(intro) - 1);

	written += write(STDOUT_FILENO, why, strlen(why));
	written += write(STDOUT_FILENO, "\n", 1);
	(void)written;
	_exit(EXIT_FAILURE);
}

void crew_add(struct crew *crew, size_t count, void *(*work)(void *),
	      void *argument)
{
	for (; count; count--) {
		if (crew->count == CREW_MAX ||
		    pthread_create(&crew->threads[crew->count], NULL, work,
				   argument))
			bail_out("a thread cannot be started");
		crew->count++;
	}
}

void crew_wait(struct crew *crew)
{
	while (crew->count)
		pthread_join(crew->threads[--crew->count], NULL);
}

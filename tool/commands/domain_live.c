// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain_live.h"

#define UUID_LENGTH 36
#define STATE_SIZE 80

struct live_visit {
	domain_live_visit *visit;
	void *context;
	const char *state;
};

/* virsh prints a UUID a line; a domain's name can be anything. */
static bool is_uuid(const char *text, size_t length)
{
	static const char shape[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

	if (length != UUID_LENGTH)
		return false;
	for (size_t i = 0; i < UUID_LENGTH; i++) {
		if (shape[i] == '-'
			    ? text[i] != '-'
			    : !strchr("0123456789abcdefABCDEF", text[i]))
			return false;
	}
	return true;
}

/* Whether virsh failed because the domain has ended since it was listed */
static bool has_ended(const char *message)
{
	return strstr(message, "Domain not found") ||
	       strstr(message, "failed to get domain") ||
	       strstr(message, "domain is not running");
}

static void take_state(char state[STATE_SIZE], const char *text)
{
	size_t length = strcspn(text, "\n");

	if (length >= STATE_SIZE)
		length = STATE_SIZE - 1;
	memcpy(state, text, length);
	state[length] = '\0';
}

static void visit_one(const struct domain *domain, void *context)
{
	struct live_visit *live = context;

	live->visit(domain, live->state, live->context);
}

static bool read_xml(struct live_visit *live, const char *uuid,
		     char message[VIRSH_MESSAGE_SIZE])
{
	const char *const dumpxml[] = {"dumpxml", uuid, NULL};
	struct virsh_output output;
	struct domain_error error;
	bool is_read;

	if (virsh_read(dumpxml, &output, message))
		return has_ended(message);
	is_read = domain_xml_read(output.text, output.length, visit_one, live,
				  &error);
	free(output.text);
	if (!is_read)
		snprintf(message, VIRSH_MESSAGE_SIZE, "virsh dumpxml %s: %s",
			 uuid, error.what);
	return is_read;
}

static bool read_domain(struct live_visit *live, const char *uuid,
			char message[VIRSH_MESSAGE_SIZE])
{
	const char *const domstate[] = {"domstate", "--reason", uuid, NULL};
	struct virsh_output output;
	char state[STATE_SIZE];

	if (virsh_read(domstate, &output, message))
		return has_ended(message);
	take_state(state, output.text);
	free(output.text);
	live->state = state;
	return read_xml(live, uuid, message);
}

static bool read_lines(struct live_visit *live, const char *lines,
		       char message[VIRSH_MESSAGE_SIZE])
{
	char uuid[UUID_LENGTH + 1];

	while (*lines) {
		size_t length = strcspn(lines, "\n");

		if (length && !is_uuid(lines, length)) {
			snprintf(message, VIRSH_MESSAGE_SIZE,
				 "virsh list printed '%.*s', which is not a "
				 "UUID",
				 (int)(length < 60 ? length : 60), lines);
			return false;
		}
		if (length) {
			memcpy(uuid, lines, length);
			uuid[length] = '\0';
			if (!read_domain(live, uuid, message))
				return false;
		}
		lines += length + (lines[length] == '\n');
	}
	return true;
}

bool domain_live_read(domain_live_visit *visit, void *context,
		      char message[VIRSH_MESSAGE_SIZE])
{
	static const char *const list[] = {"list", "--uuid", NULL};
	struct live_visit live = {visit, context, NULL};
	struct virsh_output output;
	bool is_read;

	if (virsh_read(list, &output, message))
		return false;
	is_read = read_lines(&live, output.text, message);
	free(output.text);
	return is_read;
}

/* It runs, so that nothing has refused it: the answer is about a new start. */
static void doubt(struct domain_answer *answer)
{
	answer->outcome = DOMAIN_UNKNOWN;
	answer->mode = NULL;
	answer->certainty = COMPATCAPS_CERTAINTY_NONE;
	snprintf(answer->reason, sizeof(answer->reason),
		 "it runs, but would not start now: it was started by another "
		 "libvirt or kernel, or came from another host");
}

void domain_judge_live(struct domain_answer *answer,
		       const struct domain *domain, const char *state,
		       const struct request *request,
		       const struct compatcaps_host *host)
{
	bool is_stopped = !strcmp(state, "paused (unknown)");

	domain_judge(answer, domain, request, host);
	if (answer->outcome == DOMAIN_NOT_JUDGED)
		return;
	if (is_stopped) {
		answer->outcome = DOMAIN_PAUSED;
		answer->mode = NULL;
		answer->certainty = COMPATCAPS_CERTAINTY_NONE;
		snprintf(answer->reason, sizeof(answer->reason),
			 "QEMU stopped it: KVM did not run its virtual "
			 "processor; QEMU's log, "
			 "/var/log/libvirt/qemu/NAME.log, has the error");
	} else if (answer->outcome > DOMAIN_SILENT) {
		doubt(answer);
	}
}

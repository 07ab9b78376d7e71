/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The known messages, and which of them are in a text. */
#ifndef COMPATCAPS_MESSAGES_H
#define COMPATCAPS_MESSAGES_H

#include <stdbool.h>
#include <stddef.h>

/*
 * What went wrong. Messages of one topic that appear together have one cause.
 * The first of them in the table explains all of them.
 */
enum message_topic {
	TOPIC_ITSELF, /* no topic: each message is explained by itself */
	TOPIC_KVM,    /* KVM is missing, or does not make guests */
	TOPIC_MODE,   /* a guest's mode or processor is refused */
	TOPIC_HASH,   /* a guest's MMU */
	TOPIC_MIGRATION,
	TOPIC_LIBVIRT, /* the <cpu> element, or the host's CPU */
};

/*
 * Hosts to which a row applies. If the host is not known, only rows with
 * ANY_HOST apply.
 */
enum message_host {
	ANY_HOST,
	OLDER_MODE,   /* runs in a mode older than its processor */
	EARLY_POWER9, /* bare metal, before version 2.2 */
	POWER10_MODE, /* its own mode is POWER10 or newer */
};

struct message {
	const char *id; /* stable: tests and docs/messages.md use it */
	enum message_topic topic;
	enum message_host host;
	const char *pattern;
	const char *with; /* another pattern that the text must contain; NULL:
			     none */
	const char *by;	  /* the program that prints it */
	const char *cause;
	/*
	 * {BEST} stands for the arguments of the host's best mode, {OPTION} for
	 * the member `option`.
	 */
	const char *remedy;
	/*
	 * A property of QEMU's machine, "cap-NAME=VALUE". If the text contains
	 * QEMU's own hint for the property, the value of the hint is used.
	 */
	const char *option;
};

/* The number of rows, and the row of an index below that number */
size_t message_count(void);
const struct message *message_at(size_t index);

/* Does the text contain `pattern`, and `with` if there is one? */
bool message_is_in(const struct message *message, const char *text);

#define MESSAGE_OPTION_SIZE 64

/* What {OPTION} stands for in the remedy of a row, given the text */
void message_option(char option[MESSAGE_OPTION_SIZE],
		    const struct message *message, const char *text);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The messages that are known, and which of them answer a text. */
#ifndef COMPATCAPS_MESSAGES_H
#define COMPATCAPS_MESSAGES_H

#include <stdbool.h>
#include <stddef.h>

/*
 * What went wrong. Messages of one topic that come together have one cause:
 * the first of them in the table is the answer to all.
 */
enum message_topic {
	TOPIC_ITSELF, /* of no topic: each such message has its own answer */
	TOPIC_KVM,    /* there is none, or it makes no guests */
	TOPIC_MODE,   /* of a guest, or its processor, is refused */
	TOPIC_HASH,   /* the MMU of a guest */
	TOPIC_MIGRATION,
	TOPIC_LIBVIRT, /* its <cpu> element, or its host CPU */
};

/* Hosts that a row is about. One that is not known is only ANY_HOST. */
enum message_host {
	ANY_HOST,
	OLDER_MODE,   /* runs in an older mode than its processor could */
	EARLY_POWER9, /* bare metal, below version 2.2 */
	POWER10_MODE, /* its own mode is POWER10 or newer */
};

struct message {
	const char *id; /* stable: tests and docs/messages.md name it */
	enum message_topic topic;
	enum message_host host;
	const char *pattern;
	const char *with; /* a pattern that the text has, too; NULL: none */
	const char *by;	  /* who prints it */
	const char *cause;
	/*
	 * What to do. {BEST} stands for the arguments of the host's best mode,
	 * {OPTION} for the next member.
	 */
	const char *remedy;
	/*
	 * A property of QEMU's machine, "cap-NAME=VALUE". Where the text has
	 * QEMU's own hint for that property, its value is taken.
	 */
	const char *option;
};

/* How many rows there are, and the one at an index below that */
size_t message_count(void);
const struct message *message_at(size_t index);

/* Does a text have the row's pattern, and what has to come with it? */
bool message_is_in(const struct message *message, const char *text);

#define MESSAGE_OPTION_SIZE 64

/* What {OPTION} stands for in a row's remedy for a text */
void message_option(char option[MESSAGE_OPTION_SIZE],
		    const struct message *message, const char *text);

#endif

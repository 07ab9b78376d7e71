// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "explain_message.h"
#include "guest.h"
#include "host.h"
#include "messages.h"
#include "print_error.h"
#include "wrap.h"

#define PARAGRAPH_SIZE 1024

/*
 * The host that remedies depend on. It is queried once, and only if a remedy
 * needs it.
 */
struct subject {
	const struct request *request;
	const char *text;
	bool is_queried;
	enum exit_code code; /* of the query; EXIT_YES if there was none */
	struct failure failure;
	struct compatcaps_host host;
	bool *is_in; /* by message: in the text, and the host fits */
};

static bool host_is_known(struct subject *subject)
{
	if (!subject->is_queried) {
		subject->is_queried = true;
		subject->code = host_query(subject->request, &subject->host,
					   &subject->failure);
	}
	return subject->code == EXIT_YES &&
	       subject->failure.exit_code != EXIT_NOT_POWER;
}

static bool runs_in_older_mode(const struct compatcaps_host *host)
{
	const struct compatcaps_mode *own = compatcaps_own_mode(host);
	const struct compatcaps_mode *newest =
		compatcaps_mode_by_pvr(host->processor_pvr);

	return own && newest && own->logical_pvr < newest->logical_pvr;
}

/* The only hosts on bare metal that cannot run guests with the hash MMU */
static bool is_early_power9(const struct compatcaps_host *host)
{
	struct compatcaps_verdict verdict = {.size = sizeof(verdict)};

	return host->kind == COMPATCAPS_KIND_BARE_METAL &&
	       !compatcaps_judge(host, compatcaps_mode_find("POWER8"),
				 &verdict) &&
	       verdict.reason == COMPATCAPS_REASON_NO_HASH_MMU;
}

static bool has_power10_mode(const struct compatcaps_host *host)
{
	const struct compatcaps_mode *own = compatcaps_own_mode(host);

	return own &&
	       own->logical_pvr >= compatcaps_mode_find("power10")->logical_pvr;
}

static bool host_fits(struct subject *subject, enum message_host host)
{
	switch (host) {
	case OLDER_MODE:
		return host_is_known(subject) &&
		       runs_in_older_mode(&subject->host);
	case EARLY_POWER9:
		return host_is_known(subject) &&
		       is_early_power9(&subject->host);
	case POWER10_MODE:
		return host_is_known(subject) &&
		       has_power10_mode(&subject->host);
	case ANY_HOST:
		break;
	}
	return true;
}

/* The end of a sentence: the arguments */
static void write_best(FILE *to, struct subject *subject)
{
	const struct compatcaps_mode *best = NULL;
	char line[GUEST_LINE_SIZE];

	if (!host_is_known(subject)) {
		fputs("run 'compatcaps qemu-args' on the guest's host to "
		      "print the arguments.",
		      to);
		return;
	}
	/* Do not advise what is only a guess. */
	if (subject->failure.exit_code == EXIT_YES)
		best = compatcaps_best(&subject->host,
				       host_certainty(&subject->host));
	if (best) {
		guest_qemu_line(line, best);
		fputs(line, to);
	} else {
		fputs("no mode is known; run 'compatcaps' for the reason.", to);
	}
}

static void write_option(FILE *to, struct subject *subject,
			 const struct message *message)
{
	char option[MESSAGE_OPTION_SIZE];

	message_option(option, message, subject->text);
	fputs(option, to);
}

static void write_remedy(FILE *to, struct subject *subject,
			 const struct message *message)
{
	const char *rest = message->remedy;
	const char *blank;

	while ((blank = strchr(rest, '{'))) {
		fprintf(to, "%.*s", (int)(blank - rest), rest);
		if (blank[1] == 'B')
			write_best(to, subject);
		else
			write_option(to, subject, message);
		rest = strchr(blank, '}') + 1;
	}
	fputs(rest, to);
}

static void print_remedy(struct subject *subject, const struct message *message)
{
	char text[PARAGRAPH_SIZE] = "";
	FILE *to = fmemopen(text, sizeof(text), "w");

	if (!to)
		return;
	write_remedy(to, subject, message);
	fclose(to);
	wrap_print("Remedy:", text);
}

static bool is_of_topic(const struct subject *subject, size_t index,
			enum message_topic topic)
{
	return subject->is_in[index] && message_at(index)->topic == topic;
}

/* Is one of the two patterns a part of the other? */
static bool is_part(const char *pattern, const char *other)
{
	return pattern && (strstr(pattern, other) || strstr(other, pattern));
}

/*
 * Is this a message of the topic of `first` that is not a part of an earlier
 * one?
 */
static bool is_news(const struct subject *subject, size_t first, size_t index)
{
	enum message_topic topic = message_at(first)->topic;
	const char *pattern = message_at(index)->pattern;

	if (!is_of_topic(subject, index, topic))
		return false;
	for (size_t i = first; i < index; i++) {
		if (is_of_topic(subject, i, topic) &&
		    (is_part(message_at(i)->pattern, pattern) ||
		     is_part(message_at(i)->with, pattern)))
			return false;
	}
	return true;
}

/* The messages of one topic that appear together; `first` comes first. */
static void print_messages_of(const struct subject *subject, size_t first)
{
	const struct message *message = message_at(first);

	wrap_print("Message:", message->pattern);
	if (message->with)
		wrap_print("", message->with);
	if (message->topic == TOPIC_ITSELF)
		return;
	for (size_t i = first + 1; i < message_count(); i++) {
		if (is_news(subject, first, i))
			wrap_print("", message_at(i)->pattern);
	}
}

static void print_explanation(struct subject *subject, size_t index)
{
	const struct message *message = message_at(index);

	print_messages_of(subject, index);
	wrap_print("From:", message->by);
	wrap_print("Cause:", message->cause);
	print_remedy(subject, message);
}

/* The first message of a topic explains the others, too. */
static bool needs_explanation(const struct subject *subject, size_t index)
{
	enum message_topic topic = message_at(index)->topic;

	if (!subject->is_in[index])
		return false;
	for (size_t i = 0; topic != TOPIC_ITSELF && i < index; i++) {
		if (is_of_topic(subject, i, topic))
			return false;
	}
	return true;
}

static size_t print_explanations(struct subject *subject)
{
	size_t count = 0;

	for (size_t i = 0; i < message_count(); i++) {
		const struct message *message = message_at(i);

		subject->is_in[i] = message_is_in(message, subject->text) &&
				    host_fits(subject, message->host);
	}
	for (size_t i = 0; i < message_count(); i++) {
		if (!needs_explanation(subject, i))
			continue;
		if (count++)
			putchar('\n');
		print_explanation(subject, i);
	}
	return count;
}

enum exit_code explain_message(const struct request *request, const char *text)
{
	struct subject subject = {.request = request, .text = text};
	size_t count;

	subject.is_in = calloc(message_count(), sizeof(*subject.is_in));
	if (!subject.is_in) {
		print_error("out of memory");
		return EXIT_FAILED;
	}
	count = print_explanations(&subject);
	free(subject.is_in);
	if (count)
		return subject.code;
	print_error("no known message; run 'dmesg | compatcaps explain -': "
		    "the kernel log may have one");
	return EXIT_CANNOT_TELL;
}

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * messages_page: the table of messages, as docs/messages.md.
 * messages_page --rows: for tests, a line a row: ID, cause and remedy with
 * tabs.
 */
#include <stdio.h>
#include <string.h>

#include "messages.h"

static const char introduction[] =
	"# Messages\n"
	"\n"
	"Written from the table in `tool/messages/`. Do not edit this page: "
	"`tests/tool/messages_page.sh`\n"
	"says how to write it again.\n"
	"\n"
	"What KVM, QEMU and libvirt print about a guest's mode, its CPU model "
	"and the options\n"
	"`cap-*` of QEMU's machine, with causes and remedies. `compatcaps "
	"explain` finds these messages\n"
	"in pasted text. In a remedy it replaces {BEST} with the arguments "
	"of QEMU for the best mode of\n"
	"the host. If QEMU's own hint names another value of an option, the "
	"remedy has that value.\n"
	"In a message `*` stands for any text. Messages of one topic that "
	"come together have one\n"
	"answer: that of the first of them in this order.\n";

static const char *const titles[] = {
	[TOPIC_ITSELF] = "Messages with an answer of their own",
	[TOPIC_KVM] = "KVM is not available, or creates no guests",
	[TOPIC_MODE] = "A guest's mode or CPU model is refused",
	[TOPIC_HASH] = "The MMU of a guest",
	[TOPIC_MIGRATION] = "An incoming guest",
	[TOPIC_LIBVIRT] = "libvirt's `<cpu>` element and host CPU",
};

#define TOPIC_COUNT (sizeof(titles) / sizeof(titles[0]))

static const char *const hosts[] = {
	[ANY_HOST] = "",
	[OLDER_MODE] = ", on a host in an older mode than its processor's own",
	[EARLY_POWER9] = ", on a bare-metal POWER9 below version 2.2",
	[POWER10_MODE] = ", on a host in POWER10 mode or newer",
};

/* Angle brackets would be tags there. */
static void print_text(const char *text)
{
	for (; *text; text++) {
		if (*text == '<' || *text == '*')
			putchar('\\');
		putchar(*text);
	}
}

static void print_remedy(const struct message *message)
{
	const char *rest = message->remedy;
	const char *place = strstr(rest, "{OPTION}");

	if (!place) {
		print_text(rest);
		return;
	}
	printf("%.*s%s", (int)(place - rest), rest, message->option);
	print_text(place + strlen("{OPTION}"));
}

static void print_row(const struct message *message)
{
	printf("\n### %s\n\n`%s`", message->id, message->pattern);
	if (message->with)
		printf(" together with `%s`", message->with);
	printf(" (%s)%s\n\n", message->by, hosts[message->host]);
	print_text(message->cause);
	printf("\n\n**Remedy:** ");
	print_remedy(message);
	putchar('\n');
}

static void print_page(void)
{
	fputs(introduction, stdout);
	for (size_t topic = 0; topic < TOPIC_COUNT; topic++) {
		printf("\n## %s\n", titles[topic]);
		for (size_t i = 0; i < message_count(); i++) {
			if (message_at(i)->topic == topic)
				print_row(message_at(i));
		}
	}
}

static void print_rows(void)
{
	for (size_t i = 0; i < message_count(); i++)
		printf("%s\t%s\t%s\n", message_at(i)->id, message_at(i)->cause,
		       message_at(i)->remedy);
}

int main(int argc, char *argv[])
{
	if (argc == 2 && !strcmp(argv[1], "--rows"))
		print_rows();
	else
		print_page();
	return 0;
}

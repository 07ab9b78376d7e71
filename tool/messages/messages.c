// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <string.h>

#include "match.h"
#include "messages.h"
#include "plain.h"
#include "sentences.h"

/* The program that prints a message */
#define KERNEL "the kernel (kvm-hv)"
#define KERNEL_WITH_OURS "the kernel (kvm-hv, with the modules of compatcaps)"
#define QEMU "QEMU"
#define QEMU_WITH_OURS "QEMU, with the patches of compatcaps"
#define LIBVIRT "libvirt"

static const struct message messages[] = {
#include "together.def"
#include "kernel.def"
#include "qemu.def"
#include "options.def"
#include "migration.def"
#include "libvirt.def"
#include "warnings.def"
};

#define MESSAGE_COUNT (sizeof(messages) / sizeof(messages[0]))

size_t message_count(void)
{
	return MESSAGE_COUNT;
}

const struct message *message_at(size_t index)
{
	return &messages[index];
}

bool message_is_in(const struct message *message, const char *text)
{
	return message_matches(text, message->pattern) &&
	       (!message->with || message_matches(text, message->with));
}

/* How a hint begins in different versions of QEMU */
static const char *const hints[] = {
	"try appending -machine ",
	"try ",
};

#define HINT_COUNT (sizeof(hints) / sizeof(hints[0]))

/* The length of a property's value in QEMU's hints */
static size_t value_length(const char *value)
{
	return strspn(value, "abcdefghijklmnopqrstuvwxyz"
			     "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
}

static bool take_hint(char option[MESSAGE_OPTION_SIZE], const char *text,
		      const char *hint, const char *property, size_t length)
{
	char pattern[MESSAGE_OPTION_SIZE * 2];
	const char *value;

	snprintf(pattern, sizeof(pattern), "%s%.*s", hint, (int)length,
		 property);
	value = text_after(text, pattern);
	if (!value || !value_length(value))
		return false;
	snprintf(option, MESSAGE_OPTION_SIZE, "%.*s%.*s", (int)length, property,
		 (int)value_length(value), value);
	for (; *option; option++)
		*option = lower_case(*option);
	return true;
}

void message_option(char option[MESSAGE_OPTION_SIZE],
		    const struct message *message, const char *text)
{
	const char *property = message->option;
	size_t length = strcspn(property, "=") + 1;

	for (size_t i = 0; i < HINT_COUNT; i++) {
		if (take_hint(option, text, hints[i], property, length))
			return;
	}
	snprintf(option, MESSAGE_OPTION_SIZE, "%s", property);
}

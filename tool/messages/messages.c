// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <string.h>

#include "match.h"
#include "messages.h"
#include "plain.h"

/* Who prints a message */
#define KERNEL "the kernel (kvm-hv)"
#define KERNEL_WITH_OURS "the kernel (kvm-hv, with the modules of compatcaps)"
#define QEMU "QEMU"
#define QEMU_WITH_OURS "QEMU, with the patches of compatcaps"
#define LIBVIRT "libvirt"

/* Sentences that several rows have */
#define START_IN_BEST "Start the guest in a mode that the host can give: {BEST}"
#define NAME_BEST "Name a mode that the host can give: {BEST}"
#define MOVE_ELSEWHERE                                                     \
	"Move the guest to a host that gives its mode: 'compatcaps check " \
	"MODE' tells of each before. Or start it anew in a mode that "     \
	"both give."
#define OTHER_MACHINE "Look into the log of that host's kernel ('dmesg')."
#define ALLOW_NESTING                                                    \
	"On PowerVM: firmware that can (on POWER10 FW1060.10 or later) " \
	"and the KVM setting of this partition at the HMC. On KVM as "   \
	"hypervisor: start this host with '-machine cap-nested-hv=on'."
#define HASH_ONLY_GUEST                                                     \
	"The guest has the hash MMU, as all do in POWER8 mode or older, "   \
	"or with 'disable_radix'. With the radix MMU, a POWER9 below "      \
	"version 2.2, a partition, or a KVM guest as host cannot run such " \
	"a guest."
#define RADIX_GUEST                                                        \
	"Take 'disable_radix' out of the guest's kernel command line, if " \
	"it is there, and start it in a mode from POWER9 on: {BEST}"
#define SMALLER_HPT                                                       \
	"Start the guest with a smaller maxmem (-m ...,maxmem=), or in "  \
	"POWER9 mode or newer, where it needs no such table; or reserve " \
	"more with 'kvm_cma_resv_ratio=' on the host's kernel command "   \
	"line."
#define HASH_DIFFERS                                                       \
	"KVM's hash MMU on this host is not that of the processor that "   \
	"the guest expects: -cpu names another one than the host has, or " \
	"KVM-PR is in use."
#define HASH_AS_HOST "Use '-cpu host' with KVM-HV: {BEST}"
#define FIRMWARE_LACKS                                          \
	"The firmware of this host does not say that it has a " \
	"mitigation that QEMU's machine wants for the guest: "
#define NO_MODULE "This kernel was built or installed without KVM-HV."
#define INSTALL_MODULE                                                      \
	"Install the package with the rest of this kernel's modules, or a " \
	"kernel with CONFIG_KVM_BOOK3S_64_HV."
#define HASH_AS_THERE \
	"Start QEMU here with the same maxmem and max-cpu-compat as there."
#define LIBVIRT_OLD_QEMU                                                   \
	"The domain has an element of <features> for an option that QEMU " \
	"here is too old for."
#define NOT_OF_MODES "It is not a matter of modes."
#define UPDATE_OR                                                      \
	"Update the firmware and the kernel of this host. Where they " \
	"are the newest and the missing mitigation is accepted, or "   \
	"where the processor does not need it: "
#define ADD_OPTION "'-machine {OPTION}'"
#define ACCEPT_OPTION ADD_OPTION ", on each host that the guest moves to"
#define NO_NESTED_HV                                                     \
	"The machine was asked for with cap-nested-hv=on, and KVM does " \
	"not let its guests have guests: kvm-hv was loaded without "     \
	"'nested=1', the host has the hash MMU, or it is a partition."
#define LOAD_NESTED                                                 \
	"For guests in the guest, on bare metal: 'modprobe kvm-hv " \
	"nested=1'. Else: "
#define NESTED_HV_OLDER                                                     \
	"The machine was asked for with cap-nested-hv=on, and its guest's " \
	"processor or mode is older than POWER9."
#define LIBVIRT_XML "'compatcaps libvirt-xml' prints the lines for this host."

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

/* As versions of QEMU begin their hint */
static const char *const hints[] = {
	"try appending -machine ",
	"try ",
};

#define HINT_COUNT (sizeof(hints) / sizeof(hints[0]))

/* How much of `value` is the value of a property, as QEMU's hints have them */
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

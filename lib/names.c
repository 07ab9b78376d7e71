// SPDX-License-Identifier: LGPL-2.1-or-later
/* The names of the values of enumerations; they are part of the interface. */
#include <string.h>

#include "compatcaps.h"

#define NAME_OF(names, value) \
	name_of(names, sizeof(names) / sizeof((names)[0]), value)

static const char *name_of(const char *const *names, size_t count, size_t value)
{
	return value < count ? names[value] : "unknown";
}

const char *compatcaps_kind_name(enum compatcaps_kind kind)
{
	static const char *const names[] = {
		[COMPATCAPS_KIND_UNKNOWN] = "unknown",
		[COMPATCAPS_KIND_BARE_METAL] = "bare-metal",
		[COMPATCAPS_KIND_PSERIES] = "pseries",
		[COMPATCAPS_KIND_NESTED_V1] = "nested-v1",
		[COMPATCAPS_KIND_NESTED_V2] = "nested-v2",
	};

	return NAME_OF(names, kind);
}

const char *compatcaps_source_name(enum compatcaps_source source)
{
	static const char *const names[] = {
		[COMPATCAPS_SOURCE_NONE] = "none",
		[COMPATCAPS_SOURCE_DEV_KVM] = "dev-kvm",
		[COMPATCAPS_SOURCE_VM] = "vm",
		[COMPATCAPS_SOURCE_TRIAL] = "trial",
		[COMPATCAPS_SOURCE_INFERENCE] = "inference",
	};

	return NAME_OF(names, source);
}

enum compatcaps_source compatcaps_source_find(const char *name)
{
	enum compatcaps_source source;

	for (source = COMPATCAPS_SOURCE_DEV_KVM;
	     name && source <= COMPATCAPS_SOURCE_INFERENCE; source++) {
		if (!strcmp(compatcaps_source_name(source), name))
			return source;
	}
	return COMPATCAPS_SOURCE_NONE;
}

const char *compatcaps_certainty_name(enum compatcaps_certainty certainty)
{
	static const char *const names[] = {
		[COMPATCAPS_CERTAINTY_NONE] = "none",
		[COMPATCAPS_CERTAINTY_GUESS] = "guess",
		[COMPATCAPS_CERTAINTY_LIKELY] = "likely",
		[COMPATCAPS_CERTAINTY_SURE] = "sure",
	};

	return NAME_OF(names, certainty);
}

const char *compatcaps_reason_name(enum compatcaps_reason reason)
{
	static const char *const names[] = {
		[COMPATCAPS_REASON_NO_SOURCE] = "no-source",
		[COMPATCAPS_REASON_NO_BIT] = "no-bit",
		[COMPATCAPS_REASON_REPORTED] = "reported",
		[COMPATCAPS_REASON_NEWER_THAN_PROCESSOR] =
			"newer-than-processor",
		[COMPATCAPS_REASON_ABOVE_PARTITION] = "above-partition",
		[COMPATCAPS_REASON_NOT_GRANTED] = "not-granted",
		[COMPATCAPS_REASON_ACCEPTED] = "accepted",
		[COMPATCAPS_REASON_ACCEPTED_WRONGLY] = "accepted-wrongly",
		[COMPATCAPS_REASON_INFERRED] = "inferred",
		[COMPATCAPS_REASON_NO_HINT] = "no-hint",
		[COMPATCAPS_REASON_NO_HASH_MMU] = "no-hash-mmu",
		[COMPATCAPS_REASON_HYPERVISOR_DECIDES] = "hypervisor-decides",
	};

	return NAME_OF(names, reason);
}

const char *compatcaps_call_name(enum compatcaps_call call)
{
	static const char *const names[] = {
		[COMPATCAPS_CALL_NONE] = "none",
		[COMPATCAPS_CALL_UNAME] = "uname",
		[COMPATCAPS_CALL_OPEN] = "open of /dev/kvm",
		[COMPATCAPS_CALL_CHECK_EXTENSION] = "ioctl KVM_CHECK_EXTENSION",
		[COMPATCAPS_CALL_CREATE_VM] = "ioctl KVM_CREATE_VM",
		[COMPATCAPS_CALL_GET_COMPAT_CAPS] =
			"ioctl KVM_PPC_GET_COMPAT_CAPS",
		[COMPATCAPS_CALL_CREATE_VCPU] = "ioctl KVM_CREATE_VCPU",
		[COMPATCAPS_CALL_GET_SREGS] = "ioctl KVM_GET_SREGS",
		[COMPATCAPS_CALL_SET_SREGS] = "ioctl KVM_SET_SREGS",
		[COMPATCAPS_CALL_ENABLE_CAP] =
			"ioctl KVM_ENABLE_CAP (KVM_CAP_PPC_PAPR)",
		[COMPATCAPS_CALL_SET_ONE_REG] =
			"ioctl KVM_SET_ONE_REG (KVM_REG_PPC_ARCH_COMPAT)",
	};

	return NAME_OF(names, call);
}

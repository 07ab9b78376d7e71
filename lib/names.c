// SPDX-License-Identifier: LGPL-2.1-or-later
/* Identifiers of the enumerations' values; they are part of the interface. */
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
	};

	return NAME_OF(names, source);
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
	};

	return NAME_OF(names, call);
}

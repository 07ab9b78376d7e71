// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <string.h>

#include "ioctl_rules.h"
#include "kvm_ppc_compat.h"

#define VER0 KVM_PPC_COMPAT_CAPS_SIZE_VER0
#define MEMBER(name) offsetof(struct kvm_ppc_compat_caps, name)
#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

static bool size_is_unreadable(const struct ioctl_call *call)
{
	return call->readable < sizeof(call->size);
}

static bool is_too_small(const struct ioctl_call *call)
{
	return call->size < VER0;
}

static bool is_too_big(const struct ioctl_call *call)
{
	return call->size > call->page;
}

static bool has_unknown_bytes(const struct ioctl_call *call)
{
	return call->unknown_set;
}

static bool is_unreadable(const struct ioctl_call *call)
{
	return call->readable < call->size;
}

static bool has_flags(const struct ioctl_call *call)
{
	return call->flags;
}

static bool is_any(const struct ioctl_call *call)
{
	(void)call;
	return true;
}

const struct ioctl_rule ioctl_rules[] = {
	{"the size cannot be read", size_is_unreadable, EFAULT, LEFT_UNTOUCHED},
	{"the size is less than 24", is_too_small, EINVAL, LEFT_UNTOUCHED},
	{"the size is more than a page", is_too_big, E2BIG, LEFT_UNTOUCHED},
	{"a byte is set that the kernel does not know", has_unknown_bytes,
	 E2BIG, LEFT_SIZE},
	{"the struct cannot be read to its end", is_unreadable, EFAULT,
	 LEFT_UNTOUCHED},
	{"a flag is set", has_flags, EINVAL, LEFT_UNTOUCHED},
	{"everything else", is_any, 0, LEFT_FILLED},
};

const size_t ioctl_rule_count = ARRAY_SIZE(ioctl_rules);

/* The kernel also clears the bytes of the caller that it does not know. */
static size_t written_end(const struct ioctl_call *call, enum left left)
{
	return left == LEFT_FILLED ? call->size : left_end(left);
}

struct ioctl_end ioctl_end_of(const struct ioctl_call *call)
{
	const struct ioctl_rule *rule = ioctl_rules;

	while (!rule->applies(call))
		rule++;
	if (call->writable < written_end(call, rule->left))
		return (struct ioctl_end){EFAULT, rule->left, true};
	return (struct ioctl_end){rule->error, rule->left, false};
}

static uint64_t member_at(const struct area *area, uintptr_t at, size_t member)
{
	uint64_t value;

	memcpy(&value, area_shadow(area, at + member), sizeof(value));
	return value;
}

static bool any_byte_set(const struct area *area, uintptr_t start,
			 uintptr_t end)
{
	while (start < end)
		if (*area_shadow(area, start++))
			return true;
	return false;
}

struct ioctl_call ioctl_call_at(const struct area *area, uintptr_t at,
				uint64_t known)
{
	struct ioctl_call call = {
		.page = area->page,
		.known = known,
		.readable = area_readable(area, at, area->page),
		.writable = area_writable(area, at, area->page),
	};
	size_t end;

	if (call.readable >= MEMBER(flags))
		call.size = member_at(area, at, MEMBER(size));
	if (call.readable >= MEMBER(compat_capabilities))
		call.flags = member_at(area, at, MEMBER(flags));
	end = call.size < call.readable ? call.size : call.readable;
	call.unknown_set =
		end > known && any_byte_set(area, at + known, at + end);
	return call;
}

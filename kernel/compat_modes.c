// SPDX-License-Identifier: GPL-2.0-only
/*
 * The processor modes of a guest, and the decisions about them.
 */

#include <linux/array_size.h>
#include <linux/errno.h>
#include <linux/types.h>
#include <linux/kvm.h>
#include <asm/reg.h>

#include "compat_modes.h"

struct compat_mode {
	const char *name;
	u32 logical_pvr;
	u32 raw_pvr;	/* upper half of the processor's PVR */
	int msb0;	/* its bit, counted from the most significant one */
};

/* Oldest first */
enum compat_mode_index {
#define COMPAT_MODE(symbol, ...)	MODE_##symbol,
#include "compat_modes.def"
#undef COMPAT_MODE
};

#define COMPAT_MODE(symbol, title, logical, raw, bit)	\
	[MODE_##symbol] = {				\
		.name = (title),			\
		.logical_pvr = (logical),		\
		.raw_pvr = (raw),			\
		.msb0 = (bit),				\
	},

static const struct compat_mode compat_modes[] = {
#include "compat_modes.def"
};

/* The other known processors: POWER8 and older */
struct compat_processor {
	u32 raw_pvr;	/* upper half of the processor's PVR */
	u32 logical_pvr;
};

#undef COMPAT_MODE
#define COMPAT_MODE(...)
#define COMPAT_PROCESSOR(raw, logical)	{ (raw), (logical) },

static const struct compat_processor compat_processors[] = {
#include "compat_modes.def"
};

/* KVM_PPC_COMPAT_CAP_*, or 0 if the interface has no bit */
static u64 mode_bit(const struct compat_mode *mode)
{
	return COMPAT_MODE_CAPABILITY(mode->msb0);
}

static u64 modes_up_to_level(u32 level)
{
	u64 modes = 0;
	int i;

	for (i = 0; i < ARRAY_SIZE(compat_modes); i++)
		if (COMPAT_PVR_LEVEL(compat_modes[i].logical_pvr) <= level)
			modes |= mode_bit(&compat_modes[i]);

	return modes;
}

/**
 * kvmppc_compat_mode_bit() - the capability bit of a mode
 * @logical_pvr: the mode, as in KVM_REG_PPC_ARCH_COMPAT
 *
 * Return: KVM_PPC_COMPAT_CAP_*, or 0 if the interface has no bit for the value:
 * an older mode, an unknown mode, or no mode.
 */
u64 kvmppc_compat_mode_bit(u32 logical_pvr)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(compat_modes); i++)
		if (compat_modes[i].logical_pvr == logical_pvr)
			return mode_bit(&compat_modes[i]);

	return 0;
}

/* The newest mode of a processor, or 0 if the processor is not known */
static u32 logical_of_raw(u32 pvr)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(compat_modes); i++)
		if (compat_modes[i].raw_pvr == pvr >> 16)
			return compat_modes[i].logical_pvr;

	for (i = 0; i < ARRAY_SIZE(compat_processors); i++)
		if (compat_processors[i].raw_pvr == pvr >> 16)
			return compat_processors[i].logical_pvr;

	return 0;
}

/**
 * kvmppc_compat_modes_up_to() - the mode of a PVR and all older modes
 * @pvr: a logical PVR, or the raw PVR that "cpu-version" holds on bare metal
 *	and in a partition in raw mode
 *
 * A logical PVR newer than all known modes means all known modes. An unknown
 * raw PVR means POWER10 and all older modes; the caller must limit them by the
 * features of the CPU. No feature distinguishes Power11 from POWER10.
 *
 * Return: KVM_PPC_COMPAT_CAP_* of these modes.
 */
u64 kvmppc_compat_modes_up_to(u32 pvr)
{
	u32 logical_pvr = COMPAT_PVR_IS_LOGICAL(pvr) ? pvr : logical_of_raw(pvr);

	if (!logical_pvr)
		logical_pvr = PVR_ARCH_31;

	return modes_up_to_level(COMPAT_PVR_LEVEL(logical_pvr));
}

/**
 * kvmppc_compat_mode_name() - the name of a mode
 * @logical_pvr: the mode, as in KVM_REG_PPC_ARCH_COMPAT
 *
 * Return: its name in IBM's spelling, or "unknown".
 */
const char *kvmppc_compat_mode_name(u32 logical_pvr)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(compat_modes); i++)
		if (compat_modes[i].logical_pvr == logical_pvr)
			return compat_modes[i].name;

	return "unknown";
}

/**
 * kvmppc_compat_newest() - the newest of some modes
 * @modes: KVM_PPC_COMPAT_CAP_*
 *
 * Return: its logical PVR, or 0 if there is none.
 */
u32 kvmppc_compat_newest(u64 modes)
{
	int i;

	for (i = ARRAY_SIZE(compat_modes) - 1; i >= 0; i--)
		if (mode_bit(&compat_modes[i]) & modes)
			return compat_modes[i].logical_pvr;

	return 0;
}

/*
 * Only the bitmap of a hypervisor can mean "no mode". On other hosts, no mode
 * means that the host is older than the interface; such a host has no answer,
 * and nothing changes on it.
 */
static bool host_has_answer(const struct kvmppc_compat_host *host)
{
	return host->kind == KVMPPC_COMPAT_NESTED_V2 || host->modes;
}

/**
 * kvmppc_compat_report() - the answer of KVM_PPC_GET_COMPAT_CAPS
 * @host: what kvmhv_compat_init() determined
 *
 * Return: the modes in @host, KVM_PPC_COMPAT_CAP_*, or NULL if the host is
 * older than the interface.
 */
const u64 *kvmppc_compat_report(const struct kvmppc_compat_host *host)
{
	return host_has_answer(host) ? &host->modes : NULL;
}

/*
 * The modes for which the interface has no bit. Every host that has an answer
 * is newer than they are, and KVM can set the PCR for each of them.
 */
static bool mode_without_bit(u32 logical_pvr)
{
	switch (logical_pvr) {
	case PVR_ARCH_205:
	case PVR_ARCH_206:
	case PVR_ARCH_206p:
	case PVR_ARCH_207:
		return true;
	default:
		return false;
	}
}

/* A hypervisor with a bitmap can give only modes that have a bit. */
static bool host_can_give(const struct kvmppc_compat_host *host, u32 logical_pvr)
{
	u64 bit = kvmppc_compat_mode_bit(logical_pvr);

	if (bit)
		return host->modes & bit;

	return host->kind != KVMPPC_COMPAT_NESTED_V2 &&
	       mode_without_bit(logical_pvr);
}

/**
 * kvmppc_compat_accept() - may a guest have this mode?
 * @host: what kvmhv_compat_init() determined
 * @arch_compat: value for KVM_REG_PPC_ARCH_COMPAT; 0 means the mode of the
 *	host. If the hypervisor must be told the mode, 0 is replaced by the
 *	logical PVR of that mode
 *
 * This function alone judges all values, also those that are no mode. It
 * accepts a mode with a bit exactly if kvmppc_compat_report() sets the bit. On
 * a host older than the interface it accepts every value; the checks that KVM
 * always had remain.
 *
 * Return: 0 or -EINVAL.
 */
int kvmppc_compat_accept(const struct kvmppc_compat_host *host,
			 u32 *arch_compat)
{
	if (!host_has_answer(host))
		return 0;

	if (*arch_compat)
		return host_can_give(host, *arch_compat) ? 0 : -EINVAL;

	if (host->kind != KVMPPC_COMPAT_NESTED_V2)
		return 0;

	*arch_compat = kvmppc_compat_newest(host->modes);
	return *arch_compat ? 0 : -EINVAL;
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * The processor modes of a guest, and the decisions about them.
 */

#include <kunit/visibility.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/types.h>
#include <linux/kvm.h>
#include <asm/reg.h>

#include "compat_modes.h"

#define UP_TO_POWER9	KVM_PPC_COMPAT_CAP_POWER9
#define UP_TO_POWER10	(UP_TO_POWER9 | KVM_PPC_COMPAT_CAP_POWER10)
#define UP_TO_POWER11	(UP_TO_POWER10 | KVM_PPC_COMPAT_CAP_POWER11)

/* A logical PVR has this first byte; a raw PVR never has (PAPR). */
#define PVR_LOGICAL	0x0f000000

/**
 * kvmppc_compat_mode_bit() - the capability bit of a mode
 * @logical_pvr: the mode, as in KVM_REG_PPC_ARCH_COMPAT
 *
 * Return: KVM_PPC_COMPAT_CAP_*, or 0 if the interface has no bit for the value:
 * an older mode, an unknown mode, or no mode.
 */
u64 kvmppc_compat_mode_bit(u32 logical_pvr)
{
	switch (logical_pvr) {
	case PVR_ARCH_300:
		return KVM_PPC_COMPAT_CAP_POWER9;
	case PVR_ARCH_31:
		return KVM_PPC_COMPAT_CAP_POWER10;
	case PVR_ARCH_31_P11:
		return KVM_PPC_COMPAT_CAP_POWER11;
	default:
		return 0;
	}
}
EXPORT_SYMBOL_IF_KUNIT(kvmppc_compat_mode_bit);

/*
 * The last byte of a logical PVR is the level: greater is newer. The bytes
 * between only mark variants of one level: PVR_ARCH_206p is a form of
 * PVR_ARCH_206, and older than PVR_ARCH_207.
 */
static u64 modes_up_to_logical(u32 pvr)
{
	switch (PVR_LOGICAL | (pvr & 0xff)) {
	case PVR_LOGICAL ... PVR_ARCH_207:
		return 0;
	case PVR_ARCH_300:
		return UP_TO_POWER9;
	case PVR_ARCH_31:
		return UP_TO_POWER10;
	default:
		return UP_TO_POWER11;
	}
}

static u64 modes_up_to_processor(u32 pvr)
{
	switch (PVR_VER(pvr)) {
	case PVR_POWER6:
	case PVR_POWER7:
	case PVR_POWER7p:
	case PVR_POWER8:
	case PVR_POWER8E:
	case PVR_POWER8NVL:
	case PVR_HX_C2000:
		return 0;
	case PVR_POWER9:
		return UP_TO_POWER9;
	case PVR_POWER11:
		return UP_TO_POWER11;
	default:
		return UP_TO_POWER10;
	}
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
	if ((pvr & 0xff000000) == PVR_LOGICAL)
		return modes_up_to_logical(pvr);

	return modes_up_to_processor(pvr);
}
EXPORT_SYMBOL_IF_KUNIT(kvmppc_compat_modes_up_to);

/**
 * kvmppc_compat_mode_name() - the name of a mode
 * @logical_pvr: the mode, as in KVM_REG_PPC_ARCH_COMPAT
 *
 * Return: its name in IBM's spelling, or "unknown".
 */
const char *kvmppc_compat_mode_name(u32 logical_pvr)
{
	switch (logical_pvr) {
	case PVR_ARCH_207:
		return "POWER8";
	case PVR_ARCH_300:
		return "POWER9";
	case PVR_ARCH_31:
		return "POWER10";
	case PVR_ARCH_31_P11:
		return "Power11";
	default:
		return "unknown";
	}
}
EXPORT_SYMBOL_IF_KUNIT(kvmppc_compat_mode_name);

/**
 * kvmppc_compat_newest() - the newest of some modes
 * @modes: KVM_PPC_COMPAT_CAP_*
 *
 * Return: its logical PVR, or 0 if there is none.
 */
u32 kvmppc_compat_newest(u64 modes)
{
	if (modes & KVM_PPC_COMPAT_CAP_POWER11)
		return PVR_ARCH_31_P11;
	if (modes & KVM_PPC_COMPAT_CAP_POWER10)
		return PVR_ARCH_31;
	if (modes & KVM_PPC_COMPAT_CAP_POWER9)
		return PVR_ARCH_300;

	return 0;
}
EXPORT_SYMBOL_IF_KUNIT(kvmppc_compat_newest);

/*
 * Only the bitmap of a hypervisor can mean "no mode". On other hosts, no mode
 * means that the host is older than the interface; such a host has no answer,
 * and judges modes as it always did.
 */
static bool host_has_answer(const struct kvmppc_compat_host *host)
{
	return host->kind == KVMPPC_COMPAT_NESTED_V2 || host->modes;
}

/**
 * kvmppc_compat_report() - the answer of KVM_PPC_GET_COMPAT_CAPS
 * @host: what kvmhv_compat_init() determined
 * @modes: receives KVM_PPC_COMPAT_CAP_*
 *
 * Return: 0, or -ENOTTY if the host is older than the interface.
 */
int kvmppc_compat_report(const struct kvmppc_compat_host *host, u64 *modes)
{
	if (!host_has_answer(host))
		return -ENOTTY;

	*modes = host->modes;
	return 0;
}
EXPORT_SYMBOL_IF_KUNIT(kvmppc_compat_report);

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
EXPORT_SYMBOL_IF_KUNIT(kvmppc_compat_accept);

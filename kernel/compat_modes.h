/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The processor modes of a guest, and the decisions about them, as pure
 * functions: none of them reads the machine, so that user space and KUnit can
 * test all of them.
 */
#ifndef COMPAT_MODES_H
#define COMPAT_MODES_H

#include <linux/types.h>

/* How KVM runs guests on this host, which determines who decides on modes. */
enum kvmppc_compat_kind {
	KVMPPC_COMPAT_NESTED_V2,	/* the hypervisor, by a bitmap */
	KVMPPC_COMPAT_NESTED_V1,	/* KVM, up to the partition's mode */
	KVMPPC_COMPAT_POWERNV,		/* KVM, up to the CPU's level */
};

/**
 * struct kvmppc_compat_host - which modes this host can give its guests
 * @kind: how KVM runs guests on this host
 * @modes: KVM_PPC_COMPAT_CAP_* of the modes that a guest can have
 */
struct kvmppc_compat_host {
	enum kvmppc_compat_kind kind;
	u64 modes;
};

u64 kvmppc_compat_mode_bit(u32 logical_pvr);
u64 kvmppc_compat_modes_up_to(u32 pvr);
const char *kvmppc_compat_mode_name(u32 logical_pvr);
u32 kvmppc_compat_newest(u64 modes);
int kvmppc_compat_report(const struct kvmppc_compat_host *host, u64 *modes);
int kvmppc_compat_accept(const struct kvmppc_compat_host *host,
			 u32 *arch_compat);

#endif /* COMPAT_MODES_H */

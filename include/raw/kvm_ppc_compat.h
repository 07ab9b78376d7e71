/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */
/*
 * The binary interface of KVM_CAP_PPC_COMPAT_CAPS, for builds against kernel
 * headers that do not have it (mainline has it from 7.3 on).
 *
 * The numbers and the layout are mainline's and never change. What a build
 * already has from <linux/kvm.h> stays as it is there.
 */
#ifndef COMPATCAPS_UAPI_KVM_PPC_COMPAT_H
#define COMPATCAPS_UAPI_KVM_PPC_COMPAT_H

#include <linux/ioctl.h>
#include <linux/kvm.h>
#include <linux/types.h>

#ifndef KVM_CAP_PPC_COMPAT_CAPS
#define KVM_CAP_PPC_COMPAT_CAPS 250

/* A VM ioctl; this project's 6.12 and 7.2 answer it on /dev/kvm too. */
#define KVM_PPC_GET_COMPAT_CAPS _IO(KVMIO, 0xb8)
#endif

#ifndef KVM_PPC_COMPAT_CAPS_SIZE_VER0
/* Frozen: the size of the first published struct. */
#define KVM_PPC_COMPAT_CAPS_SIZE_VER0 24

#define KVM_PPC_COMPAT_CAP_POWER9 (1ULL << 62)
#define KVM_PPC_COMPAT_CAP_POWER10 (1ULL << 61)
#define KVM_PPC_COMPAT_CAP_POWER11 (1ULL << 60)
#define KVM_PPC_COMPAT_BITMASK                                                 \
	(KVM_PPC_COMPAT_CAP_POWER9 | KVM_PPC_COMPAT_CAP_POWER10 |              \
	 KVM_PPC_COMPAT_CAP_POWER11)

struct kvm_ppc_compat_caps {
	__u64 size;		   /* in: of the caller's; out: the kernel's */
	__u64 flags;		   /* in: must be 0 */
	__u64 compat_capabilities; /* out: KVM_PPC_COMPAT_CAP_* */
};
#endif

#ifndef KVM_PPC_COMPAT_CAPS_ON_VM
/*
 * The value of the capability: where the ioctl can be called. Mainline says 1
 * and has no names for the bits.
 */
#define KVM_PPC_COMPAT_CAPS_ON_VM (1 << 0)
#define KVM_PPC_COMPAT_CAPS_ON_DEV_KVM (1 << 1)
#endif

#endif

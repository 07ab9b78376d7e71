/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */
/*
 * What a trial of modes needs of KVM on POWER, under names of its own: other
 * architectures have other structs and numbers under the kernel's names, and
 * the library is built and tested there, too.
 */
#ifndef COMPATCAPS_UAPI_KVM_PPC_TRIAL_H
#define COMPATCAPS_UAPI_KVM_PPC_TRIAL_H

#include <linux/ioctl.h>
#include <linux/kvm.h>
#include <linux/types.h>

/* Layout of POWER's struct kvm_sregs; only its first member matters here. */
struct kvm_ppc_trial_sregs {
	__u32 pvr;
	__u64 rest[153];
};

#define KVM_PPC_TRIAL_GET_SREGS _IOR(KVMIO, 0x83, struct kvm_ppc_trial_sregs)
#define KVM_PPC_TRIAL_SET_SREGS _IOW(KVMIO, 0x84, struct kvm_ppc_trial_sregs)
#define KVM_PPC_TRIAL_ARCH_COMPAT (KVM_REG_PPC | KVM_REG_SIZE_U32 | 0xb7)

#ifdef __powerpc64__
_Static_assert(KVM_PPC_TRIAL_GET_SREGS == KVM_GET_SREGS, "as in the kernel");
_Static_assert(KVM_PPC_TRIAL_SET_SREGS == KVM_SET_SREGS, "as in the kernel");
_Static_assert(KVM_PPC_TRIAL_ARCH_COMPAT == KVM_REG_PPC_ARCH_COMPAT,
	       "as in the kernel");
#endif

#endif

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which processor modes KVM can give its guests: KVM_CAP_PPC_COMPAT_CAPS.
 */
#ifndef COMPAT_CAPS_H
#define COMPAT_CAPS_H

#include <linux/types.h>

struct kvm;
struct kvm_vcpu;

/* compat_caps.c, in kvm.ko */
int kvmppc_compat_caps_supported(struct kvm *kvm);
int kvmppc_get_compat_caps(struct kvm *kvm, void __user *argp);

/* compat_caps_hv.c, in kvm-hv.ko */
unsigned long kvmhv_compat_wanted(void);
void kvmhv_compat_init(void);
int kvmhv_get_compat_caps(u64 *modes);
int kvmhv_compat_accept(u32 *arch_compat);

#endif /* COMPAT_CAPS_H */

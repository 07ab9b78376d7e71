/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which processor modes KVM can give its guests: KVM_CAP_PPC_COMPAT_CAPS.
 */
#ifndef COMPAT_CAPS_H
#define COMPAT_CAPS_H

#include <linux/kvm.h>
#include <linux/kvm_host.h>
#include <linux/types.h>

/* compat_caps.c, in kvm.ko */
int kvmppc_compat_caps_supported(struct kvm *kvm);
int kvmppc_get_compat_caps(struct kvm *kvm, void __user *argp);

/* compat_caps_hv.c, in kvm-hv.ko */
void kvmhv_compat_init(void);
int kvmhv_get_compat_caps(struct kvm_ppc_compat_caps *caps);
unsigned long kvmhv_compat_negotiable(unsigned long offered);
int kvmhv_compat_accept(u32 *arch_compat);
int kvmhv_compat_init_vm(struct kvm *kvm);

#endif /* COMPAT_CAPS_H */

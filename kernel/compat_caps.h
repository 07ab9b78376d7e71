/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which processor modes KVM can give its guests: KVM_CAP_PPC_COMPAT_CAPS.
 */
#ifndef COMPAT_CAPS_H
#define COMPAT_CAPS_H

#include <linux/kvm.h>
#include <linux/kvm_host.h>
#include <linux/types.h>
#include <asm/reg.h>

/* compat_caps.c, in kvm.ko */
int kvmppc_compat_caps_supported(struct kvm *kvm);
int kvmppc_get_compat_caps(struct kvm *kvm, void __user *argp);

/*
 * If KVM refuses a mode and the VMM ignores that, the guest must not run in
 * another mode. QEMU ignores it: it starts a guest that takes the CPU for the
 * raw processor.
 */
static inline bool kvmppc_compat_refused(struct kvm_vcpu *vcpu)
{
#ifdef CONFIG_KVM_BOOK3S_HV_POSSIBLE
	struct kvmppc_vcore *vcore = vcpu->arch.vcore;

	return vcore && vcore->arch_compat == PVR_ARCH_INVALID;
#else
	return false;
#endif
}

/* compat_caps_hv.c, in kvm-hv.ko */
unsigned long kvmhv_compat_negotiable(unsigned long offered);
void kvmhv_compat_init(void);
int kvmhv_get_compat_caps(struct kvm_ppc_compat_caps *caps);
int kvmhv_compat_init_vm(struct kvm *kvm);
int kvmhv_compat_accept(u32 *arch_compat);

#endif /* COMPAT_CAPS_H */

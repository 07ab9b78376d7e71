// SPDX-License-Identifier: GPL-2.0-only
/*
 * KVM_CAP_PPC_COMPAT_CAPS and KVM_PPC_GET_COMPAT_CAPS: tell user space which
 * processor modes guests of this host can have.
 */

#include <kunit/visibility.h>
#include <linux/build_bug.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kvm.h>
#include <linux/kvm_host.h>
#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/uaccess.h>
#include <asm/barrier.h>
#include <asm/kvm_ppc.h>

#include "compat_caps.h"

/*
 * Without a VM, answer for KVM-HV, which runs the VMs of the default type. No
 * VM keeps the module loaded then. But kvm-hv clears kvmppc_hv_ops before it is
 * unloaded, and the module loader waits for RCU readers before it frees the
 * memory.
 */
static int get_caps_without_vm(struct kvm_ppc_compat_caps *caps)
{
	struct kvmppc_ops *ops;
	int r = -ENOTTY;

	rcu_read_lock();
	/* Pairs with smp_store_release() in kvmppc_book3s_init_hv() */
	ops = smp_load_acquire(&kvmppc_hv_ops);
	if (ops && ops->get_compat_caps)
		r = ops->get_compat_caps(caps);
	rcu_read_unlock();

	return r;
}

/* A VM keeps the module loaded that answers for it. */
static int get_caps(struct kvm *kvm, struct kvm_ppc_compat_caps *caps)
{
	if (!kvm)
		return get_caps_without_vm(caps);
	if (!kvm->arch.kvm_ops->get_compat_caps)
		return -ENOTTY;

	return kvm->arch.kvm_ops->get_compat_caps(caps);
}

/**
 * kvmppc_compat_caps_supported() - KVM_CHECK_EXTENSION of the capability
 * @kvm: the VM of the call, or NULL for /dev/kvm
 *
 * Return: 1 if kvmppc_get_compat_caps() has an answer, otherwise 0.
 */
int kvmppc_compat_caps_supported(struct kvm *kvm)
{
	struct kvm_ppc_compat_caps caps;

	return !get_caps(kvm, &caps);
}
EXPORT_SYMBOL_IF_KUNIT(kvmppc_compat_caps_supported);

/*
 * Judge the request of a caller. If it sets bytes that this kernel does not
 * know, tell it the size that this kernel knows.
 */
static int judge_request(struct kvm_ppc_compat_caps __user *ucaps, u64 size)
{
	struct kvm_ppc_compat_caps request;
	int r;

	if (size < KVM_PPC_COMPAT_CAPS_SIZE_VER0)
		return -EINVAL;
	if (size > PAGE_SIZE)
		return -E2BIG;

	r = copy_struct_from_user(&request, sizeof(request), ucaps, size);
	if (r == -E2BIG && put_user((u64)sizeof(request), &ucaps->size))
		return -EFAULT;
	if (r)
		return r;

	return request.flags ? -EINVAL : 0;
}

/**
 * kvmppc_get_compat_caps() - KVM_PPC_GET_COMPAT_CAPS
 * @kvm: the VM of the call, or NULL for /dev/kvm
 * @argp: struct kvm_ppc_compat_caps of the caller
 *
 * Never writes beyond the size that the caller gives: @argp->size.
 *
 * Return: 0; -ENOTTY if there is no answer, for any argument; -EFAULT; -EINVAL
 * if the size is less than the first one, or if a flag is set; -E2BIG if the
 * size is greater than a page, or if a byte that this kernel does not know is
 * not 0.
 */
int kvmppc_get_compat_caps(struct kvm *kvm, void __user *argp)
{
	struct kvm_ppc_compat_caps __user *ucaps = argp;
	struct kvm_ppc_compat_caps caps = { .size = sizeof(caps) };
	u64 size;
	int r;

	BUILD_BUG_ON(sizeof(caps) < KVM_PPC_COMPAT_CAPS_SIZE_VER0);

	r = get_caps(kvm, &caps);
	if (r)
		return r;

	if (get_user(size, &ucaps->size))
		return -EFAULT;
	r = judge_request(ucaps, size);
	if (r)
		return r;

	return copy_struct_to_user(ucaps, size, &caps, sizeof(caps), NULL);
}
EXPORT_SYMBOL_IF_KUNIT(kvmppc_get_compat_caps);

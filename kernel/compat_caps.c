// SPDX-License-Identifier: GPL-2.0-only
/*
 * KVM_CAP_PPC_COMPAT_CAPS and KVM_PPC_GET_COMPAT_CAPS: tell user space which
 * processor modes guests of this host can have.
 */

#include <linux/build_bug.h>
#include <linux/errno.h>
#include <linux/kvm.h>
#include <linux/kvm_host.h>
#include <linux/limits.h>
#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/uaccess.h>
#include <asm/barrier.h>
#include <asm/kvm_ppc.h>

#include "compat_caps.h"

/* This bit is no mode: the nested API v2 uses it for another capability. */
#define NO_ANSWER	S64_MIN

/*
 * Without a VM, answer for KVM-HV, which runs the VMs of the default type. No
 * VM keeps the module loaded then. But kvm-hv clears kvmppc_hv_ops before it is
 * unloaded, and the module loader waits for RCU readers before it frees the
 * memory.
 */
static s64 get_modes_without_vm(void)
{
	struct kvmppc_ops *ops;
	s64 modes = NO_ANSWER;

	rcu_read_lock();
	/* Pairs with smp_store_release() in kvmppc_book3s_init_hv() */
	ops = smp_load_acquire(&kvmppc_hv_ops);
	if (ops && ops->compat_caps)
		modes = *ops->compat_caps;
	rcu_read_unlock();

	return modes;
}

/* A VM keeps the module loaded that answers for it. */
static s64 get_modes(struct kvm *kvm)
{
	const u64 *modes;

	BUILD_BUG_ON(KVM_PPC_COMPAT_BITMASK & NO_ANSWER);

	if (!kvm)
		return get_modes_without_vm();

	modes = kvm->arch.kvm_ops->compat_caps;
	if (!modes)
		return NO_ANSWER;

	return *modes;
}

/**
 * kvmppc_compat_caps_supported() - KVM_CHECK_EXTENSION of the capability
 * @kvm: the VM of the call, or NULL for /dev/kvm
 *
 * Return: 1 if kvmppc_get_compat_caps() has an answer, otherwise 0.
 */
int kvmppc_compat_caps_supported(struct kvm *kvm)
{
	return get_modes(kvm) >= 0;
}

/* Call it between user_access_begin() and user_access_end(). */
static __always_inline int fill(struct kvm_ppc_compat_caps __user *ucaps,
				u64 modes)
{
	u64 flags;

	unsafe_get_user(flags, &ucaps->flags, fault);
	if (flags)
		return -EINVAL;

	unsafe_put_user(modes, &ucaps->compat_capabilities, fault);
	unsafe_put_user((u64)sizeof(*ucaps), &ucaps->size, fault);
	return 0;

fault:
	return -EFAULT;
}

/*
 * Check a size other than the first one. Bytes that this kernel does not know
 * must be 0. If they are not, tell the caller the size that this kernel knows.
 */
static int judge_size(struct kvm_ppc_compat_caps __user *ucaps, u64 size)
{
	int r;

	if (size < KVM_PPC_COMPAT_CAPS_SIZE_VER0)
		return -EINVAL;
	if (size > PAGE_SIZE)
		return -E2BIG;

	r = check_zeroed_user(ucaps + 1, size - sizeof(*ucaps));
	if (r < 0)
		return r;
	if (r)
		return 0;

	return put_user((u64)sizeof(*ucaps), &ucaps->size) ? -EFAULT : -E2BIG;
}

/* Read the size again, and only once, so that the checked size is used. */
static noinline int answer_other_size(struct kvm_ppc_compat_caps __user *ucaps,
				      u64 modes)
{
	u64 size;
	int r;

	if (get_user(size, &ucaps->size))
		return -EFAULT;
	r = judge_size(ucaps, size);
	if (r)
		return r;

	if (!user_access_begin(ucaps, sizeof(*ucaps)))
		return -EFAULT;
	r = fill(ucaps, modes);
	user_access_end();

	return r;
}

/**
 * kvmppc_get_compat_caps() - KVM_PPC_GET_COMPAT_CAPS
 * @kvm: the VM of the call, or NULL for /dev/kvm
 * @argp: struct kvm_ppc_compat_caps of the caller
 *
 * A call with the first size, the usual one, opens user access only once.
 * Opening and closing user access is the largest cost of the call, and on bare
 * metal closing it can flush the L1 cache.
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
	s64 modes = get_modes(kvm);
	u64 size;
	int r;

	/* A second version must not write fields beyond the caller's size. */
	BUILD_BUG_ON(sizeof(*ucaps) != KVM_PPC_COMPAT_CAPS_SIZE_VER0);

	if (modes < 0)
		return -ENOTTY;

	if (!user_access_begin(ucaps, sizeof(*ucaps)))
		return -EFAULT;
	unsafe_get_user(size, &ucaps->size, fault);
	if (size != sizeof(*ucaps)) {
		user_access_end();
		return answer_other_size(ucaps, modes);
	}
	r = fill(ucaps, modes);
	user_access_end();
	return r;

fault:
	user_access_end();
	return -EFAULT;
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * KVM_CAP_PPC_COMPAT_CAPS and KVM_PPC_GET_COMPAT_CAPS: user space asks which
 * processor modes this host's guests can have.
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

/* No mode: under the nested API it is another of the hypervisor's abilities. */
#define NO_ANSWER	S64_MIN

/*
 * Without a VM the answer is that of KVM-HV, which is what a VM of the default
 * type becomes. No VM holds the module then; but kvm-hv clears kvmppc_hv_ops
 * before it goes, and the module loader waits for RCU readers before it frees
 * the memory.
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

/* A VM holds the module that answers for it. */
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
 * @kvm: the VM that was asked, or NULL for /dev/kvm
 *
 * Return: 1 where kvmppc_get_compat_caps() has an answer, otherwise 0.
 */
int kvmppc_compat_caps_supported(struct kvm *kvm)
{
	return get_modes(kvm) >= 0;
}

/* To be called within a window of user access */
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
 * Judge a size that is not the first one. Bytes that this kernel does not know
 * have to be 0; a caller with others is told how much the kernel knows.
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

/* The size is read again: what is judged is one value, read once. */
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
 * @kvm: the VM that was asked, or NULL for /dev/kvm
 * @argp: struct kvm_ppc_compat_caps of the caller
 *
 * The usual request, of the first size, is read and answered within one window
 * of user access: to open and close it is what the call costs most, and on bare
 * metal closing it can flush the L1 cache.
 *
 * Never writes past what the caller says is its own: @argp->size.
 *
 * Return: 0; -ENOTTY without an answer, whatever the argument is; -EFAULT;
 * -EINVAL for a size below the first one or for flags; -E2BIG for a size
 * above a page or a tail that this kernel does not know.
 */
int kvmppc_get_compat_caps(struct kvm *kvm, void __user *argp)
{
	struct kvm_ppc_compat_caps __user *ucaps = argp;
	s64 modes = get_modes(kvm);
	u64 size;
	int r;

	/* With a second version the fields beyond the caller's size stay. */
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

// SPDX-License-Identifier: GPL-2.0-only
/*
 * KVM_CAP_PPC_COMPAT_CAPS and KVM_PPC_GET_COMPAT_CAPS: user space asks which
 * processor modes this host's guests can have.
 */

#include <linux/build_bug.h>
#include <linux/errno.h>
#include <linux/kvm.h>
#include <linux/kvm_host.h>
#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/uaccess.h>
#include <asm/kvm_ppc.h>

#include "compat_caps.h"

/*
 * Without a VM the answer is that of KVM-HV, which is what a VM of the default
 * type becomes. No VM holds the module then; but kvm-hv clears kvmppc_hv_ops
 * before it goes, and the module loader waits for RCU readers before it frees
 * the memory.
 */
static int get_modes(struct kvm *kvm, u64 *modes)
{
	struct kvmppc_ops *ops;
	int r = -ENOTTY;

	rcu_read_lock();
	ops = kvm ? kvm->arch.kvm_ops : READ_ONCE(kvmppc_hv_ops);
	if (ops && ops->get_compat_caps)
		r = ops->get_compat_caps(modes);
	rcu_read_unlock();

	return r;
}

/**
 * kvmppc_compat_caps_supported() - KVM_CHECK_EXTENSION of the capability
 * @kvm: the VM that was asked, or NULL for /dev/kvm
 *
 * Return: 1 where kvmppc_get_compat_caps() has an answer, otherwise 0.
 */
int kvmppc_compat_caps_supported(struct kvm *kvm)
{
	u64 modes;

	return get_modes(kvm, &modes) == 0;
}

/*
 * Read what the caller gave, as copy_struct_from_user() does, and tell a
 * caller that is newer than this kernel how much the kernel knows.
 */
static int read_request(struct kvm_ppc_compat_caps *caps,
			struct kvm_ppc_compat_caps __user *ucaps, u64 *usize)
{
	u64 size;
	int r;

	BUILD_BUG_ON(sizeof(*caps) < KVM_PPC_COMPAT_CAPS_SIZE_VER0);

	if (get_user(size, &ucaps->size))
		return -EFAULT;
	if (size < KVM_PPC_COMPAT_CAPS_SIZE_VER0)
		return -EINVAL;
	if (size > PAGE_SIZE)
		return -E2BIG;

	r = copy_struct_from_user(caps, sizeof(*caps), ucaps, size);
	if (r == -E2BIG && put_user((u64)sizeof(*caps), &ucaps->size))
		return -EFAULT;

	*usize = size;
	return r;
}

/**
 * kvmppc_get_compat_caps() - KVM_PPC_GET_COMPAT_CAPS
 * @kvm: the VM that was asked, or NULL for /dev/kvm
 * @argp: struct kvm_ppc_compat_caps of the caller
 *
 * Never writes past what the caller says is its own: @argp->size.
 *
 * Return: 0; -ENOTTY without an answer, whatever the argument is; -EFAULT;
 * -EINVAL for a size below the first one or for flags; -E2BIG for a size
 * above a page or a tail that this kernel does not know.
 */
int kvmppc_get_compat_caps(struct kvm *kvm, void __user *argp)
{
	struct kvm_ppc_compat_caps caps = {};
	u64 modes, usize;
	int r;

	r = get_modes(kvm, &modes);
	if (r)
		return r;

	r = read_request(&caps, argp, &usize);
	if (r)
		return r;
	if (caps.flags)
		return -EINVAL;

	caps.size = sizeof(caps);
	caps.compat_capabilities = modes;
	if (copy_to_user(argp, &caps, min_t(u64, usize, sizeof(caps))))
		return -EFAULT;

	return 0;
}

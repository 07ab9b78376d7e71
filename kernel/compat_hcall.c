// SPDX-License-Identifier: GPL-2.0-only
/*
 * The errno for the return code of a hypercall.
 */

#include <kunit/visibility.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <asm/hvcall.h>

#include "compat_hcall.h"

/**
 * kvmhv_compat_errno() - the errno for the return code of a hypercall
 * @rc: H_SUCCESS, another code of asm/hvcall.h, or an unknown code
 *
 * Hypercall codes and errnos use the same numbers with other meanings: the
 * number of H_DROPPED is -ENOMEM, and H_BUSY is no error to IS_ERR_VALUE().
 * Therefore translate each code.
 *
 * Return: 0 only for H_SUCCESS; otherwise a negative errno, -EIO if no other
 * fits.
 */
int kvmhv_compat_errno(long rc)
{
	if (H_IS_LONG_BUSY(rc))
		return -EBUSY;

	switch (rc) {
	case H_SUCCESS:
		return 0;
	case H_BUSY:
	case H_NOT_AVAILABLE:
	case H_IN_PROGRESS:
	case H_PENDING:
	case H_IN_USE:
		return -EBUSY;
	case H_NO_MEM:
	case H_RESOURCE:
	case H_NOT_ENOUGH_RESOURCES:
	case H_ABORTED:
		return -ENOMEM;
	case H_PRIVILEGE:
	case H_PERMISSION ... H_AUTHORITY:
		return -EPERM;
	case H_FUNCTION:
	case H_PARAMETER:
	case H_STATE:
	case H_UNSUPPORTED:
	case H_P9 ... H_P2:
	case H_INVALID_ELEMENT_VALUE ... H_INVALID_ELEMENT_ID:
	case H_UNSUPPORTED_FLAG_END ... H_UNSUPPORTED_FLAG_START:
		return -EINVAL;
	default:
		return -EIO;
	}
}
EXPORT_SYMBOL_IF_KUNIT(kvmhv_compat_errno);

/**
 * kvmhv_compat_vcpu_errno() - the errno for a vCPU that could not be created
 * @r: the negative result of kvmhv_nestedv2_vcpu_create(): one of the errnos
 *	that this function has itself, or the return code of a hypercall
 *
 * H_HARDWARE is -EPERM, and stays so: nothing tells them apart.
 *
 * Return: a negative errno.
 */
int kvmhv_compat_vcpu_errno(int r)
{
	switch (r) {
	case -ENOMEM:
	case -EPERM:
	case -EINVAL:
		return r;
	default:
		return kvmhv_compat_errno(r);
	}
}

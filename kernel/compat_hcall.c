// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a hypercall said, as an errno.
 */

#include <linux/errno.h>
#include <asm/hvcall.h>

#include "compat_hcall.h"

/**
 * kvmhv_compat_errno() - the errno of a hypercall's return code
 * @rc: H_SUCCESS or any other code of asm/hvcall.h, or one that is not there
 *
 * Hypercall codes and errnos are numbers of the same size with other meanings:
 * H_DROPPED is -ENOMEM, and H_BUSY is no error to IS_ERR_VALUE(). So no code
 * goes on as it is.
 *
 * Return: 0 for H_SUCCESS and nothing else; otherwise a negative errno, -EIO
 * for whatever has no better one.
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
	case H_AUTHORITY:
	case H_PERMISSION:
		return -EPERM;
	case H_FUNCTION:
	case H_PARAMETER:
	case H_P2:
	case H_P3:
	case H_P4:
	case H_P5:
	case H_P6:
	case H_P7:
	case H_P8:
	case H_P9:
	case H_UNSUPPORTED:
	case H_STATE:
	case H_INVALID_ELEMENT_ID:
	case H_INVALID_ELEMENT_SIZE:
	case H_INVALID_ELEMENT_VALUE:
	case H_UNSUPPORTED_FLAG_END ... H_UNSUPPORTED_FLAG_START:
		return -EINVAL;
	default:
		return -EIO;
	}
}

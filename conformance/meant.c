// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stddef.h>

#include "meant.h"

/*
 * Of Documentation/virt/kvm/api.rst, and those that KVM-HV makes of hypercalls
 * that create a VM. EIO is this project's for a code that means nothing else.
 */
static const int meant[] = {
	EINVAL, ENOMEM, EPERM, EBUSY, EIO, EINTR, ENODEV, ENOENT, ENOSYS,
};

bool result_is_meant(int result)
{
	size_t i;

	for (i = 0; i < sizeof(meant) / sizeof(meant[0]); i++)
		if (result == -meant[i])
			return true;
	return result >= 0;
}

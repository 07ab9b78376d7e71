/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a hypercall said, as an errno: the one place.
 */
#ifndef COMPAT_HCALL_H
#define COMPAT_HCALL_H

int kvmhv_compat_errno(long rc);

#endif /* COMPAT_HCALL_H */

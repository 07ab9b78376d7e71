/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The errno for the return code of a hypercall.
 */
#ifndef COMPAT_HCALL_H
#define COMPAT_HCALL_H

int kvmhv_compat_errno(long rc);
int kvmhv_compat_vcpu_errno(int r);

#endif /* COMPAT_HCALL_H */

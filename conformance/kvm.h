/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Descriptors of KVM and the interface under test, without interpretation. */
#ifndef CONFORMANCE_KVM_H
#define CONFORMANCE_KVM_H

/* Every function below that can fail returns a negative errno. */

/* ioctl(); what it returns, or a negative errno. */
int kvm_call(int fd, unsigned long request, void *argument);

int kvm_open(void);

/* The VM's descriptor. @type 0 is what the kernel itself prefers. */
int vm_open(int kvm, unsigned long type);

/* "hv", "pr" or "none": the kinds of VM that this kernel gives. */
const char *kvm_kind(int kvm);

/* KVM_CHECK_EXTENSION of the interface under test. */
int compat_caps_extension(int fd);

/* KVM_PPC_GET_COMPAT_CAPS with any address; 0 or a negative errno. */
int compat_caps_ioctl(int fd, const void *at);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Descriptors of KVM and the interface under test, without interpretation. */
#ifndef CONFORMANCE_KVM_H
#define CONFORMANCE_KVM_H

#include <stdbool.h>
#include <stdint.h>

struct kvm_ppc_compat_caps;

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

/* The plain query: the first size, no flags. After an error @caps is as asked.
 */
int compat_caps_query(int fd, struct kvm_ppc_compat_caps *caps);

/* Does the plain query give exactly these capabilities? */
bool compat_caps_are(int fd, uint64_t capabilities);

#endif

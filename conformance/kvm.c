// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "kvm.h"
#include "kvm_ppc_compat.h"

int kvm_open(void)
{
	int fd = open("/dev/kvm", O_RDWR | O_CLOEXEC);

	return fd < 0 ? -errno : fd;
}

int kvm_call(int fd, unsigned long request, void *argument)
{
	int result = ioctl(fd, request, argument);

	return result < 0 ? -errno : result;
}

int vm_open(int kvm, unsigned long type)
{
	return kvm_call(kvm, KVM_CREATE_VM, (void *)type);
}

static bool vm_possible(int kvm, unsigned long type)
{
	int vm = vm_open(kvm, type);

	if (vm < 0)
		return false;
	close(vm);
	return true;
}

const char *kvm_kind(int kvm)
{
	if (vm_possible(kvm, KVM_VM_PPC_HV))
		return "hv";
	return vm_possible(kvm, KVM_VM_PPC_PR) ? "pr" : "none";
}

int compat_caps_extension(int fd)
{
	return kvm_call(fd, KVM_CHECK_EXTENSION,
			(void *)KVM_CAP_PPC_COMPAT_CAPS);
}

int compat_caps_ioctl(int fd, const void *at)
{
	return kvm_call(fd, KVM_PPC_GET_COMPAT_CAPS, (void *)at);
}

int compat_caps_query(int fd, struct kvm_ppc_compat_caps *caps)
{
	*caps = (struct kvm_ppc_compat_caps){.size = sizeof(*caps)};
	return compat_caps_ioctl(fd, caps);
}

bool compat_caps_are(int fd, uint64_t capabilities)
{
	struct kvm_ppc_compat_caps caps;

	return !compat_caps_query(fd, &caps) &&
	       caps.compat_capabilities == capabilities;
}

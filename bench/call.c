// SPDX-License-Identifier: GPL-2.0-or-later
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "call.h"
#include "kvm_ppc_compat.h"

/* An answer leaves the size as it is, so one argument serves all calls. */
static struct kvm_ppc_compat_caps caps = {.size = sizeof(caps)};
static struct kvm_ppc_cpu_char cpu_char;

/*
 * The floor is a capability that KVM for POWER answers with a constant: what
 * it costs to come to KVM and back. The capability under test would be a
 * floor, which grows with the cost of its own answer.
 */
#define EXTENSION(number) KVM_CHECK_EXTENSION, (void *)(number)

const struct call calls[] = {
	{"floor-device", ON_DEVICE, EXTENSION(KVM_CAP_PPC_PAPR)},
	{"floor-vm", ON_VM, EXTENSION(KVM_CAP_PPC_PAPR)},
	{"capability-device", ON_DEVICE, EXTENSION(KVM_CAP_PPC_COMPAT_CAPS)},
	{"capability-vm", ON_VM, EXTENSION(KVM_CAP_PPC_COMPAT_CAPS)},
	{"cpu-char-vm", ON_VM, KVM_PPC_GET_CPU_CHAR, &cpu_char},
	{"query-device", ON_DEVICE, KVM_PPC_GET_COMPAT_CAPS, &caps},
	{"query-vm", ON_VM, KVM_PPC_GET_COMPAT_CAPS, &caps},
};
const size_t call_count = sizeof(calls) / sizeof(calls[0]);

const struct call *call_find(const char *name)
{
	size_t i;

	for (i = 0; i < call_count; i++) {
		if (!strcmp(calls[i].name, name))
			return &calls[i];
	}
	return NULL;
}

int kvm_open(void)
{
	return open("/dev/kvm", O_RDWR | O_CLOEXEC);
}

int vm_open(int kvm)
{
	return ioctl(kvm, KVM_CREATE_VM, 0);
}

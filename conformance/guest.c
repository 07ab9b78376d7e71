// SPDX-License-Identifier: GPL-2.0-or-later
#include <sys/mman.h>
#include <unistd.h>

#include "guest.h"
#include "kvm.h"
#include "kvm_ppc_compat.h"

/* KVM-HV takes no PVR but the host's, which is what a new vCPU has. */
static int vcpu_confirm_pvr(int vcpu)
{
	struct kvm_sregs sregs;
	int result = kvm_call(vcpu, KVM_GET_SREGS, &sregs);

	return result < 0 ? result : kvm_call(vcpu, KVM_SET_SREGS, &sregs);
}

static int vcpu_enable_papr(int vcpu)
{
	struct kvm_enable_cap cap = {.cap = KVM_CAP_PPC_PAPR};

	return kvm_call(vcpu, KVM_ENABLE_CAP, &cap);
}

int guest_open_vm(struct guest *guest, int kvm)
{
	*guest = (struct guest){.kvm = kvm, .vcpu = -1};
	guest->vm = vm_open(kvm, 0);
	return guest->vm < 0 ? guest->vm : 0;
}

int guest_add_vcpu(struct guest *guest)
{
	guest->vcpu = kvm_call(guest->vm, KVM_CREATE_VCPU, NULL);
	return guest->vcpu < 0 ? guest->vcpu : 0;
}

int guest_set_up_vcpu(struct guest *guest)
{
	int result = vcpu_confirm_pvr(guest->vcpu);

	return result < 0 ? result : vcpu_enable_papr(guest->vcpu);
}

int guest_open(struct guest *guest, int kvm)
{
	int result = guest_open_vm(guest, kvm);

	if (result < 0)
		return result;
	result = guest_add_vcpu(guest);
	if (!result)
		result = guest_set_up_vcpu(guest);
	if (result < 0)
		guest_close(guest);
	return result;
}

void guest_close(struct guest *guest)
{
	if (guest->run)
		munmap(guest->run, guest->run_size);
	if (guest->vcpu >= 0)
		close(guest->vcpu);
	close(guest->vm);
	if (guest->memory)
		munmap(guest->memory, guest->memory_size);
}

static int compat_reg(struct guest *guest, unsigned long request,
		      uint32_t *value)
{
	struct kvm_one_reg reg = {
		.id = KVM_REG_PPC_ARCH_COMPAT,
		.addr = (uintptr_t)value,
	};

	return kvm_call(guest->vcpu, request, &reg);
}

int guest_set_compat(struct guest *guest, uint32_t logical_pvr)
{
	return compat_reg(guest, KVM_SET_ONE_REG, &logical_pvr);
}

int guest_get_compat(struct guest *guest, uint32_t *logical_pvr)
{
	return compat_reg(guest, KVM_GET_ONE_REG, logical_pvr);
}

int guest_try_compat(int kvm, uint32_t logical_pvr)
{
	struct guest guest;
	int result = guest_open(&guest, kvm);

	if (result < 0)
		return result;
	result = guest_set_compat(&guest, logical_pvr);
	guest_close(&guest);
	return result;
}

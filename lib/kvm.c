// SPDX-License-Identifier: LGPL-2.1-or-later
/* Observations of KVM: what it reports, and what it accepts. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>

#include "evidence.h"
#include "kvm_ppc_compat.h"
#include "kvm_ppc_trial.h"
#include "kvm.h"

_Static_assert(sizeof(struct kvm_ppc_compat_caps) >=
		       KVM_PPC_COMPAT_CAPS_SIZE_VER0,
	       "the kernel's struct is at least of its first size");

/* The sources as bits; 0: the best first, until one has an answer. */
#define SOURCE_BIT(name) (1U << COMPATCAPS_SOURCE_##name)

/* Signals interrupt KVM_CREATE_VM. */
static int kvm_ioctl(const struct notes *notes, int fd, unsigned long request,
		     uintptr_t argument)
{
	int result;

	do {
		result = notes->system->ioctl(fd, request, argument);
	} while (result < 0 && errno == EINTR);
	return result;
}

/* Whether KVM has an extension */
static bool note_extension(struct notes *notes, int kvm, uintptr_t extension,
			   const char *path)
{
	int result = kvm_ioctl(notes, kvm, KVM_CHECK_EXTENSION, extension);

	compatcaps_note_number(notes, path, result);
	return result > 0;
}

/* Whether the ioctl gives an answer on this descriptor */
static bool note_capabilities(struct notes *notes, int fd, const char *path)
{
	/* The first size: each kernel that has the ioctl accepts it. */
	struct kvm_ppc_compat_caps caps = {
		.size = KVM_PPC_COMPAT_CAPS_SIZE_VER0,
	};
	int result =
		kvm_ioctl(notes, fd, KVM_PPC_GET_COMPAT_CAPS, (uintptr_t)&caps);

	if (result < 0) {
		compatcaps_note_number(notes, path, result);
		return false;
	}
	compatcaps_note_bits(notes, path, caps.compat_capabilities);
	return true;
}

/* KVM accepts a mode only on a vCPU whose PVR is set and that follows PAPR. */
static bool set_up_vcpu(struct notes *notes, int vcpu)
{
	struct kvm_enable_cap papr = {.cap = KVM_CAP_PPC_PAPR};
	struct kvm_ppc_trial_sregs sregs = {.pvr = 0};

	return compatcaps_note_result(notes, EVIDENCE_GET_SREGS,
				      kvm_ioctl(notes, vcpu,
						KVM_PPC_TRIAL_GET_SREGS,
						(uintptr_t)&sregs)) >= 0 &&
	       compatcaps_note_result(notes, EVIDENCE_SET_SREGS,
				      kvm_ioctl(notes, vcpu,
						KVM_PPC_TRIAL_SET_SREGS,
						(uintptr_t)&sregs)) >= 0 &&
	       compatcaps_note_result(notes, EVIDENCE_ENABLE_PAPR,
				      kvm_ioctl(notes, vcpu, KVM_ENABLE_CAP,
						(uintptr_t)&papr)) >= 0;
}

static void try_mode(struct notes *notes, int vcpu,
		     const struct compatcaps_mode *mode)
{
	char path[EVIDENCE_TRIED_SIZE];
	uint32_t value = mode->logical_pvr;
	struct kvm_one_reg one_reg = {
		.id = KVM_PPC_TRIAL_ARCH_COMPAT,
		.addr = (uintptr_t)&value,
	};

	compatcaps_tried_path(path, mode);
	compatcaps_note_result(
		notes, path,
		kvm_ioctl(notes, vcpu, KVM_SET_ONE_REG, (uintptr_t)&one_reg));
}

static void note_trial(struct notes *notes, int vm)
{
	int vcpu = kvm_ioctl(notes, vm, KVM_CREATE_VCPU, 0);

	if (compatcaps_note_result(notes, EVIDENCE_CREATE_VCPU, vcpu) < 0)
		return;
	if (set_up_vcpu(notes, vcpu)) {
		for (size_t i = 0; i < compatcaps_mode_count(); i++)
			try_mode(notes, vcpu, compatcaps_mode_at(i));
	}
	notes->system->close(vcpu);
}

/* Type 0 is KVM's default, which is HV wherever kvm-hv is loaded. */
static void note_vm(struct notes *notes, int kvm, unsigned int sources,
		    bool has_interface)
{
	int vm = kvm_ioctl(notes, kvm, KVM_CREATE_VM, 0);
	bool answered = false;

	if (compatcaps_note_result(notes, EVIDENCE_CREATE_VM, vm) < 0)
		return;
	if (has_interface && (!sources || sources & SOURCE_BIT(VM)))
		answered = note_capabilities(notes, vm, EVIDENCE_VM);
	if (sources ? sources & SOURCE_BIT(TRIAL) : !answered)
		note_trial(notes, vm);
	notes->system->close(vm);
}

static void note_answers(struct notes *notes, int kvm, unsigned int sources)
{
	bool has_interface, answered = false;

	/* On /dev/kvm this one is present exactly if kvm-hv is loaded. */
	if (!note_extension(notes, kvm, KVM_CAP_PPC_HTAB_FD, EVIDENCE_HTAB_FD))
		return;
	note_extension(notes, kvm, KVM_CAP_PPC_NESTED_HV, EVIDENCE_NESTED_HV);
	has_interface = note_extension(notes, kvm, KVM_CAP_PPC_COMPAT_CAPS,
				       EVIDENCE_COMPAT_CAPS);
	if (has_interface && (!sources || sources & SOURCE_BIT(DEV_KVM)))
		answered = note_capabilities(notes, kvm, EVIDENCE_DEV_KVM);
	if (sources ? sources & (SOURCE_BIT(VM) | SOURCE_BIT(TRIAL))
		    : !answered)
		note_vm(notes, kvm, sources, has_interface);
}

void compatcaps_collect_kvm(struct notes *notes, unsigned int sources)
{
	int kvm;

	if (sources && !(sources & (SOURCE_BIT(DEV_KVM) | SOURCE_BIT(VM) |
				    SOURCE_BIT(TRIAL))))
		return;
	kvm = notes->system->open("/dev/kvm", O_RDWR | O_CLOEXEC);
	if (compatcaps_note_result(notes, EVIDENCE_KVM_OPEN, kvm) < 0)
		return;
	note_answers(notes, kvm, sources);
	notes->system->close(kvm);
}

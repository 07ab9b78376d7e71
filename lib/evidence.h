/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The paths of observations; compatcaps-record(5) describes each. */
#ifndef COMPATCAPS_EVIDENCE_H
#define COMPATCAPS_EVIDENCE_H

#include <stdbool.h>

#include "compatcaps.h"

#define EVIDENCE_MACHINE "uname/machine"
#define EVIDENCE_RELEASE "uname/release"
#define EVIDENCE_NODENAME "uname/nodename"
#define EVIDENCE_CPUINFO "proc/cpuinfo"
#define EVIDENCE_COMPATIBLE "device-tree/compatible"
#define EVIDENCE_MODEL "device-tree/model"
#define EVIDENCE_CPU_VERSION "device-tree/cpu-version"
#define EVIDENCE_PLATFORM "auxv/platform"
#define EVIDENCE_BASE_PLATFORM "auxv/base-platform"
#define EVIDENCE_NESTED "module/kvm_hv/nested"
#define EVIDENCE_KVM_OPEN "kvm/open"
#define EVIDENCE_HTAB_FD "kvm/extension/ppc-htab-fd"
#define EVIDENCE_NESTED_HV "kvm/extension/ppc-nested-hv"
#define EVIDENCE_COMPAT_CAPS "kvm/extension/ppc-compat-caps"
#define EVIDENCE_DEV_KVM "kvm/compat-caps/dev-kvm"
#define EVIDENCE_CREATE_VM "kvm/create-vm"
#define EVIDENCE_VM "kvm/compat-caps/vm"
#define EVIDENCE_CREATE_VCPU "kvm/trial/create-vcpu"
#define EVIDENCE_GET_SREGS "kvm/trial/get-sregs"
#define EVIDENCE_SET_SREGS "kvm/trial/set-sregs"
#define EVIDENCE_ENABLE_PAPR "kvm/trial/enable-papr"
/* Followed by the logical PVR of a mode, as 0x and 8 digits. */
#define EVIDENCE_TRIED "kvm/trial/arch-compat-"
#define EVIDENCE_TRIED_SIZE sizeof(EVIDENCE_TRIED "0x01234567")

/* The value for a call that succeeded and returns no number */
#define EVIDENCE_OK "ok"

void compatcaps_tried_path(char path[EVIDENCE_TRIED_SIZE],
			   const struct compatcaps_mode *mode);

bool compatcaps_evidence_is_valid(const struct compatcaps_evidence *evidence);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A VM with one vCPU, its compatibility mode, and a run of it. */
#ifndef CONFORMANCE_GUEST_H
#define CONFORMANCE_GUEST_H

#include <stddef.h>
#include <stdint.h>

struct guest {
	int kvm; /* the caller's, stays open */
	int vm, vcpu;
	struct kvm_run *run;
	size_t run_size;
	void *memory;
	size_t memory_size;
};

/*
 * A fresh VM with one vCPU, its PVR and PAPR set as ARCH_COMPAT needs it
 * from Linux 7.2 on. After a failure there is nothing to close.
 */
int guest_open(struct guest *guest, int kvm);
void guest_close(struct guest *guest);

/*
 * The steps of guest_open(), each with its own result. After a failure of the
 * first there is nothing to close; after one of the others guest_close() is
 * due.
 */
int guest_open_vm(struct guest *guest, int kvm);
int guest_add_vcpu(struct guest *guest);
int guest_set_up_vcpu(struct guest *guest);

int guest_set_compat(struct guest *guest, uint32_t logical_pvr);
int guest_get_compat(struct guest *guest, uint32_t *logical_pvr);

/* Is a mode accepted by a vCPU of its own? 0, or why not. */
int guest_try_compat(int kvm, uint32_t logical_pvr);

/*
 * Runs the guest until its one hypercall comes out to this program, at most
 * for some seconds. 0: it came. Otherwise @why says what came instead.
 */
int guest_enter(struct guest *guest, char *why, size_t why_size);

/*
 * Runs one instruction in the guest's problem state. 1: it was executed, 0: the
 * guest got a program interrupt instead, as for an instruction that does not
 * exist; otherwise @why says what came.
 */
int guest_executes(struct guest *guest, uint32_t instruction, char *why,
		   size_t why_size);

#endif

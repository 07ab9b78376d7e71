// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Enters the smallest guest there is: real mode, and code that does nothing
 * but leave with a hypercall which KVM hands to user space.
 */
#include <endian.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

#include "enter.h"
#include "guest.h"
#include "host.h"
#include "kvm.h"
#include "kvm_ppc_compat.h"
#include "tables.h"

/* Radix guest */
#define PATB_GR (1ULL << 63)

/* Beyond PAPR's own numbers, so no kernel handles it itself. */
#define HCALL 0xf000

/* Where the guest starts; the interrupt vectors begin at 0x100. */
#define START 0x60
#define VECTOR_STEP 0x20

/* An emulated host enters within milliseconds. */
#define LIMIT_SECONDS 5

/*
 * The code stands at the start and at every vector, and says in r4 where it
 * stood: an interrupt in the guest shows as its vector. It is big-endian, as
 * a new vCPU takes its interrupts.
 */
static void write_exit(uint32_t *code, uint16_t address)
{
	*code++ = htobe32(0x38600000);		 /* li   r3, 0 */
	*code++ = htobe32(0x60630000 | HCALL);	 /* ori  r3, r3, HCALL */
	*code++ = htobe32(0x38800000 | address); /* li   r4, address */
	*code++ = htobe32(0x44000022);		 /* sc   1 */
	*code++ = htobe32(0x48000000);		 /* b    . */
}

static int add_memory(struct guest *guest)
{
	size_t size = GUEST_MEMORY;
	struct kvm_userspace_memory_region region = {.memory_size = size};
	unsigned int address;
	char *memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
			    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		return -errno;
	guest->memory = memory;
	guest->memory_size = size;
	for (address = START; address < GUEST_VECTORS_END;
	     address += VECTOR_STEP)
		write_exit((uint32_t *)(memory + address), address);
	guest_write_tables(memory);
	__builtin___clear_cache(memory, memory + size);
	region.userspace_addr = (uintptr_t)memory;
	return kvm_call(guest->vm, KVM_SET_USER_MEMORY_REGION, &region);
}

static int map_run(struct guest *guest)
{
	int size = kvm_call(guest->kvm, KVM_GET_VCPU_MMAP_SIZE, NULL);
	void *run;

	if (size < 0)
		return size;
	run = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, guest->vcpu,
		   0);
	if (run == MAP_FAILED)
		return -errno;
	guest->run = run;
	guest->run_size = size;
	return 0;
}

static int choose_radix(struct guest *guest)
{
	struct kvm_ppc_mmuv3_cfg config = {
		.flags = KVM_PPC_MMUV3_RADIX | KVM_PPC_MMUV3_GTSE,
		.process_table = PATB_GR | GUEST_PROCESS_TABLE,
	};

	return kvm_call(guest->vm, KVM_PPC_CONFIGURE_V3_MMU, &config);
}

static int set_registers(struct guest *guest, uint16_t start)
{
	struct kvm_regs regs;
	int result = kvm_call(guest->vcpu, KVM_GET_REGS, &regs);

	if (result < 0)
		return result;
	regs.pc = start;
	regs.msr = MSR_SF | MSR_ME;
	return kvm_call(guest->vcpu, KVM_SET_REGS, &regs);
}

/* The handler's view of the one guest that runs at a time. */
static struct kvm_run *volatile limited_run;
static volatile sig_atomic_t limit_reached;

/* Also an alarm that comes just before KVM_RUN then ends it. */
static void on_alarm(int signal)
{
	(void)signal;
	limit_reached = 1;
	if (limited_run)
		limited_run->immediate_exit = 1;
}

static void limit_start(struct kvm_run *run)
{
	struct sigaction action = {.sa_handler = on_alarm};

	limit_reached = 0;
	limited_run = run;
	sigaction(SIGALRM, &action, NULL);
	alarm(LIMIT_SECONDS);
}

static void limit_stop(void)
{
	alarm(0);
	limited_run->immediate_exit = 0;
	limited_run = NULL;
}

static int run_once(struct guest *guest)
{
	int result;

	limit_start(guest->run);
	do {
		result = kvm_call(guest->vcpu, KVM_RUN, NULL);
	} while (result == -EINTR && !limit_reached);
	limit_stop();
	return result;
}

static int judge_exit(struct guest *guest, int result, uint16_t *from,
		      char *why, size_t size)
{
	struct kvm_run *run = guest->run;

	if (limit_reached) {
		snprintf(why, size, "no hypercall within %d s", LIMIT_SECONDS);
		return -ETIMEDOUT;
	}
	if (result < 0) {
		snprintf(why, size, "KVM_RUN: %s, exit reason %u",
			 errno_name(-result), run->exit_reason);
		return result;
	}
	if (run->exit_reason != KVM_EXIT_PAPR_HCALL) {
		snprintf(why, size, "exit reason %u, not the hypercall",
			 run->exit_reason);
		return -EIO;
	}
	if (run->papr_hcall.nr != HCALL) {
		snprintf(why, size, "hypercall 0x%llx, not 0x%x",
			 (unsigned long long)run->papr_hcall.nr, HCALL);
		return -EIO;
	}
	*from = run->papr_hcall.args[0];
	return 0;
}

static int fail(int result, const char *step, char *why, size_t size)
{
	snprintf(why, size, "%s: %s", step, errno_name(-result));
	return result;
}

static int load(struct guest *guest, char *why, size_t size)
{
	int result = map_run(guest);

	if (result < 0)
		return fail(result, "mapping kvm_run", why, size);
	result = add_memory(guest);
	if (result < 0)
		return fail(result, "guest memory", why, size);
	result = choose_radix(guest);
	if (result < 0)
		return fail(result, "KVM_PPC_CONFIGURE_V3_MMU", why, size);
	return 0;
}

int guest_prepare(struct guest *guest, char *why, size_t size)
{
	return guest->run ? 0 : load(guest, why, size);
}

int guest_run_from(struct guest *guest, uint16_t start, uint16_t *from,
		   char *why, size_t size)
{
	int result = guest_prepare(guest, why, size);

	if (result < 0)
		return result;
	result = set_registers(guest, start);
	if (result < 0)
		return fail(result, "registers", why, size);
	result = run_once(guest);
	return judge_exit(guest, result, from, why, size);
}

int guest_enter(struct guest *guest, char *why, size_t size)
{
	uint16_t from = 0;
	int result = guest_run_from(guest, START, &from, why, size);

	if (result < 0 || from == START)
		return result;
	snprintf(why, size, "the hypercall from 0x%x, not 0x%x", from, START);
	return -EIO;
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * KVM_PPC_GET_COMPAT_CAPS: the rules for its argument, and that the modes that
 * it reports are those that KVM accepts and runs.
 */
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <linux/kvm.h>

#include "../../kselftest_harness.h"

#ifndef KVM_PPC_COMPAT_CAPS_ON_DEV_KVM
#define KVM_PPC_COMPAT_CAPS_ON_DEV_KVM	(1 << 1)
#endif

#define VER0	KVM_PPC_COMPAT_CAPS_SIZE_VER0
#define MARK	0xa5

/* KVM, a VM, and two pages for arguments with an unmapped one after them */
struct host {
	int kvm;
	int vm;
	size_t page;
	unsigned char *area;
	unsigned char *end;
	struct kvm_ppc_compat_caps answer;
};

/* Asked with the largest struct: the kernel writes its own size. */
static int query(struct host *host, int fd, struct kvm_ppc_compat_caps *answer)
{
	struct kvm_ppc_compat_caps *caps = (void *)host->area;
	int ret;

	memset(host->area, 0, host->page);
	caps->size = host->page;
	ret = ioctl(fd, KVM_PPC_GET_COMPAT_CAPS, caps);
	*answer = *caps;
	return ret;
}

/* Returns why there is nothing to test, or NULL. */
static const char *host_open(struct host *host)
{
	host->kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
	if (host->kvm < 0)
		return "/dev/kvm cannot be opened";
	host->vm = ioctl(host->kvm, KVM_CREATE_VM, 0);
	if (host->vm < 0)
		return "this host cannot make a VM";
	if (ioctl(host->vm, KVM_CHECK_EXTENSION, KVM_CAP_PPC_COMPAT_CAPS) <= 0)
		return "KVM_CAP_PPC_COMPAT_CAPS is not there";
	host->page = sysconf(_SC_PAGESIZE);
	host->area = mmap(NULL, 3 * host->page, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (host->area == MAP_FAILED)
		return "no memory";
	host->end = host->area + 2 * host->page;
	munmap(host->end, host->page);
	return query(host, host->vm, &host->answer) ? "the query fails" : NULL;
}

static void host_close(struct host *host)
{
	munmap(host->area, 2 * host->page);
	close(host->vm);
	close(host->kvm);
}

/* The answer */

FIXTURE(answer)
{
	struct host host;
};

FIXTURE_SETUP(answer)
{
	const char *why = host_open(&self->host);

	if (why)
		SKIP(return, "%s", why);
}

FIXTURE_TEARDOWN(answer)
{
	host_close(&self->host);
}

TEST_F(answer, has_modes)
{
	EXPECT_LE(VER0, self->host.answer.size);
	EXPECT_GE(self->host.page, self->host.answer.size);
	EXPECT_EQ(0, self->host.answer.flags);
	EXPECT_NE(0, self->host.answer.compat_capabilities);
}

TEST_F(answer, same_on_each_vm)
{
	struct kvm_ppc_compat_caps other;
	int vm = ioctl(self->host.kvm, KVM_CREATE_VM, 0);

	ASSERT_LE(0, vm);
	EXPECT_EQ(0, query(&self->host, vm, &other));
	EXPECT_EQ(self->host.answer.compat_capabilities,
		  other.compat_capabilities);
	close(vm);
}

/* The value of the capability says where the ioctl can be called. */
TEST_F(answer, same_on_dev_kvm)
{
	struct kvm_ppc_compat_caps other;
	int where = ioctl(self->host.kvm, KVM_CHECK_EXTENSION,
			  KVM_CAP_PPC_COMPAT_CAPS);

	EXPECT_EQ(where, ioctl(self->host.vm, KVM_CHECK_EXTENSION,
			       KVM_CAP_PPC_COMPAT_CAPS));
	if (!(where & KVM_PPC_COMPAT_CAPS_ON_DEV_KVM))
		SKIP(return, "this kernel answers on a VM only");
	ASSERT_EQ(0, query(&self->host, self->host.kvm, &other));
	EXPECT_EQ(self->host.answer.compat_capabilities,
		  other.compat_capabilities);
}

TEST_F(answer, bad_addresses)
{
	struct host *host = &self->host;
	unsigned char *cut = host->end - VER0 / 2;
	void *const bad[] = { NULL, host->end, (void *)-1UL, cut };
	uint64_t size = VER0;
	int i;

	memcpy(cut, &size, sizeof(size));
	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		EXPECT_EQ(-1, ioctl(host->vm, KVM_PPC_GET_COMPAT_CAPS, bad[i]));
		EXPECT_EQ(EFAULT, errno);
	}
}

/* The rules for size, flags and what follows the struct */

FIXTURE(call)
{
	struct host host;
};

/* The size is so many pages and so many bytes. */
FIXTURE_VARIANT(call)
{
	uint64_t pages;
	uint64_t bytes;
	uint64_t flags;
	bool tail;		/* the first byte that the kernel does not know is set */
	bool last;		/* the last byte is set */
	int error;
	bool size_written;	/* although it is an error */
};

FIXTURE_VARIANT_ADD(call, size_0)
{
	.error = EINVAL,
};

FIXTURE_VARIANT_ADD(call, size_1)
{
	.bytes = 1,
	.error = EINVAL,
};

FIXTURE_VARIANT_ADD(call, size_23)
{
	.bytes = 23,
	.error = EINVAL,
};

FIXTURE_VARIANT_ADD(call, size_24)
{
	.bytes = 24,
};

FIXTURE_VARIANT_ADD(call, size_25)
{
	.bytes = 25,
};

FIXTURE_VARIANT_ADD(call, size_32)
{
	.bytes = 32,
};

FIXTURE_VARIANT_ADD(call, size_page)
{
	.pages = 1,
};

FIXTURE_VARIANT_ADD(call, tail_32)
{
	.bytes = 32,
	.tail = true,
	.error = E2BIG,
	.size_written = true,
};

FIXTURE_VARIANT_ADD(call, tail_page)
{
	.pages = 1,
	.tail = true,
	.error = E2BIG,
	.size_written = true,
};

FIXTURE_VARIANT_ADD(call, tail_last)
{
	.pages = 1,
	.last = true,
	.error = E2BIG,
	.size_written = true,
};

FIXTURE_VARIANT_ADD(call, above_page)
{
	.pages = 1,
	.bytes = 1,
	.error = E2BIG,
};

FIXTURE_VARIANT_ADD(call, size_4g)
{
	.bytes = 1ULL << 32,
	.error = E2BIG,
};

FIXTURE_VARIANT_ADD(call, size_4g_24)
{
	.bytes = (1ULL << 32) + 24,
	.error = E2BIG,
};

FIXTURE_VARIANT_ADD(call, size_max)
{
	.bytes = UINT64_MAX,
	.error = E2BIG,
};

FIXTURE_VARIANT_ADD(call, flags_1)
{
	.bytes = 24,
	.flags = 1,
	.error = EINVAL,
};

FIXTURE_VARIANT_ADD(call, flags_high)
{
	.bytes = 24,
	.flags = 1ULL << 63,
	.error = EINVAL,
};

FIXTURE_VARIANT_ADD(call, flags_32)
{
	.bytes = 32,
	.flags = 1,
	.error = EINVAL,
};

FIXTURE_VARIANT_ADD(call, flags_tail)
{
	.bytes = 32,
	.flags = 1,
	.tail = true,
	.error = E2BIG,
	.size_written = true,
};

FIXTURE_SETUP(call)
{
	const char *why = host_open(&self->host);

	if (why)
		SKIP(return, "%s", why);
	if (variant->tail && variant->pages * self->host.page + variant->bytes <=
	    self->host.answer.size)
		SKIP(return, "the kernel knows a longer struct");
}

FIXTURE_TEARDOWN(call)
{
	host_close(&self->host);
}

/*
 * A struct at the start of the area. Nothing is ever written past its end, so
 * what follows there is not zero.
 */
static struct kvm_ppc_compat_caps *lay(struct host *host, uint64_t size,
				       uint64_t flags)
{
	struct kvm_ppc_compat_caps *caps = (void *)host->area;
	uint64_t end = size > sizeof(*caps) ? size : sizeof(*caps);

	memset(host->area, 0, 2 * host->page);
	caps->size = size;
	caps->flags = flags;
	if (end < host->page)
		memset(host->area + end, MARK, host->page - end);
	return caps;
}

TEST_F(call, rule)
{
	size_t both = 2 * self->host.page;
	uint64_t size = variant->pages * self->host.page + variant->bytes;
	struct kvm_ppc_compat_caps *caps = lay(&self->host, size, variant->flags);
	unsigned char *before = malloc(both);
	struct kvm_ppc_compat_caps *expected = (void *)before;
	int ret;

	ASSERT_NE(NULL, before);
	if (variant->tail)
		self->host.area[self->host.answer.size] = MARK;
	if (variant->last)
		self->host.area[size - 1] = MARK;
	memcpy(before, caps, both);
	errno = 0;
	ret = ioctl(self->host.vm, KVM_PPC_GET_COMPAT_CAPS, caps);
	EXPECT_EQ(variant->error ? -1 : 0, ret);
	EXPECT_EQ(variant->error, errno);

	if (!variant->error)
		*expected = self->host.answer;
	if (variant->size_written)
		expected->size = self->host.answer.size;
	EXPECT_EQ(0, memcmp(before, caps, both));
	free(before);
}

/* Modes: what is reported is accepted, and runs */

/* A hypercall beyond PAPR's own, which KVM passes to user space */
#define HCALL		0xf000
#define START		0x100
#define GUEST_MEMORY	0x10000
#define MSR_SF		0x8000000000000000ULL
#define MSR_ME		0x1000ULL
#define PATB_GR		0x8000000000000000ULL

FIXTURE(mode)
{
	struct host host;
	int vcpu;
	bool reported;
};

FIXTURE_VARIANT(mode)
{
	uint32_t value;		/* of KVM_REG_PPC_ARCH_COMPAT */
	uint64_t bit;		/* 0: no mode, never accepted */
};

FIXTURE_VARIANT_ADD(mode, POWER9)
{
	.value = 0x0f000005,
	.bit = KVM_PPC_COMPAT_CAP_POWER9,
};

FIXTURE_VARIANT_ADD(mode, POWER10)
{
	.value = 0x0f000006,
	.bit = KVM_PPC_COMPAT_CAP_POWER10,
};

FIXTURE_VARIANT_ADD(mode, POWER11)
{
	.value = 0x0f000007,
	.bit = KVM_PPC_COMPAT_CAP_POWER11,
};

FIXTURE_VARIANT_ADD(mode, unknown_level)
{
	.value = 0x0f0000ff,
};

FIXTURE_VARIANT_ADD(mode, level_0)
{
	.value = 0x0f000000,
};

FIXTURE_VARIANT_ADD(mode, no_logical_pvr)
{
	.value = 0x0e000005,
};

FIXTURE_VARIANT_ADD(mode, one)
{
	.value = 1,
};

FIXTURE_VARIANT_ADD(mode, all_bits)
{
	.value = 0xffffffff,
};

/* KVM-HV takes no PVR but the host's, which a new vCPU has. */
static int set_up_vcpu(int vcpu)
{
	struct kvm_enable_cap papr = { .cap = KVM_CAP_PPC_PAPR };
	struct kvm_sregs sregs;

	return ioctl(vcpu, KVM_GET_SREGS, &sregs) ||
	       ioctl(vcpu, KVM_SET_SREGS, &sregs) ||
	       ioctl(vcpu, KVM_ENABLE_CAP, &papr);
}

FIXTURE_SETUP(mode)
{
	const char *why = host_open(&self->host);

	if (why)
		SKIP(return, "%s", why);
	self->reported = self->host.answer.compat_capabilities & variant->bit;
	self->vcpu = ioctl(self->host.vm, KVM_CREATE_VCPU, 0);
	ASSERT_LE(0, self->vcpu);
	ASSERT_EQ(0, set_up_vcpu(self->vcpu));
}

FIXTURE_TEARDOWN(mode)
{
	close(self->vcpu);
	host_close(&self->host);
}

static int compat_reg(int vcpu, unsigned long request, uint32_t *value)
{
	struct kvm_one_reg reg = {
		.id = KVM_REG_PPC_ARCH_COMPAT,
		.addr = (uintptr_t)value,
	};

	return ioctl(vcpu, request, &reg);
}

TEST_F(mode, accepted_if_reported)
{
	uint32_t value = variant->value, read = 0;
	int ret = compat_reg(self->vcpu, KVM_SET_ONE_REG, &value);

	if (!self->reported) {
		EXPECT_EQ(-1, ret);
		EXPECT_EQ(EINVAL, errno);
		return;
	}
	EXPECT_EQ(0, ret);
	EXPECT_EQ(0, compat_reg(self->vcpu, KVM_GET_ONE_REG, &read));
	EXPECT_EQ(value, read);
}

/* The whole guest: a hypercall, from real mode, big-endian as a vCPU starts */
static int load_guest(int vm, int vcpu)
{
	const uint32_t code[] = {
		htobe32(0x38600000),		/* li	r3, 0 */
		htobe32(0x60630000 | HCALL),	/* ori	r3, r3, HCALL */
		htobe32(0x44000022),		/* sc	1 */
		htobe32(0x48000000),		/* b	. */
	};
	struct kvm_userspace_memory_region region = {
		.memory_size = GUEST_MEMORY,
	};
	struct kvm_ppc_mmuv3_cfg radix = {
		.flags = KVM_PPC_MMUV3_RADIX | KVM_PPC_MMUV3_GTSE,
		.process_table = PATB_GR,
	};
	struct kvm_regs regs;
	char *memory = mmap(NULL, GUEST_MEMORY, PROT_READ | PROT_WRITE,
			    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		return -1;
	memcpy(memory + START, code, sizeof(code));
	region.userspace_addr = (uintptr_t)memory;
	if (ioctl(vm, KVM_SET_USER_MEMORY_REGION, &region) ||
	    ioctl(vm, KVM_PPC_CONFIGURE_V3_MMU, &radix) ||
	    ioctl(vcpu, KVM_GET_REGS, &regs))
		return -1;
	regs.pc = START;
	regs.msr = MSR_SF | MSR_ME;
	return ioctl(vcpu, KVM_SET_REGS, &regs);
}

static struct kvm_run *map_run(int kvm, int vcpu)
{
	return mmap(NULL, ioctl(kvm, KVM_GET_VCPU_MMAP_SIZE, 0),
		    PROT_READ | PROT_WRITE, MAP_SHARED, vcpu, 0);
}

/* A vCPU runs in the mode that it was given. After a refusal, it does not run. */
TEST_F(mode, runs_if_accepted)
{
	uint32_t value = variant->value;
	int refused = compat_reg(self->vcpu, KVM_SET_ONE_REG, &value);
	struct kvm_run *run = map_run(self->host.kvm, self->vcpu);
	int ret;

	ASSERT_NE(MAP_FAILED, run);
	ASSERT_EQ(0, load_guest(self->host.vm, self->vcpu));
	ret = ioctl(self->vcpu, KVM_RUN, 0);
	if (refused) {
		EXPECT_EQ(-1, ret);
		return;
	}
	EXPECT_EQ(0, ret);
	EXPECT_EQ(KVM_EXIT_PAPR_HCALL, run->exit_reason);
	EXPECT_EQ(HCALL, run->papr_hcall.nr);
	EXPECT_EQ(0, compat_reg(self->vcpu, KVM_GET_ONE_REG, &value));
	EXPECT_EQ(variant->value, value);
}

TEST_HARNESS_MAIN

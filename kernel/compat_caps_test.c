// SPDX-License-Identifier: GPL-2.0-only
/*
 * KUnit tests of the processor modes of guests: the decisions, the rules of the
 * ioctl on real user memory, and the answer of the host that runs the tests.
 * Each row of a table is one test.
 */

#include <kunit/test.h>
#include <linux/bits.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/kvm.h>
#include <linux/kvm_host.h>
#include <linux/limits.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <asm/kvm_ppc.h>

#include "compat_caps.h"
#include "compat_caps_test.h"
#include "compat_hcall.h"
#include "compat_modes.h"

#define P9	KVM_PPC_COMPAT_CAP_POWER9
#define P10	KVM_PPC_COMPAT_CAP_POWER10
#define P11	KVM_PPC_COMPAT_CAP_POWER11

#define POWER8	0x0f000004
#define POWER9	0x0f000005
#define POWER10	0x0f000006
#define POWER11	0x0f000007
#define ISA_3_2	0x0f000008

/* The modes that a "cpu-version" or a raw PVR means */

struct level_row {
	const char *name;
	u32 pvr;
	u64 modes;
};

static const struct level_row level_rows[] = {
	{ "logical POWER6", 0x0f000001, 0 },
	{ "logical POWER7", 0x0f000003, 0 },
	{ "logical POWER7+", 0x0f100003, 0 },
	{ "logical POWER8", POWER8, 0 },
	{ "logical POWER9", POWER9, P9 },
	{ "logical POWER10", POWER10, P9 | P10 },
	{ "logical Power11", POWER11, P9 | P10 | P11 },
	{ "logical ISA 3.2, newer than all modes", ISA_3_2, P9 | P10 | P11 },
	{ "logical, the newest that there can be", 0x0f0000ff, P9 | P10 | P11 },
	{ "logical, a variant of POWER9", 0x0f100005, P9 },
	{ "logical, level 0", 0x0f000000, 0 },
	{ "raw POWER8", 0x004d0200, 0 },
	{ "raw POWER9, revision 0", 0x004e0000, P9 },
	{ "raw POWER9", 0x004e1202, P9 },
	{ "raw POWER9, all revision bits", 0x004effff, P9 },
	{ "raw POWER10", 0x00801200, P9 | P10 },
	{ "raw Power11", 0x00821200, P9 | P10 | P11 },
	/* Unknown raw PVRs mean POWER10 and older modes. */
	{ "raw, between POWER10 and Power11", 0x00811200, P9 | P10 },
	{ "raw, unknown", 0x00990100, P9 | P10 },
	{ "raw, nearly a logical one", 0x0e000005, P9 | P10 },
	{ "raw 0", 0, P9 | P10 },
	{ "raw, all bits", U32_MAX, P9 | P10 },
};

KUNIT_ARRAY_PARAM_DESC(level, level_rows, name);

static void level_test(struct kunit *test)
{
	const struct level_row *row = test->param_value;

	KUNIT_EXPECT_EQ(test, kvmppc_compat_modes_up_to(row->pvr), row->modes);
}

/* The name and the bit of a value of KVM_REG_PPC_ARCH_COMPAT */

struct value_row {
	const char *title;
	u32 value;
	u64 bit;
	const char *name;
};

static const struct value_row value_rows[] = {
	{ "none", 0, 0, "unknown" },
	{ "POWER7", 0x0f000003, 0, "unknown" },
	{ "POWER8", POWER8, 0, "POWER8" },
	{ "POWER9", POWER9, P9, "POWER9" },
	{ "POWER10", POWER10, P10, "POWER10" },
	{ "Power11", POWER11, P11, "Power11" },
	{ "ISA 3.2", ISA_3_2, 0, "unknown" },
	{ "a variant of POWER9", 0x0f100005, 0, "unknown" },
	{ "the raw PVR of POWER10", 0x00801200, 0, "unknown" },
	{ "the mark of a refusal", PVR_ARCH_INVALID, 0, "unknown" },
};

KUNIT_ARRAY_PARAM_DESC(value, value_rows, title);

static void value_test(struct kunit *test)
{
	const struct value_row *row = test->param_value;

	KUNIT_EXPECT_EQ(test, kvmppc_compat_mode_bit(row->value), row->bit);
	KUNIT_EXPECT_STREQ(test, kvmppc_compat_mode_name(row->value), row->name);
}

/* A bitmap: its newest mode, and which kinds of host have an answer */

struct bitmap_row {
	const char *name;
	u64 modes;
	u32 newest;
	bool v1_report;	/* also bare metal: no hypervisor there */
};

static const struct bitmap_row bitmap_rows[] = {
	{ "empty", 0, 0, false },
	{ "POWER9", P9, POWER9, true },
	{ "POWER10", P10, POWER10, true },
	{ "POWER9 and POWER10", P9 | P10, POWER10, true },
	{ "Power11", P11, POWER11, true },
	{ "POWER9 and Power11, a gap", P9 | P11, POWER11, true },
	{ "POWER10 and Power11", P10 | P11, POWER11, true },
	{ "all", P9 | P10 | P11, POWER11, true },
	{ "a bit above all that is known", BIT_ULL(59), 0, true },
	{ "the bit below POWER9's", BIT_ULL(63), 0, true },
	{ "POWER9 and what is unknown", P9 | GENMASK_ULL(59, 0), POWER9, true },
	{ "every bit", U64_MAX, POWER11, true },
};

KUNIT_ARRAY_PARAM_DESC(bitmap, bitmap_rows, name);

static void newest_test(struct kunit *test)
{
	const struct bitmap_row *row = test->param_value;

	KUNIT_EXPECT_EQ(test, kvmppc_compat_newest(row->modes), row->newest);
}

static void expect_report(struct kunit *test, enum kvmppc_compat_kind kind,
			  const struct bitmap_row *row, bool reported)
{
	struct kvmppc_compat_host host = { kind, row->modes };
	u64 modes = 0;

	KUNIT_EXPECT_EQ(test, kvmppc_compat_report(&host, &modes),
			reported ? 0 : -ENOTTY);
	KUNIT_EXPECT_EQ(test, modes, reported ? row->modes : 0);
}

static void report_test(struct kunit *test)
{
	const struct bitmap_row *row = test->param_value;

	expect_report(test, KVMPPC_COMPAT_NESTED_V2, row, true);
	expect_report(test, KVMPPC_COMPAT_NESTED_V1, row, row->v1_report);
	expect_report(test, KVMPPC_COMPAT_POWERNV, row, row->v1_report);
}

/* Reported = accepted: each kind of host, each bitmap, each mode with a bit */

static const char * const kind_names[] = {
	[KVMPPC_COMPAT_NESTED_V2] = "nested v2",
	[KVMPPC_COMPAT_NESTED_V1] = "nested v1",
	[KVMPPC_COMPAT_POWERNV] = "bare metal",
};

struct accept_case {
	struct kvmppc_compat_host host;
	u32 value;
};

/* The address of an element determines the case. */
static const char accept_cases[3 * 8 * ARRAY_SIZE(kind_names)];

static struct accept_case accept_case_at(const char *place)
{
	unsigned int n = place - accept_cases;
	unsigned int bits = n / 3 % 8;
	struct accept_case c = {
		.host.kind = n / 24,
		.host.modes = (bits & 1 ? P9 : 0) | (bits & 2 ? P10 : 0) |
			      (bits & 4 ? P11 : 0),
		.value = POWER9 + n % 3,
	};

	return c;
}

static void describe_accept_case(const char *place, char *desc)
{
	struct accept_case c = accept_case_at(place);
	u64 modes = c.host.modes;

	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s that reports%s%s%s%s: %s",
		 kind_names[c.host.kind], modes ? "" : " nothing",
		 modes & P9 ? " POWER9" : "", modes & P10 ? " POWER10" : "",
		 modes & P11 ? " Power11" : "",
		 kvmppc_compat_mode_name(c.value));
}

KUNIT_ARRAY_PARAM(reported, accept_cases, describe_accept_case);

static void reported_test(struct kunit *test)
{
	const struct accept_case c = accept_case_at(test->param_value);
	bool reported = c.host.modes & (P9 >> (c.value - POWER9));
	u32 value = c.value;
	int expected = reported ? 0 : -EINVAL;
	u64 modes;

	/* On a host without an answer, every value is accepted here. */
	if (kvmppc_compat_report(&c.host, &modes))
		expected = 0;

	KUNIT_EXPECT_EQ(test, kvmppc_compat_accept(&c.host, &value), expected);
	KUNIT_EXPECT_EQ(test, value, c.value);
}

/* Values without a bit */

struct other_row {
	const char *name;
	enum kvmppc_compat_kind kind;
	u64 modes;
	u32 value;
	int expected;
	u32 becomes;
};

static const struct other_row other_rows[] = {
	{ "v2, 0 is the newest mode: POWER9", KVMPPC_COMPAT_NESTED_V2,
	  P9, 0, 0, POWER9 },
	{ "v2, 0 is the newest mode: POWER10", KVMPPC_COMPAT_NESTED_V2,
	  P9 | P10, 0, 0, POWER10 },
	{ "v2, 0 is the newest mode: Power11", KVMPPC_COMPAT_NESTED_V2,
	  P11, 0, 0, POWER11 },
	{ "v2 with an empty bitmap, 0", KVMPPC_COMPAT_NESTED_V2,
	  0, 0, -EINVAL, 0 },
	{ "v2 with unknown bits only, 0", KVMPPC_COMPAT_NESTED_V2,
	  BIT_ULL(59), 0, -EINVAL, 0 },
	{ "v2, POWER8", KVMPPC_COMPAT_NESTED_V2,
	  P9 | P10, POWER8, -EINVAL, POWER8 },
	{ "v2, ISA 3.2", KVMPPC_COMPAT_NESTED_V2,
	  P9 | P10 | P11, ISA_3_2, -EINVAL, ISA_3_2 },
	{ "v2, a raw PVR", KVMPPC_COMPAT_NESTED_V2,
	  P9 | P10 | P11, 0x00801200, -EINVAL, 0x00801200 },
	{ "v2, a variant of POWER9", KVMPPC_COMPAT_NESTED_V2,
	  P9, 0x0f100005, -EINVAL, 0x0f100005 },
	{ "v2, the mark of a refusal", KVMPPC_COMPAT_NESTED_V2,
	  U64_MAX, PVR_ARCH_INVALID, -EINVAL, PVR_ARCH_INVALID },
	{ "v1, 0", KVMPPC_COMPAT_NESTED_V1,
	  P9, 0, 0, 0 },
	{ "v1, POWER6", KVMPPC_COMPAT_NESTED_V1,
	  P9, PVR_ARCH_205, 0, PVR_ARCH_205 },
	{ "v1, POWER7", KVMPPC_COMPAT_NESTED_V1,
	  P9, PVR_ARCH_206, 0, PVR_ARCH_206 },
	{ "v1, POWER7+", KVMPPC_COMPAT_NESTED_V1,
	  P9, PVR_ARCH_206p, 0, PVR_ARCH_206p },
	{ "v1, POWER8", KVMPPC_COMPAT_NESTED_V1,
	  P9, POWER8, 0, POWER8 },
	{ "v1, ISA 3.2", KVMPPC_COMPAT_NESTED_V1,
	  P9 | P10 | P11, ISA_3_2, -EINVAL, ISA_3_2 },
	{ "v1, an unknown level", KVMPPC_COMPAT_NESTED_V1,
	  P9 | P10 | P11, 0x0f0000ff, -EINVAL, 0x0f0000ff },
	{ "v1, a variant of POWER9", KVMPPC_COMPAT_NESTED_V1,
	  P9, 0x0f100005, -EINVAL, 0x0f100005 },
	{ "v1, a raw PVR", KVMPPC_COMPAT_NESTED_V1,
	  P9 | P10, 0x00801200, -EINVAL, 0x00801200 },
	{ "v1, the mark of a refusal", KVMPPC_COMPAT_NESTED_V1,
	  P9, PVR_ARCH_INVALID, -EINVAL, PVR_ARCH_INVALID },
	{ "bare metal, 0", KVMPPC_COMPAT_POWERNV,
	  P9, 0, 0, 0 },
	{ "bare metal, POWER6", KVMPPC_COMPAT_POWERNV,
	  P9, PVR_ARCH_205, 0, PVR_ARCH_205 },
	{ "bare metal, POWER7", KVMPPC_COMPAT_POWERNV,
	  P9, PVR_ARCH_206, 0, PVR_ARCH_206 },
	{ "bare metal, POWER7+", KVMPPC_COMPAT_POWERNV,
	  P9, PVR_ARCH_206p, 0, PVR_ARCH_206p },
	{ "bare metal, POWER8", KVMPPC_COMPAT_POWERNV,
	  P9, POWER8, 0, POWER8 },
	{ "bare metal, ISA 3.2", KVMPPC_COMPAT_POWERNV,
	  P9 | P10 | P11, ISA_3_2, -EINVAL, ISA_3_2 },
	{ "bare metal, an unknown level", KVMPPC_COMPAT_POWERNV,
	  P9 | P10 | P11, 0x0f0000ff, -EINVAL, 0x0f0000ff },
	{ "bare metal, a variant of POWER9", KVMPPC_COMPAT_POWERNV,
	  P9, 0x0f100005, -EINVAL, 0x0f100005 },
	{ "bare metal, a raw PVR", KVMPPC_COMPAT_POWERNV,
	  P9 | P10, 0x00801200, -EINVAL, 0x00801200 },
	{ "bare metal, the mark of a refusal", KVMPPC_COMPAT_POWERNV,
	  P9, PVR_ARCH_INVALID, -EINVAL, PVR_ARCH_INVALID },
	{ "bare metal POWER8, POWER8 is left to KVM", KVMPPC_COMPAT_POWERNV,
	  0, POWER8, 0, POWER8 },
	{ "bare metal POWER8, a raw PVR is left to KVM", KVMPPC_COMPAT_POWERNV,
	  0, 0x004d0200, 0, 0x004d0200 },
};

KUNIT_ARRAY_PARAM_DESC(other, other_rows, name);

static void other_test(struct kunit *test)
{
	const struct other_row *row = test->param_value;
	struct kvmppc_compat_host host = { row->kind, row->modes };
	u32 value = row->value;

	KUNIT_EXPECT_EQ(test, kvmppc_compat_accept(&host, &value),
			row->expected);
	KUNIT_EXPECT_EQ(test, value, row->becomes);
}

/* Return codes of hypercalls */

KUNIT_ARRAY_PARAM_DESC(hcall, hcall_rows, name);

static void hcall_test(struct kunit *test)
{
	const struct hcall_row *row = test->param_value;
	int r = kvmhv_compat_errno(row->code);

	KUNIT_EXPECT_EQ(test, r, row->expected);
	KUNIT_EXPECT_EQ(test, IS_ERR(ERR_PTR(r)), row->code != H_SUCCESS);
}

static struct kunit_case decision_cases[] = {
	KUNIT_CASE_PARAM(level_test, level_gen_params),
	KUNIT_CASE_PARAM(value_test, value_gen_params),
	KUNIT_CASE_PARAM(newest_test, bitmap_gen_params),
	KUNIT_CASE_PARAM(report_test, bitmap_gen_params),
	KUNIT_CASE_PARAM(reported_test, reported_gen_params),
	KUNIT_CASE_PARAM(other_test, other_gen_params),
	KUNIT_CASE_PARAM(hcall_test, hcall_gen_params),
	{}
};

static struct kunit_suite decision_suite = {
	.name = "kvm-compat-decisions",
	.test_cases = decision_cases,
};

/* The ioctl on a VM with a backend of this test; its argument is user memory */

#define KNOWN		sizeof(struct kvm_ppc_compat_caps)
#define PATTERN		0xa5
#define AREA_PAGES	3
#define AREA		(AREA_PAGES * PAGE_SIZE)
#define ANSWER		(P9 | P10)

enum left { UNTOUCHED, SIZE_WRITTEN, FILLED };

struct call_row {
	const char *name;
	unsigned long pages;	/* size: number of pages... */
	u64 bytes;		/* ...plus number of bytes */
	u64 flags;
	unsigned long offset;	/* of the struct in the area */
	unsigned long mark;	/* offset of a byte that is not 0; 0: none */
	bool mark_last;		/* the byte is the last one of size */
	int expected;
	enum left left;
};

static const struct call_row call_rows[] = {
	{ "size 0", .bytes = 0, .expected = -EINVAL },
	{ "size 1", .bytes = 1, .expected = -EINVAL },
	{ "size 8", .bytes = 8, .expected = -EINVAL },
	{ "size 23", .bytes = 23, .expected = -EINVAL },
	{ "size 24", .bytes = 24, .left = FILLED },
	{ "size 25", .bytes = 25, .left = FILLED },
	{ "size 32", .bytes = 32, .left = FILLED },
	{ "size 4096", .bytes = 4096, .left = FILLED },
	{ "size page", .pages = 1, .left = FILLED },
	{ "size 25, tail set", .bytes = 25, .mark = 24,
	  .expected = -E2BIG, .left = SIZE_WRITTEN },
	{ "size 32, first byte of the tail set", .bytes = 32, .mark = 24,
	  .expected = -E2BIG, .left = SIZE_WRITTEN },
	{ "size 32, last byte of the tail set", .bytes = 32, .mark_last = true,
	  .expected = -E2BIG, .left = SIZE_WRITTEN },
	{ "size page, first byte of the tail set", .pages = 1, .mark = 24,
	  .expected = -E2BIG, .left = SIZE_WRITTEN },
	{ "size page, middle of the tail set", .pages = 1, .mark = 2048,
	  .expected = -E2BIG, .left = SIZE_WRITTEN },
	{ "size page, last byte of the tail set", .pages = 1, .mark_last = true,
	  .expected = -E2BIG, .left = SIZE_WRITTEN },
	{ "a byte after size set", .bytes = 24, .mark = 24, .left = FILLED },
	{ "size page + 1", .pages = 1, .bytes = 1, .expected = -E2BIG },
	{ "size 2 pages, tail set", .pages = 2, .mark = 24, .expected = -E2BIG },
	{ "size 1 << 32", .bytes = BIT_ULL(32), .expected = -E2BIG },
	{ "size (1 << 32) + 24", .bytes = BIT_ULL(32) + 24, .expected = -E2BIG },
	{ "size 1 << 63", .bytes = BIT_ULL(63), .expected = -E2BIG },
	{ "size, all bits", .bytes = U64_MAX, .expected = -E2BIG },
	{ "flags 1", .bytes = 24, .flags = 1, .expected = -EINVAL },
	{ "flags 1 << 31", .bytes = 24, .flags = BIT_ULL(31),
	  .expected = -EINVAL },
	{ "flags 1 << 32", .bytes = 24, .flags = BIT_ULL(32),
	  .expected = -EINVAL },
	{ "flags, all bits", .bytes = 24, .flags = U64_MAX,
	  .expected = -EINVAL },
	{ "flags 1, size 32", .bytes = 32, .flags = 1, .expected = -EINVAL },
	{ "flags 1, size too small", .bytes = 16, .flags = 1,
	  .expected = -EINVAL },
	{ "flags 1, size too large", .pages = 1, .bytes = 1, .flags = 1,
	  .expected = -E2BIG },
	{ "flags 1 and a tail: the tail is told first", .bytes = 32, .flags = 1,
	  .mark = 24, .expected = -E2BIG, .left = SIZE_WRITTEN },
	{ "misaligned by 1", .bytes = 24, .offset = 1, .left = FILLED },
	{ "misaligned by 7, size 33", .bytes = 33, .offset = 7,
	  .left = FILLED },
	{ "across two pages", .bytes = 24, .offset = PAGE_SIZE - 12,
	  .left = FILLED },
	{ "size across two pages", .bytes = 24, .offset = PAGE_SIZE - 4,
	  .left = FILLED },
	{ "size page, across two pages", .pages = 1, .offset = PAGE_SIZE - 1,
	  .left = FILLED },
	{ "at the end of the mapping", .bytes = 24, .offset = AREA - 24,
	  .left = FILLED },
	{ "cut off after its first member", .bytes = 24, .offset = AREA - 8,
	  .expected = -EFAULT },
	{ "cut off within its last member", .bytes = 24, .offset = AREA - 23,
	  .expected = -EFAULT },
	{ "tail cut off", .bytes = 32, .offset = AREA - 24,
	  .expected = -EFAULT },
	{ "size cut off", .bytes = 24, .offset = AREA - 7,
	  .expected = -EFAULT },
};

KUNIT_ARRAY_PARAM_DESC(call, call_rows, name);

static int get_answer(struct kvm_ppc_compat_caps *caps)
{
	caps->compat_capabilities = ANSWER;
	return 0;
}

/* A host older than the interface */
static int get_no_answer(struct kvm_ppc_compat_caps *caps)
{
	return -ENOTTY;
}

static struct kvm *new_vm(struct kunit *test)
{
	struct kvmppc_ops *ops = kunit_kzalloc(test, sizeof(*ops), GFP_KERNEL);
	struct kvm *kvm = kunit_kzalloc(test, sizeof(*kvm), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, ops);
	KUNIT_ASSERT_NOT_NULL(test, kvm);
	ops->get_compat_caps = get_answer;
	kvm->arch.kvm_ops = ops;
	return kvm;
}

static unsigned long new_area(struct kunit *test, unsigned long prot)
{
	unsigned long at;

	/* The page after the area is not mapped. */
	at = kunit_vm_mmap(test, NULL, 0, AREA + PAGE_SIZE, prot,
			   MAP_ANONYMOUS | MAP_PRIVATE, 0);
	KUNIT_ASSERT_NE_MSG(test, at, 0UL, "no user memory");
	KUNIT_ASSERT_EQ(test, vm_munmap(at + AREA, PAGE_SIZE), 0);
	return at;
}

static void put(char *image, unsigned long at, u64 value)
{
	if (at < AREA)
		memcpy(image + at, &value, min(sizeof(value), AREA - at));
}

/* Fill the area as the caller of a row does. */
static void lay(char *image, const struct call_row *row, u64 size)
{
	unsigned long room = AREA - row->offset;
	unsigned long end = min_t(u64, size, room);

	memset(image, PATTERN, AREA);
	if (end > KNOWN)
		memset(image + row->offset + KNOWN, 0, end - KNOWN);
	put(image, row->offset, size);
	put(image, row->offset + 8, row->flags);
	if (row->mark)
		image[row->offset + row->mark] = 1;
	if (row->mark_last)
		image[row->offset + size - 1] = 1;
}

static void call_test(struct kunit *test)
{
	const struct call_row *row = test->param_value;
	u64 size = row->pages * PAGE_SIZE + row->bytes;
	char *image = kunit_kmalloc(test, AREA, GFP_KERNEL);
	char *after = kunit_kmalloc(test, AREA, GFP_KERNEL);
	struct kvm *kvm = new_vm(test);
	unsigned long area = new_area(test, PROT_READ | PROT_WRITE);
	char __user *user = (char __user *)area;

	KUNIT_ASSERT_NOT_NULL(test, image);
	KUNIT_ASSERT_NOT_NULL(test, after);
	lay(image, row, size);
	KUNIT_ASSERT_EQ(test, copy_to_user(user, image, AREA), 0UL);

	KUNIT_EXPECT_EQ(test, kvmppc_get_compat_caps(kvm, user + row->offset),
			row->expected);

	if (row->left != UNTOUCHED)
		put(image, row->offset, KNOWN);
	if (row->left == FILLED)
		put(image, row->offset + 16, ANSWER);
	KUNIT_ASSERT_EQ(test, copy_from_user(after, user, AREA), 0UL);
	KUNIT_EXPECT_MEMEQ(test, after, image, AREA);
}

/* Invalid addresses */

static void address_test(struct kunit *test)
{
	struct kvm *kvm = new_vm(test);
	unsigned long area = new_area(test, PROT_READ | PROT_WRITE);
	struct kvm_ppc_compat_caps in_kernel = { .size = KNOWN };
	const unsigned long bad[] = {
		0, 1, 24, area + AREA, area + AREA - 1,
		TASK_SIZE - 1, TASK_SIZE, (unsigned long)&in_kernel,
		PAGE_OFFSET, ULONG_MAX - 23, ULONG_MAX,
	};
	int i;

	for (i = 0; i < ARRAY_SIZE(bad); i++)
		KUNIT_EXPECT_EQ_MSG(test,
				    kvmppc_get_compat_caps(kvm, (void __user *)bad[i]),
				    -EFAULT, "at 0x%lx", bad[i]);
	KUNIT_EXPECT_EQ(test, in_kernel.compat_capabilities, 0ULL);
}

static void protected_test(struct kunit *test)
{
	struct kvm *kvm = new_vm(test);
	void __user *none = (void __user *)new_area(test, PROT_NONE);
	/* It contains only zeroes; therefore size is 0. */
	void __user *readable = (void __user *)new_area(test, PROT_READ);

	KUNIT_EXPECT_EQ(test, kvmppc_get_compat_caps(kvm, none), -EFAULT);
	KUNIT_EXPECT_EQ(test, kvmppc_get_compat_caps(kvm, readable), -EINVAL);
}

/* Without a backend: ENOTTY for any argument, and the capability is 0 */
static void no_backend_test(struct kunit *test)
{
	struct kvm *kvm = new_vm(test);
	struct kvmppc_ops *ops = kvm->arch.kvm_ops;

	ops->get_compat_caps = NULL;	/* KVM-PR */
	KUNIT_EXPECT_EQ(test, kvmppc_get_compat_caps(kvm, NULL), -ENOTTY);
	KUNIT_EXPECT_EQ(test, kvmppc_compat_caps_supported(kvm), 0);

	ops->get_compat_caps = get_no_answer;
	KUNIT_EXPECT_EQ(test, kvmppc_get_compat_caps(kvm, NULL), -ENOTTY);
	KUNIT_EXPECT_EQ(test, kvmppc_compat_caps_supported(kvm), 0);
}

static void backend_test(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, kvmppc_compat_caps_supported(new_vm(test)), 1);
}

static struct kunit_case ioctl_cases[] = {
	KUNIT_CASE_PARAM(call_test, call_gen_params),
	KUNIT_CASE(address_test),
	KUNIT_CASE(protected_test),
	KUNIT_CASE(backend_test),
	KUNIT_CASE(no_backend_test),
	{}
};

static struct kunit_suite ioctl_suite = {
	.name = "kvm-compat-ioctl",
	.test_cases = ioctl_cases,
};

/* The parts must agree on any host that runs the tests. */

static int host_init(struct kunit *test)
{
	if (!kvmppc_hv_ops)
		kunit_skip(test, "KVM-HV does not run on this host");
	return 0;
}

static u64 host_modes(struct kunit *test)
{
	struct kvm_ppc_compat_caps caps = {};

	KUNIT_ASSERT_EQ(test, kvmppc_hv_ops->get_compat_caps(&caps), 0);
	return caps.compat_capabilities;
}

static void host_answer_test(struct kunit *test)
{
	u64 modes = host_modes(test);

	KUNIT_EXPECT_EQ(test, modes & ~KVM_PPC_COMPAT_BITMASK, 0ULL);
	KUNIT_EXPECT_NE(test, modes, 0ULL);
	KUNIT_EXPECT_EQ(test, kvmppc_compat_caps_supported(NULL), 1);
}

static const struct value_row with_bit_rows[] = {
	{ "POWER9", POWER9, P9 },
	{ "POWER10", POWER10, P10 },
	{ "Power11", POWER11, P11 },
};

KUNIT_ARRAY_PARAM_DESC(with_bit, with_bit_rows, title);

static void host_accepts_test(struct kunit *test)
{
	const struct value_row *row = test->param_value;
	u32 value = row->value;

	KUNIT_EXPECT_EQ(test, kvmhv_compat_accept(&value),
			host_modes(test) & row->bit ? 0 : -EINVAL);
}

static void host_negotiable_test(struct kunit *test)
{
	u64 modes = host_modes(test);

	KUNIT_EXPECT_EQ(test, kvmhv_compat_negotiable(0), 0UL);
	KUNIT_EXPECT_EQ(test, kvmhv_compat_negotiable(modes), modes);
	KUNIT_EXPECT_EQ(test,
			kvmhv_compat_negotiable(~0UL) & ~KVM_PPC_COMPAT_BITMASK,
			0ULL);
}

static struct kunit_case host_cases[] = {
	KUNIT_CASE(host_answer_test),
	KUNIT_CASE(host_negotiable_test),
	KUNIT_CASE_PARAM(host_accepts_test, with_bit_gen_params),
	{}
};

static struct kunit_suite host_suite = {
	.name = "kvm-compat-host",
	.init = host_init,
	.test_cases = host_cases,
};

kunit_test_suites(&decision_suite, &ioctl_suite, &host_suite);

MODULE_DESCRIPTION("KUnit tests of the processor modes of KVM guests");
MODULE_LICENSE("GPL");
/* MODULE_IMPORT_NS() takes a name in Linux 6.12, and a string from 6.13 on. */
MODULE_INFO(import_ns, "EXPORTED_FOR_KUNIT_TESTING");

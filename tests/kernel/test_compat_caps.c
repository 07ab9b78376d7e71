// SPDX-License-Identifier: GPL-2.0-or-later
/* The ioctl of kernel/compat_caps.c, on user memory whose accesses can fail. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

#include <linux/kvm.h>

#include "compat_caps.h"

#define MODES (KVM_PPC_COMPAT_CAP_POWER9 | KVM_PPC_COMPAT_CAP_POWER10)
#define PATTERN 0x5a
#define AREA (2 * 65536)

static _Alignas(8) char memory[AREA];
static struct kvm_ppc_compat_caps *const request = (void *)memory;

static int answer(struct kvm_ppc_compat_caps *caps)
{
	caps->compat_capabilities = MODES;
	return 0;
}

/* A host older than the interface */
static int refuse(struct kvm_ppc_compat_caps *caps)
{
	(void)caps;
	return -ENOTTY;
}

static struct kvmppc_ops ops = {answer};
static struct kvmppc_ops ops_refusing = {refuse};
static struct kvmppc_ops ops_without = {NULL};

static int setup(void **state)
{
	(void)state;
	memset(memory, PATTERN, sizeof(memory));
	memset(request, 0, sizeof(*request));
	shim_user = (struct shim_user){memory, AREA, AREA, 0, NULL};
	shim_page_size = 4096;
	kvmppc_hv_ops = &ops;
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	return shim_rcu_depth;
}

/* A request of this size; all further bytes are 0 */
static int ask(u64 size)
{
	if (size > sizeof(*request) && size <= AREA)
		memset(memory + sizeof(*request), 0, size - sizeof(*request));
	request->size = size;
	return kvmppc_get_compat_caps(NULL, memory);
}

static void assert_untouched(size_t from)
{
	size_t i;

	for (i = from; i < AREA; i++)
		assert_int_equal(memory[i], PATTERN);
}

static void test_answer(void **state)
{
	(void)state;
	assert_int_equal(ask(24), 0);
	assert_int_equal(request->size, 24);
	assert_int_equal(request->flags, 0);
	assert_int_equal(request->compat_capabilities, MODES);
	assert_untouched(24);
}

static void test_too_small(void **state)
{
	static const u64 sizes[] = {0, 1, 8, 16, 23};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		assert_int_equal(ask(sizes[i]), -EINVAL);
		assert_int_equal(shim_user.writes, 0);
	}
}

static void test_zero_tail(void **state)
{
	static const u64 sizes[] = {25, 32, 4095, 4096};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		setup(NULL);
		assert_int_equal(ask(sizes[i]), 0);
		assert_int_equal(request->size, 24);
		assert_int_equal(request->compat_capabilities, MODES);
		assert_untouched(sizes[i]);
	}
}

static void test_unknown_tail(void **state)
{
	static const size_t places[] = {24, 27, 31};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		setup(NULL);
		memset(memory + 24, 0, 8);
		memory[places[i]] = 1;
		request->size = 32;
		assert_int_equal(kvmppc_get_compat_caps(NULL, memory), -E2BIG);
		assert_int_equal(request->size, 24);
		assert_int_equal(request->compat_capabilities, 0);
		assert_int_equal(memory[places[i]], 1);
	}
}

static void test_too_big(void **state)
{
	static const u64 sizes[] = {4097, 65536, 1ULL << 40, ~0ULL};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		assert_int_equal(ask(sizes[i]), -E2BIG);
		assert_int_equal(request->size, sizes[i]);
		assert_int_equal(shim_user.writes, 0);
	}
}

static void test_large_pages(void **state)
{
	(void)state;
	shim_page_size = 65536;
	assert_int_equal(ask(65536), 0);
	assert_int_equal(ask(65537), -E2BIG);
}

static void test_flags(void **state)
{
	static const u64 flags[] = {1, 1ULL << 63, ~0ULL};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(flags) / sizeof(flags[0]); i++) {
		request->flags = flags[i];
		assert_int_equal(ask(24), -EINVAL);
		assert_int_equal(shim_user.writes, 0);
	}
}

static void test_bad_memory(void **state)
{
	(void)state;
	assert_int_equal(kvmppc_get_compat_caps(NULL, NULL), -EFAULT);

	/* ends within the struct, within its size, within the tail */
	shim_user.readable = shim_user.writable = 20;
	assert_int_equal(ask(24), -EFAULT);
	shim_user.readable = shim_user.writable = 4;
	assert_int_equal(ask(24), -EFAULT);
	shim_user.readable = shim_user.writable = 28;
	assert_int_equal(ask(32), -EFAULT);
	assert_int_equal(shim_user.writes, 0);
}

static void test_read_only_memory(void **state)
{
	(void)state;
	shim_user.writable = 0;
	assert_int_equal(ask(24), -EFAULT);

	/* the tail is cleared, as copy_struct_to_user() does */
	setup(NULL);
	memset(memory + 24, 0, 8);
	shim_user.writable = 24;
	assert_int_equal(ask(32), -EFAULT);
	assert_int_equal(request->compat_capabilities, 0);
	shim_user.writable = 0;

	/* the kernel could not write its size */
	request->size = 32;
	memory[24] = 1;
	assert_int_equal(kvmppc_get_compat_caps(NULL, memory), -EFAULT);
}

/* Without an answer the ioctl checks and reads nothing else. */
static void test_no_answer(void **state)
{
	(void)state;
	kvmppc_hv_ops = &ops_without;
	assert_int_equal(kvmppc_get_compat_caps(NULL, NULL), -ENOTTY);
	assert_int_equal(kvmppc_compat_caps_supported(NULL), 0);

	kvmppc_hv_ops = &ops_refusing;
	assert_int_equal(ask(0), -ENOTTY);
	assert_int_equal(kvmppc_compat_caps_supported(NULL), 0);

	kvmppc_hv_ops = NULL;
	assert_int_equal(ask(0), -ENOTTY);
	assert_int_equal(kvmppc_compat_caps_supported(NULL), 0);
}

static u64 next_size;

static void change_size(void)
{
	request->size = next_size;
}

/*
 * If a program changes the size during the call, it gets the result for the
 * size that was read first.
 */
static void test_size_changes(void **state)
{
	static const struct {
		u64 first, then;
		int expected;
	} rows[] = {
		{32, 24, 0},	   {32, 8, 0},	   {32, 40, 0},
		{32, AREA, 0},	   {24, 8, 0},	   {8, 24, -EINVAL},
		{AREA, 8, -E2BIG}, {32, ~0ULL, 0},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		memset(memory + sizeof(*request), 0, 64);
		memset(memory + 64, PATTERN, AREA - 64);
		next_size = rows[i].then;
		request->size = rows[i].first;
		shim_user.after_read = change_size;
		assert_int_equal(kvmppc_get_compat_caps(NULL, memory),
				 rows[i].expected);
		assert_untouched(64);
	}
}

/* A VM answers for its own kind, not for the best kind of the host. */
static void test_vm(void **state)
{
	struct kvm pr = {.arch = {.kvm_ops = &ops_without}};
	struct kvm hv = {.arch = {.kvm_ops = &ops}};

	(void)state;
	assert_int_equal(kvmppc_compat_caps_supported(&pr), 0);
	assert_int_equal(kvmppc_get_compat_caps(&pr, memory), -ENOTTY);

	kvmppc_hv_ops = NULL;
	request->size = 24;
	assert_int_equal(kvmppc_compat_caps_supported(&hv), 1);
	assert_int_equal(kvmppc_get_compat_caps(&hv, memory), 0);
	assert_int_equal(request->compat_capabilities, MODES);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_answer),
		TEST(test_too_small),
		TEST(test_zero_tail),
		TEST(test_unknown_tail),
		TEST(test_too_big),
		TEST(test_large_pages),
		TEST(test_flags),
		TEST(test_bad_memory),
		TEST(test_read_only_memory),
		TEST(test_no_answer),
		TEST(test_size_changes),
		TEST(test_vm),
	};

	return cmocka_run_group_tests_name("compat_caps", tests, NULL, NULL);
}

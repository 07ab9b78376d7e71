// SPDX-License-Identifier: GPL-2.0-or-later
/* Tests the errnos of kernel/compat_hcall.c. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "compat_hcall.h"
#include "compat_caps_test.h"

static void test_codes(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(hcall_rows) / sizeof(hcall_rows[0]); i++) {
		int r = kvmhv_compat_errno(hcall_rows[i].code);

		if (r != hcall_rows[i].expected)
			fail_msg("%s: %d", hcall_rows[i].name, r);
	}
}

/* For any code: 0 is success, and every other result is valid for ERR_PTR(). */
static void test_all_numbers(void **state)
{
	long code;

	(void)state;
	for (code = -100000; code <= 100000; code++) {
		int r = kvmhv_compat_errno(code);

		if (code == H_SUCCESS)
			assert_int_equal(r, 0);
		else if (!IS_ERR(ERR_PTR(r)))
			fail_msg("%ld: %d", code, r);
	}
}

/* Its own errnos are kept; a hypercall's code becomes an errno. */
static void test_vcpu(void **state)
{
	(void)state;
	assert_int_equal(kvmhv_compat_vcpu_errno(-ENOMEM), -ENOMEM);
	assert_int_equal(kvmhv_compat_vcpu_errno(-EPERM), -EPERM);
	assert_int_equal(kvmhv_compat_vcpu_errno(-EINVAL), -EINVAL);
	assert_int_equal(kvmhv_compat_vcpu_errno(H_STATE), -EINVAL);
	assert_int_equal(kvmhv_compat_vcpu_errno(H_NO_MEM), -ENOMEM);
	assert_int_equal(kvmhv_compat_vcpu_errno(H_PRIVILEGE), -EPERM);
	assert_int_equal(kvmhv_compat_vcpu_errno(-200), -EIO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_codes),
		cmocka_unit_test(test_all_numbers),
		cmocka_unit_test(test_vcpu),
	};

	return cmocka_run_group_tests_name("compat_hcall", tests, NULL, NULL);
}

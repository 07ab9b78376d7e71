// SPDX-License-Identifier: GPL-2.0-or-later
/* The names of errnos, in both directions. */
#include "cmocka_includes.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "errors.h"

struct row {
	int number;
	const char *name;
};

static const struct row rows[] = {
	{E2BIG, "E2BIG"},
	{EACCES, "EACCES"},
	{EAGAIN, "EAGAIN"},
	{EBADF, "EBADF"},
	{EBUSY, "EBUSY"},
	{EEXIST, "EEXIST"},
	{EFAULT, "EFAULT"},
	{EINTR, "EINTR"},
	{EINVAL, "EINVAL"},
	{EIO, "EIO"},
	{ELOOP, "ELOOP"},
	{EMFILE, "EMFILE"},
	{ENFILE, "ENFILE"},
	{ENODEV, "ENODEV"},
	{ENOENT, "ENOENT"},
	{ENOMEM, "ENOMEM"},
	{ENOSPC, "ENOSPC"},
	{ENOSYS, "ENOSYS"},
	{ENOTDIR, "ENOTDIR"},
	{ENOTTY, "ENOTTY"},
	{ENXIO, "ENXIO"},
	{EOPNOTSUPP, "EOPNOTSUPP"},
	{EOVERFLOW, "EOVERFLOW"},
	{EPERM, "EPERM"},
	/* Errnos without a name */
	{EXDEV, "errno-18"},
	{4095, "errno-4095"},
};

static void names_and_numbers_belong_together(void **state)
{
	char name[ERROR_NAME_SIZE];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		compatcaps_error_name(name, rows[i].number);
		assert_string_equal(name, rows[i].name);
		assert_int_equal(compatcaps_error_of_name(rows[i].name),
				 rows[i].number);
	}
}

static void each_number_comes_back(void **state)
{
	char name[ERROR_NAME_SIZE];

	(void)state;
	for (int error = 1; error <= 4095; error++) {
		compatcaps_error_name(name, error);
		assert_int_equal(compatcaps_error_of_name(name), error);
	}
}

static void junk_is_no_error(void **state)
{
	static const char *const junk[] = {
		"",
		"ok",
		"0",
		"22",
		"E",
		"EI",
		"EIO ",
		" EIO",
		"eio",
		"EIO\n",
		"EIOX",
		"errno",
		"errno-",
		"errno-0",
		"errno--1",
		"errno-4096",
		"errno-0x16",
		"errno-22x",
		"errno-1 ",
		"Errno-22",
		"ENOTANAME",
		"errno-1e2",
		"EINVALID",
		"errno-EIO",
		"errno-99999999999999999999",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(junk); i++)
		assert_int_equal(compatcaps_error_of_name(junk[i]), 0);
}

static void names_fit_for_each_int(void **state)
{
	static const int odd[] = {0, -1, 4096, INT32_MAX, INT32_MIN};
	char name[ERROR_NAME_SIZE];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(odd); i++) {
		compatcaps_error_name(name, odd[i]);
		assert_true(strlen(name) < sizeof(name) - 1);
		assert_int_equal(compatcaps_error_of_name(name), 0);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_and_numbers_belong_together),
		cmocka_unit_test(each_number_comes_back),
		cmocka_unit_test(junk_is_no_error),
		cmocka_unit_test(names_fit_for_each_int),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

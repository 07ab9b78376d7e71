/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes one test of each row of a table. */
#ifndef TESTS_ROWS_H
#define TESTS_ROWS_H

#include "cmocka_includes.h"

static inline struct CMUnitTest
row_test(const char *title, CMUnitTestFunction test, const void *row)
{
	struct CMUnitTest result = {
		.name = title,
		.test_func = test,
		.initial_state = (void *)row,
	};

	return result;
}

#endif

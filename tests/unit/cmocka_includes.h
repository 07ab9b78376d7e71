/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The headers that cmocka.h needs before it, in its order. */
#ifndef TESTS_CMOCKA_INCLUDES_H
#define TESTS_CMOCKA_INCLUDES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The Test Anything Protocol, version 13, as far as these programs speak it.
 *
 * The plan comes last: a program that dies on the way prints none, and a
 * harness then counts the run as failed.
 */
#ifndef CONFORMANCE_TAP_H
#define CONFORMANCE_TAP_H

#include <stdbool.h>

#define TAP_PRINTF(at) __attribute__((format(printf, at, at + 1)))

void tap_start(void);

/* One test. Returns @ok, so that what depends on it can be skipped. */
bool tap_ok(bool ok, const char *name, ...) TAP_PRINTF(2);

/* A test that was not made; @reason is never empty. */
void tap_skip(const char *reason, const char *name, ...) TAP_PRINTF(2);

/* A comment: facts for the reader, never a judgement. */
void tap_note(const char *text, ...) TAP_PRINTF(1);

/* Prints the plan and the counts; the exit code: 0, or 1 if a test failed. */
int tap_finish(void);

#endif

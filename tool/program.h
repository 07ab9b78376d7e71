/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What each program does at its start and at its end. */
#ifndef COMPATCAPS_PROGRAM_H
#define COMPATCAPS_PROGRAM_H

#include "exit_codes.h"

/*
 * Call it first. From then on print_error() begins with `name`. A standard
 * input, output or error that was closed at the start is occupied, so that no
 * opened file gets its number: reading from it and writing to it fail, and a
 * program that is executed finds it closed.
 */
void program_start(const char *name);

/*
 * Call it last. Returns `code`, or prints an error and returns EXIT_FAILED if
 * standard output was not written completely. An incomplete output counts as no
 * answer.
 */
enum exit_code program_end(enum exit_code code);

#endif

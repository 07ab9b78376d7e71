/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What each program does first and last. */
#ifndef COMPATCAPS_PROGRAM_H
#define COMPATCAPS_PROGRAM_H

#include "exit_codes.h"

/*
 * The first thing: from here on print_error() begins with `name`, and no file
 * that is opened can take the place of a standard input, output or error that
 * whoever started the program had closed. Reading from such a one and writing
 * to it fail; a program that is started from here finds it closed again.
 */
void program_start(const char *name);

/*
 * The last thing: `code`, or EXIT_FAILED and a message if standard output lost
 * something. An answer that did not arrive is no answer, whatever it was.
 */
enum exit_code program_end(enum exit_code code);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef COMPATCAPS_CLOSE_OUTPUT_H
#define COMPATCAPS_CLOSE_OUTPUT_H

#include "exit_codes.h"

/*
 * The last thing that a program does: `code`, or EXIT_FAILED and a message if
 * standard output lost something. An answer that did not arrive is no answer,
 * whatever it was.
 */
enum exit_code close_output(const char *program, enum exit_code code);

#endif

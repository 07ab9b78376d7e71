/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What messages mean, and what to do. */
#ifndef COMPATCAPS_EXPLAIN_MESSAGE_H
#define COMPATCAPS_EXPLAIN_MESSAGE_H

#include "commands.h"

/*
 * Print an answer for each thing that went wrong in a text. The host of the
 * request is queried only if an answer depends on it; if that fails, the
 * answer is general, and the exit code tells. EXIT_CANNOT_TELL: no message is
 * known, and that is printed.
 */
enum exit_code explain_message(const struct request *request, const char *text);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What messages mean, and the remedies. */
#ifndef COMPATCAPS_EXPLAIN_MESSAGE_H
#define COMPATCAPS_EXPLAIN_MESSAGE_H

#include "commands.h"

/*
 * Explain each thing that went wrong in a text: print its cause and the remedy.
 * The host of the request is queried only if a remedy depends on it. If the
 * query fails, the remedy is general, and the exit code reports the failure.
 * EXIT_CANNOT_TELL: no message is known; an error was printed.
 */
enum exit_code explain_message(const struct request *request, const char *text);

#endif

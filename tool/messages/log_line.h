/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which lines of a text belong together. */
#ifndef COMPATCAPS_LOG_LINE_H
#define COMPATCAPS_LOG_LINE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Can this line continue the line before it, which a mail program or a terminal
 * has broken? It can if the line before is long and this one does not begin as
 * lines of a log do: with a time, or with the name of a program.
 */
bool log_line_may_go_on(size_t length_before, const char *line);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which lines of a text belong together. */
#ifndef COMPATCAPS_LOG_LINE_H
#define COMPATCAPS_LOG_LINE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether a line may be the rest of the one before it, which a mail program or
 * a terminal has broken: that one was long, and this one does not begin as the
 * entries of logs do, with a time or with who says it.
 */
bool log_line_may_go_on(size_t length_before, const char *line);

#endif

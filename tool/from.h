/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What --from and --root name. */
#ifndef COMPATCAPS_FROM_H
#define COMPATCAPS_FROM_H

#include "compatcaps.h"
#include "exit_codes.h"

/*
 * A record of either form, or what host_text.h reads; "-": from standard input.
 * EXIT_YES, or the message is printed.
 */
enum exit_code from_read(const char *path,
			 struct compatcaps_evidence *evidence);

/*
 * What compatcaps_collect() does not look at below a directory that is a copy
 * of another host's files: what programs printed there, as sosreport and
 * must-gather keep it. EXIT_YES, or the message is printed.
 */
enum exit_code from_root(const char *root,
			 struct compatcaps_evidence *evidence);

#endif

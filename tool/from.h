/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads what --from and --root name. */
#ifndef COMPATCAPS_FROM_H
#define COMPATCAPS_FROM_H

#include "compatcaps.h"
#include "exit_codes.h"

/*
 * Read a record of either format, or a text that host_text.h can read; "-" is
 * standard input. Returns EXIT_YES, or another code after it printed an error.
 */
enum exit_code from_read(const char *path,
			 struct compatcaps_evidence *evidence);

/*
 * Add what compatcaps_collect() does not read in a copy of another host's
 * files: the output of programs, as sosreport and must-gather keep it. Returns
 * EXIT_YES, or another code after it printed an error.
 */
enum exit_code from_root(const char *root,
			 struct compatcaps_evidence *evidence);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The commands. Each prints its answer and returns one of exit_codes.h. */
#ifndef COMPATCAPS_COMMANDS_H
#define COMPATCAPS_COMMANDS_H

#include <stdbool.h>

#include "compatcaps.h"
#include "exit_codes.h"

/* What the command line asks a command for. */
struct request {
	bool json;
	const struct compatcaps_mode *mode; /* NULL: none was named */
};

enum exit_code run_show(const struct request *request);
enum exit_code run_check(const struct request *request);
enum exit_code run_qemu_args(const struct request *request);

#endif

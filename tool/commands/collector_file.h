/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A host as a file for a collector. A failed query replaces the file, too. */
#ifndef COMPATCAPS_COLLECTOR_FILE_H
#define COMPATCAPS_COLLECTOR_FILE_H

#include <stdio.h>

#include "commands.h"
#include "failure.h"

typedef void write_host(FILE *file, const struct compatcaps_host *host,
			const struct failure *failure,
			const struct request *request);

/*
 * Query the host and write the result to --output or standard output. A failed
 * query is written, too, so that no stale answer remains.
 */
enum exit_code write_collector_file(const struct request *request,
				    write_host *write);

#endif

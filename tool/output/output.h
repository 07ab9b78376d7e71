/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A host as an output: one file a format. */
#ifndef COMPATCAPS_OUTPUT_H
#define COMPATCAPS_OUTPUT_H

#include "commands.h"
#include "failure.h"

/* All print to standard output; what that loses shows when it is closed. */
void output_text(const struct compatcaps_host *host,
		 const struct failure *failure, const struct request *request);

/* Only what host it is: kind, processor and mode, a line each. */
void output_text_head(const struct compatcaps_host *host);

void output_json(const struct compatcaps_host *host,
		 const struct failure *failure, const struct request *request);

#endif

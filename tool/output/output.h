/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Prints a host: one file for each format. */
#ifndef COMPATCAPS_OUTPUT_H
#define COMPATCAPS_OUTPUT_H

#include <stdio.h>

#include "commands.h"
#include "failure.h"

/* These print to standard output. program_end() reports write errors. */
void output_text(const struct compatcaps_host *host,
		 const struct failure *failure, const struct request *request);

/* Only the host: kind, processor and mode, one a line */
void output_text_head(const struct compatcaps_host *host);

void output_json(const struct compatcaps_host *host,
		 const struct failure *failure, const struct request *request);

/* The same to a file, for collectors; see compatcaps(1), METRICS and LABELS */
void output_metrics(FILE *file, const struct compatcaps_host *host,
		    const struct failure *failure,
		    const struct request *request);
void output_labels(FILE *file, const struct compatcaps_host *host,
		   const struct failure *failure,
		   const struct request *request);

#endif

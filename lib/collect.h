/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMPATCAPS_COLLECT_H
#define COMPATCAPS_COLLECT_H

#include "compatcaps.h"
#include "system.h"

/* compatcaps_collect() with the system calls as an argument. */
int compatcaps_collect_with(struct compatcaps_evidence *evidence,
			    unsigned int sources, const char *root,
			    const struct system *system);

/* compatcaps_query() with the system calls as an argument. */
int compatcaps_query_with(struct compatcaps_host *host,
			  const struct system *system);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A host as a file that others collect: at once, and whatever is found. */
#ifndef COMPATCAPS_COLLECT_H
#define COMPATCAPS_COLLECT_H

#include <stdio.h>

#include "commands.h"
#include "failure.h"
#include "words.h"

typedef void write_host(FILE *file, const struct compatcaps_host *host,
			const struct failure *failure,
			const struct request *request);

/*
 * Look at the host and write it to --output or standard output. A look that
 * fails is written, too: an older file would go on telling what is not known
 * any more.
 */
enum exit_code collect(const struct request *request, write_host *write);

/*
 * One word: the name of a mode or processor, its number if this version has no
 * name for it, or empty if it is not known.
 */
void collect_processor(char word[WORDS_SIZE],
		       const struct compatcaps_host *host);
void collect_own_mode(char word[WORDS_SIZE],
		      const struct compatcaps_host *host);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What several commands print. A write error shows when standard output is
 * closed.
 */
#ifndef COMPATCAPS_FLEET_OUTPUT_H
#define COMPATCAPS_FLEET_OUTPUT_H

#include <inttypes.h>
#include <stdio.h>

#include "json_write.h"
#include "summary.h"
#include "text.h"

/* Names the hosts whose answer is not certain enough, if there are any */
void print_unsure(const struct summary *summary);

/*
 * The name of a mode; null for NO_MODE and everything else that is not a mode
 */
void write_mode(struct json_writer *writer, const char *key, int mode);
void write_pvr(struct json_writer *writer, const char *key, int mode);

/*
 * Opens the object of an answer: "format", "version", "certainty" and the
 * counts that every answer has. close_answer() closes it.
 */
struct json_writer open_answer(const struct summary *summary);
void close_answer(struct json_writer *writer);

#endif

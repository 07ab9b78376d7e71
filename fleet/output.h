/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What commands print alike; what standard output loses shows in the end. */
#ifndef COMPATCAPS_FLEET_OUTPUT_H
#define COMPATCAPS_FLEET_OUTPUT_H

#include <inttypes.h>
#include <stdio.h>

#include "json_write.h"
#include "summary.h"
#include "text.h"

/* Those whose own word is not certain enough, or nothing */
void print_unsure(const struct summary *summary);

/* The name of a mode; null for NO_MODE and what else is none */
void write_mode(struct json_writer *writer, const char *key, int mode);
void write_pvr(struct json_writer *writer, const char *key, int mode);

/*
 * Open the object of an answer, to be closed with close_answer(): "format",
 * "version", "certainty" and the counts that each answer has
 */
struct json_writer open_answer(const struct summary *summary);
void close_answer(struct json_writer *writer);

#endif

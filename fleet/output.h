/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What commands print alike. */
#ifndef COMPATCAPS_FLEET_OUTPUT_H
#define COMPATCAPS_FLEET_OUTPUT_H

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>

#include "exit_codes.h"
#include "summary.h"

/* "host" or "hosts" */
const char *hosts_word(uint64_t count);

/* A text as JSON; null for {NULL, 0} and for what is not UTF-8 */
json_t *json_of_text(struct text text);

/* The name of a mode; null for NO_MODE and what else is none */
json_t *json_of_mode(int mode);

/* "format", "version", "certainty" and the counts that each answer has */
json_t *json_of_fleet(const struct summary *summary);

/* Print and free. EXIT_YES, or the message is printed; NULL: no memory. */
enum exit_code print_json(json_t *json);

/* Those whose own word is not certain enough, or nothing */
void print_unsure(const struct summary *summary);

#endif

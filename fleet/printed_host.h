/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A host from what 'compatcaps --json' printed of it. */
#ifndef COMPATCAPS_FLEET_PRINTED_HOST_H
#define COMPATCAPS_FLEET_PRINTED_HOST_H

#include <stdbool.h>
#include <stdint.h>

#include "compatcaps.h"
#include "json.h"

/* A number in hexadecimal: "0x" and digits, and nothing else */
bool printed_number(const char *text, uint64_t *number);

/*
 * The host of a record of format "compatcaps-host". False: the answers that
 * were printed do not follow from it. A later release can have other rules.
 */
bool printed_host(struct compatcaps_host *host, const cJSON *json,
		  compatcaps_answers answers);

#endif

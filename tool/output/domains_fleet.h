/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What becomes of domains on the hosts of a fleet, as an output. */
#ifndef COMPATCAPS_OUTPUT_DOMAINS_FLEET_H
#define COMPATCAPS_OUTPUT_DOMAINS_FLEET_H

#include "domain_fleet.h"

void output_domains_fleet_text(const struct domain_fleet *fleet);

/* Format "compatcaps-fleet-domains", version 1 */
void output_domains_fleet_json(const struct domain_fleet *fleet);

#endif

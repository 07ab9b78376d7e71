/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef COMPATCAPS_FLEET_TEXT_H
#define COMPATCAPS_FLEET_TEXT_H

#include <stdint.h>

/* "host" or "hosts" */
const char *hosts_word(uint64_t count);

#endif

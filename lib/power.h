/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMPATCAPS_POWER_H
#define COMPATCAPS_POWER_H

#include <stdbool.h>
#include <string.h>

/*
 * By the machine of uname(): KVM-HV runs on 64-bit POWER, of either byte order.
 */
static inline bool compatcaps_is_power(const char *machine)
{
	return !strcmp(machine, "ppc64le") || !strcmp(machine, "ppc64");
}

#endif

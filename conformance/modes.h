/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The processor modes, oldest first, as include/raw/modes.def lists them. */
#ifndef CONFORMANCE_MODES_H
#define CONFORMANCE_MODES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mode {
	const char *name;     /* "POWER10" */
	const char *number;   /* "10" */
	uint32_t logical_pvr; /* what KVM_REG_PPC_ARCH_COMPAT carries */
	uint16_t raw_pvr;     /* upper half of the processor's own version */
	uint64_t bit;	      /* KVM_PPC_COMPAT_CAP_*, 0 where there is none */
};

extern const struct mode modes[];
extern const size_t mode_count;

/* Room for every mode and one unknown rest, for mode_list(). */
#define MODE_LIST_SIZE 96

/* The mode of a cpu-version, logical or raw; NULL: not in the table. */
const struct mode *mode_of_cpu_version(uint32_t version);

/*
 * Parses "power9,power10" or "none" into capability bits. False: a name is
 * unknown, or the interface has no bit for it.
 */
bool mode_bits_parse(const char *list, uint64_t *bits);

/* Writes @bits as "P9,P10", with what is unknown as a number; "-": none. */
void mode_list(uint64_t bits, char *text);

#endif

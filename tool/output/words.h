/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What people read instead of the library's values. */
#ifndef COMPATCAPS_WORDS_H
#define COMPATCAPS_WORDS_H

#include <stdbool.h>

#include "compatcaps.h"

#define WORDS_SIZE 160

const char *words_of_kind(enum compatcaps_kind kind);
const char *words_of_source(enum compatcaps_source source);

/* As "Power11 (PVR 0x00821200)". */
void words_of_processor(char words[WORDS_SIZE], uint32_t pvr);

/* As "POWER10 (logical PVR 0x0f000006)". */
void words_of_mode(char words[WORDS_SIZE], const struct compatcaps_host *host);

/* The PVR that the host's own mode is known by; 0: none. */
uint32_t own_pvr(const struct compatcaps_host *host);

/* The name of the host's own mode, older ones included; NULL: not known. */
const char *name_of_own_mode(const struct compatcaps_host *host);

/* "yes", "likely", "guess", "no" or "?" */
const char *words_of_verdict(const struct compatcaps_verdict *verdict);

/*
 * Why a host has no best mode. True: because guests can have none; false:
 * because it is not known of each mode.
 */
bool words_of_no_mode(char words[WORDS_SIZE],
		      const struct compatcaps_host *host);

/* Why a host's verdict on a mode is what it is. */
void words_of_reason(char words[WORDS_SIZE], const struct compatcaps_host *host,
		     enum compatcaps_reason reason);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words for the values of the library. */
#ifndef COMPATCAPS_WORDS_H
#define COMPATCAPS_WORDS_H

#include <stdbool.h>

#include "compatcaps.h"

#define WORDS_SIZE 160

const char *words_of_kind(enum compatcaps_kind kind);
const char *words_of_source(enum compatcaps_source source);

/* For example "Power11 (PVR 0x00821200)" */
void words_of_processor(char words[WORDS_SIZE], uint32_t pvr);

/* For example "POWER10 (logical PVR 0x0f000006)" */
void words_of_mode(char words[WORDS_SIZE], const struct compatcaps_host *host);

/* The PVR of the host's own mode; 0: not known */
uint32_t own_pvr(const struct compatcaps_host *host);

/* The name of the host's own mode, also of an old one; NULL: not known */
const char *name_of_own_mode(const struct compatcaps_host *host);

/* "yes", "likely", "guess", "no" or "?" */
const char *words_of_verdict(const struct compatcaps_verdict *verdict);

/*
 * Why a host has no best mode. Returns true if guests can have no mode, false
 * if the answer for some mode is unknown.
 */
bool words_of_no_mode(char words[WORDS_SIZE],
		      const struct compatcaps_host *host);

/* The reason for a verdict */
void words_of_reason(char words[WORDS_SIZE], const struct compatcaps_host *host,
		     enum compatcaps_reason reason);

/*
 * One word: the name of a mode or processor; its number if this version knows
 * no name for it; empty if it is not known.
 */
void processor_word(char word[WORDS_SIZE], const struct compatcaps_host *host);
void own_mode_word(char word[WORDS_SIZE], const struct compatcaps_host *host);

#endif

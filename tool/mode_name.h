/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names that people write for modes, and that are not valid. */
#ifndef COMPATCAPS_MODE_NAME_H
#define COMPATCAPS_MODE_NAME_H

#include <stdbool.h>

#include "exit_codes.h"
#include "name_list.h"

/* Write the names of all modes to `names`; returns it. */
const char *mode_names(char names[NAME_LIST_SIZE]);

/*
 * Does somebody mean a mode by this text, as by "p10", "POWER 10" or "ISA 3.1"?
 */
bool mode_name_is_meant(const char *text);

/* Print an error: there is no such mode, and the modes that exist. */
enum exit_code mode_name_unknown(const char *name);

#endif

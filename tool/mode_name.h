/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of modes that people write, and that are none. */
#ifndef COMPATCAPS_MODE_NAME_H
#define COMPATCAPS_MODE_NAME_H

#include <stdbool.h>

#include "exit_codes.h"
#include "name_list.h"

/* Those that there are; returns names. */
const char *mode_names(char names[NAME_LIST_SIZE]);

/* Is a text meant as a mode, as "p10", "POWER 10" or "ISA 3.1"? */
bool mode_name_is_meant(const char *text);

/* Say on standard error that there is no such mode, and which there are. */
enum exit_code mode_name_unknown(const char *name);

#endif

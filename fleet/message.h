/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef COMPATCAPS_FLEET_MESSAGE_H
#define COMPATCAPS_FLEET_MESSAGE_H

#include <stdio.h>

#include "scan.h"

/*
 * A line on standard error, as printf(), behind the program's name. Parts of
 * records may be in it: what they could do to a terminal is taken out.
 */
__attribute__((format(printf, 1, 2))) void message(const char *format, ...);

/* The same for a text on its way to a terminal, a table or a list */
void print_text(FILE *to, struct text text);

#endif

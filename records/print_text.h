/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef COMPATCAPS_RECORDS_PRINT_TEXT_H
#define COMPATCAPS_RECORDS_PRINT_TEXT_H

/*
 * Print a text from elsewhere on standard output: a byte that is not printable
 * ASCII is printed as \xNN, so that it cannot control a terminal, a table or a
 * list.
 */
void print_text(const char *text);

#endif

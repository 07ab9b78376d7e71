/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef COMPATCAPS_PRINT_ERROR_H
#define COMPATCAPS_PRINT_ERROR_H

/* The name that print_error() begins with; it lives as long as the program. */
void print_error_as(const char *program);

/*
 * Print one line on standard error: the program's name, and what is wrong, as
 * printf() writes it. Names of files and words of the command line may be in it
 * as they are: a byte that is no printable ASCII is written as \xNN, so that
 * nothing of it moves a terminal or looks like another line. A very long line
 * is cut and ends in "...".
 */
__attribute__((format(printf, 1, 2))) void print_error(const char *format, ...);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef COMPATCAPS_PRINT_ERROR_H
#define COMPATCAPS_PRINT_ERROR_H

/*
 * Set the name that print_error() prints first; it must live as long as the
 * program.
 */
void print_error_as(const char *program);

/*
 * Print one line on standard error: the name of the program, and the message,
 * with the format of printf(). The arguments can be file names and words of the
 * command line as they are: a byte that is not printable ASCII is printed as
 * \xNN, so that it cannot control a terminal or look like another line. A very
 * long line is cut and ends in "...".
 */
__attribute__((format(printf, 1, 2))) void print_error(const char *format, ...);

#endif

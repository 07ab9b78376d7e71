/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Prints paragraphs on standard output. */
#ifndef COMPATCAPS_WRAP_H
#define COMPATCAPS_WRAP_H

/*
 * Print a label in the first 13 columns and the words after it, in lines of at
 * most 80 columns. A word that is longer stays whole.
 */
void wrap_print(const char *label, const char *text);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Paragraphs on standard output. */
#ifndef COMPATCAPS_WRAP_H
#define COMPATCAPS_WRAP_H

/*
 * A label in the first of 13 columns, and words behind it, in lines of at most
 * 80 columns. Words that are longer stay whole.
 */
void wrap_print(const char *label, const char *text);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What people paste, in the one form that messages are looked for in: ASCII in
 * small letters, all quotes "'", one space between words, without what
 * terminals, web pages, mails and logs put between.
 *
 * Lines are separated by PASTE_LINE or, where a longer line was perhaps broken,
 * in a word or between two, by PASTE_WRAP.
 */
#ifndef COMPATCAPS_PASTE_H
#define COMPATCAPS_PASTE_H

#include <stdio.h>

#define PASTE_LINE '\n'
#define PASTE_WRAP '\r'

/* No text has more bytes than that in this form. */
#define PASTE_LARGEST (256U << 20)

/*
 * Both return a text that the caller frees, or NULL and in *error -ENOMEM,
 * -EFBIG (more than PASTE_LARGEST), -EPROTO (the file is compressed) or why it
 * cannot be read. A file is read to its end, whatever bytes it has.
 */
char *paste_of_file(FILE *file, int *error);
char *paste_of_text(const char *text, int *error);

#endif

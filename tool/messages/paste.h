/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Brings what people paste into the form of plain.h. */
#ifndef COMPATCAPS_PASTE_H
#define COMPATCAPS_PASTE_H

#include <stdio.h>

/* The largest text of that form, in bytes */
#define PASTE_LARGEST (256U << 20)

/*
 * Both return a text that the caller frees; or NULL, and set *error to -ENOMEM,
 * -EFBIG (larger than PASTE_LARGEST), -EPROTO (the file is compressed) or the
 * error of reading. A file is read to its end, whatever bytes it contains.
 */
char *paste_of_file(FILE *file, int *error);
char *paste_of_text(const char *text, int *error);

#endif

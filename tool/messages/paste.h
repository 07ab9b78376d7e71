/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What people paste, in the form of plain.h. */
#ifndef COMPATCAPS_PASTE_H
#define COMPATCAPS_PASTE_H

#include <stdio.h>

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

/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Removes in place what terminals, web pages, mails and logs add to a line of
 * text. No function makes a line longer.
 */
#ifndef COMPATCAPS_MARKUP_H
#define COMPATCAPS_MARKUP_H

#include <stddef.h>

/*
 * Remove HTML entities and elements, escapes of JSON and C, terminal sequences
 * (as bytes, or as logs and pages print them), and quoted-printable. A line of
 * JSON or HTML can contain several lines; newlines separate them in the result.
 */
void markup_remove(char *line);

/* The line after the marks of quoted mail ("> ") and white space */
char *markup_skip_quote(char *line);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What terminals, web pages, mails and logs put into a line of text: taken out
 * of it, in place. Each function leaves a line that is not longer.
 */
#ifndef COMPATCAPS_MARKUP_H
#define COMPATCAPS_MARKUP_H

#include <stddef.h>

/*
 * Take out all of it: entities and elements of HTML, escapes of JSON and C,
 * what moves or colours a terminal's text, as it is or as logs and pages spell
 * it, and quoted-printable's signs. A line of JSON or HTML can hold several
 * lines: they are separated by newlines then.
 */
void markup_remove(char *line);

/* The line behind the marks of quoted mail ("> ") and behind white space */
char *markup_skip_quote(char *line);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The form of a text in which messages are searched: lower-case ASCII, "'" for
 * every quote, one space between words, without what terminals, web pages,
 * mails and logs add.
 *
 * PASTE_LINE separates lines. PASTE_WRAP stands where a long line was perhaps
 * broken, in a word or between two.
 */
#ifndef COMPATCAPS_PLAIN_H
#define COMPATCAPS_PLAIN_H

#define PASTE_LINE '\n'
#define PASTE_WRAP '\r'

/* As tolower(), but independent of the user's locale */
static inline char lower_case(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* A character in that form: in lower case, and "'" for a quote */
static inline char plain_character(char c)
{
	return c == '"' || c == '`' ? '\'' : lower_case(c);
}

#endif

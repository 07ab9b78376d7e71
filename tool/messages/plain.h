/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The one form of a text that messages are searched in: ASCII in small letters,
 * all quotes "'", one space between words, without what terminals, web pages,
 * mails and logs put between.
 *
 * Lines are separated by PASTE_LINE or, where a longer line was perhaps broken,
 * in a word or between two, by PASTE_WRAP.
 */
#ifndef COMPATCAPS_PLAIN_H
#define COMPATCAPS_PLAIN_H

#define PASTE_LINE '\n'
#define PASTE_WRAP '\r'

/* As tolower(), but the user's locale does not change what it does. */
static inline char lower_case(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* A character as texts of that form have it: a small letter, "'" for a quote.
 */
static inline char plain_character(char c)
{
	return c == '"' || c == '`' ? '\'' : lower_case(c);
}

#endif

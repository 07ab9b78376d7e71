/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names separated by commas, for a message. */
#ifndef COMPATCAPS_NAME_LIST_H
#define COMPATCAPS_NAME_LIST_H

/* Enough for the names of all modes, or of all sources */
#define NAME_LIST_SIZE 256

/* Add a name to a list. The list must begin as an empty string. */
void name_list_add(char list[NAME_LIST_SIZE], const char *name);

#endif

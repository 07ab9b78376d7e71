/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names with commas between them, for a message. */
#ifndef COMPATCAPS_NAME_LIST_H
#define COMPATCAPS_NAME_LIST_H

/* Room for the names of all modes, or of all sources */
#define NAME_LIST_SIZE 256

/* Add a name to a list, which is an empty string at first. */
void name_list_add(char list[NAME_LIST_SIZE], const char *name);

#endif

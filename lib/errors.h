/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Error numbers as texts. The numbers differ between architectures and the
 * names do not, so a record has names.
 */
#ifndef COMPATCAPS_ERRORS_H
#define COMPATCAPS_ERRORS_H

#define ERROR_NAME_SIZE 32

/* "EINVAL", or "errno-123" for one without a name here. */
void compatcaps_error_name(char name[ERROR_NAME_SIZE], int error);

/* The number, more than 0; 0: the text is no such name. */
int compatcaps_error_of_name(const char *name);

#endif

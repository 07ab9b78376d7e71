/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Names of error numbers. The numbers differ between architectures and the
 * names do not, so a record has names.
 */
#ifndef COMPATCAPS_ERRORS_H
#define COMPATCAPS_ERRORS_H

#define ERROR_NAME_SIZE 32

/* "EINVAL"; "errno-123" for a number without a name here. */
void compatcaps_error_name(char name[ERROR_NAME_SIZE], int error);

/* The number, more than 0; 0: this is not such a name. */
int compatcaps_error_of_name(const char *name);

#endif

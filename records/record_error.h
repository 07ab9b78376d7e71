/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef COMPATCAPS_RECORDS_RECORD_ERROR_H
#define COMPATCAPS_RECORDS_RECORD_ERROR_H

#define RECORD_MESSAGE_SIZE 512

/*
 * Write the message of a reader, with the format of printf(); returns -1, the
 * reader's result. Arguments can be parts of a record: characters that could
 * control a terminal are replaced.
 */
__attribute__((format(printf, 2, 3))) int
record_fail(char message[RECORD_MESSAGE_SIZE], const char *format, ...);

/* The same for something that is wrong at a path */
int record_fail_at(char message[RECORD_MESSAGE_SIZE], const char *path,
		   const char *what);

#endif

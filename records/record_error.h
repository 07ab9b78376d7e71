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

#endif

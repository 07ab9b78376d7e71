/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef COMPATCAPS_RECORDS_RECORD_ERROR_H
#define COMPATCAPS_RECORDS_RECORD_ERROR_H

#define RECORD_MESSAGE_SIZE 512

/*
 * Write a reader's message: as printf(), and -1 as the reader's result. Parts
 * of a record may be in it, and what they could do to a terminal is taken out.
 */
__attribute__((format(printf, 2, 3))) int
record_fail(char message[RECORD_MESSAGE_SIZE], const char *format, ...);

#endif

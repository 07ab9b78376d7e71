/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A record: observations of a host, kept; either as a directory with a file for
 * each entry, or as JSON with format "compatcaps-record", version 1. See
 * compatcaps-record(5).
 */
#ifndef COMPATCAPS_RECORDS_RECORD_H
#define COMPATCAPS_RECORDS_RECORD_H

#include <stdbool.h>
#include <stdio.h>

#include "compatcaps.h"
#include "json.h"
#include "record_error.h"

/*
 * Returns 0, or a negative value and a message that says what is wrong and
 * where. -ENOMEM means that memory is short; the record may be right.
 */
int record_read_directory(const char *path,
			  struct compatcaps_evidence *evidence,
			  char message[RECORD_MESSAGE_SIZE]);

/* The same for JSON text, as json_read() takes it */
int record_read_json(const char *text, size_t length,
		     struct compatcaps_evidence *evidence,
		     char message[RECORD_MESSAGE_SIZE]);

/* The same for the result of json_read() */
int record_from_json(const cJSON *json, struct compatcaps_evidence *evidence,
		     char message[RECORD_MESSAGE_SIZE]);

/* Whether it claims this format; all formats have a "version". */
bool record_has_format(const cJSON *json, const char *format);
int record_check_version(const cJSON *json, char message[RECORD_MESSAGE_SIZE]);

/* A write error shows when the file is closed. */
void record_write_json(FILE *file, const struct compatcaps_evidence *evidence);

/* The directory must not exist. 0, or -1 with a message. */
int record_write_directory(const char *path,
			   const struct compatcaps_evidence *evidence,
			   char message[RECORD_MESSAGE_SIZE]);

#endif

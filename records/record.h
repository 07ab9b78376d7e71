/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A record: what was seen of a host, kept. Either a directory with a file for
 * each text, or the same as JSON, format "compatcaps-record", version 1;
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
 * 0, or negative with a message that says what is wrong with it and where.
 * -ENOMEM: that is nothing about the record.
 */
int record_read_directory(const char *path,
			  struct compatcaps_evidence *evidence,
			  char message[RECORD_MESSAGE_SIZE]);

/* The same of JSON, as json_read() takes it */
int record_read_json(const char *text, size_t length,
		     struct compatcaps_evidence *evidence,
		     char message[RECORD_MESSAGE_SIZE]);

/* The same of what json_read() has read */
int record_from_json(const cJSON *json, struct compatcaps_evidence *evidence,
		     char message[RECORD_MESSAGE_SIZE]);

/* The format that it says to be of; all formats have "version" in common. */
bool record_has_format(const cJSON *json, const char *format);
int record_check_version(const cJSON *json, char message[RECORD_MESSAGE_SIZE]);

/* What cannot be written shows when the file is closed. */
void record_write_json(FILE *file, const struct compatcaps_evidence *evidence);

/* The directory must not be there yet. 0, or -1 with a message. */
int record_write_directory(const char *path,
			   const struct compatcaps_evidence *evidence,
			   char message[RECORD_MESSAGE_SIZE]);

#endif

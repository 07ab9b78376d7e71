/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The names that the reader and the writer of records as directories share */
#ifndef COMPATCAPS_RECORDS_RECORD_PATH_H
#define COMPATCAPS_RECORDS_RECORD_PATH_H

#include <stdbool.h>
#include <stddef.h>

/* The file of a record with the version of the format, and that version */
#define RECORD_FORMAT_FILE "compatcaps-record"
#define RECORD_FORMAT_VERSION "1"

/*
 * A record is written under the name ".NAME.NUMBER.part" and then renamed;
 * NUMBER is that of the process.
 */
#define RECORD_ASIDE_END ".part"

/* The length of a path without slashes at its end */
size_t record_path_length(const char *path);

/* The length of the directory part of such a path, with its slash */
size_t record_path_parent_length(const char *path, size_t length);

/* Whether a path names a record that was being written, and is incomplete */
bool record_path_is_aside(const char *path);

#endif

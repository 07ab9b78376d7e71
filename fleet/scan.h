/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Records as JSON, read with simdjson: the only part in C++. A fleet's records
 * are gigabytes, of which a few words matter; docs/decisions.md has the
 * figures.
 */
#ifndef COMPATCAPS_FLEET_SCAN_H
#define COMPATCAPS_FLEET_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "answers.h"
#include "compatcaps.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes that have to be readable behind a JSON text; they do not matter. */
#define SCAN_PADDING 64

/* Not terminated; {NULL, 0} for what is null or not there. */
struct text {
	const char *start;
	size_t length;
};

struct scanned_mode {
	struct text name;
	uint32_t logical_pvr;
	bool available;	 /* if it is known */
	bool is_unknown; /* "available": null */
	enum compatcaps_certainty certainty;
};

/* What a "compatcaps-host" says; the texts live until the next scan. */
struct scanned_host {
	struct text name, kind, kernel, processor, own_mode, source;
	bool has_capabilities;
	uint64_t capabilities;
	size_t mode_count;
	struct scanned_mode modes[MODE_LIMIT];
};

enum scan_result {
	SCAN_FAILED = -1,
	SCAN_HOST = 0,	 /* "compatcaps-host": *host */
	SCAN_RECORD = 1, /* "compatcaps-record": *evidence */
};

#define SCAN_MESSAGE_SIZE 256

/* NULL: no memory */
struct scanner *scanner_new(void);
void scanner_free(struct scanner *scanner);

/*
 * Read one record of either format.
 *
 * evidence: with its size set; holds only this record's texts afterwards.
 * message:  what is wrong, if it fails; may hold parts of the record.
 */
enum scan_result scan(struct scanner *scanner, const char *json, size_t length,
		      struct scanned_host *host,
		      struct compatcaps_evidence *evidence,
		      char message[SCAN_MESSAGE_SIZE]);

#ifdef __cplusplus
}
#endif

#endif

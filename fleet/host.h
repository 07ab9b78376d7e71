/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A host of a fleet: what one record says. */
#ifndef COMPATCAPS_FLEET_HOST_H
#define COMPATCAPS_FLEET_HOST_H

#include "answers.h"
#include "scan.h"

#define NOTE_SIZE 160

struct fleet_host {
	/* Never empty: of the record's place, if the host has none. */
	struct text name;
	bool has_own_name;
	answers answers;
	/* For people; {NULL, 0}: not known */
	struct text kind, kernel, processor, own_mode, source;
	/* Where the record stands; see records.h */
	uint64_t place;
	/* A contradiction, or empty */
	char note[NOTE_SIZE];
	/* What the texts of a "compatcaps-record" were made into */
	struct compatcaps_host concluded;
};

/* 0, or -1 with a message. Names and places are left to the caller. */
int host_from_scanned(struct fleet_host *host,
		      const struct scanned_host *scanned,
		      char message[SCAN_MESSAGE_SIZE]);
void host_from_evidence(struct fleet_host *host,
			const struct compatcaps_evidence *evidence);

/* A nodename that nobody gave */
bool is_no_name(struct text name);

#endif

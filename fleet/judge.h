/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The answers of one record. A record is accepted as a whole or not at all. */
#ifndef COMPATCAPS_FLEET_JUDGE_H
#define COMPATCAPS_FLEET_JUDGE_H

#include "fleet.h"
#include "record.h"

#define NOTE_SIZE 160

struct judged {
	compatcaps_answers answers;
	/*
	 * Valid as long as what they were made from, and this struct. The name
	 * is empty if the host has none.
	 */
	const char *texts[HOST_TEXTS];
	char note[NOTE_SIZE];
	struct compatcaps_host host;
	struct compatcaps_evidence evidence;
};

/* JSON of either format. Returns 0, or -1 with a message. */
int judge_json(struct judged *judged, const cJSON *json,
	       char message[RECORD_MESSAGE_SIZE]);

/* The record of a directory: judged->evidence */
void judge_evidence(struct judged *judged);

#endif

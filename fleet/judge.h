/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What one record says of a host. It is judged whole, or nothing is taken. */
#ifndef COMPATCAPS_FLEET_JUDGE_H
#define COMPATCAPS_FLEET_JUDGE_H

#include "fleet.h"
#include "record.h"

#define NOTE_SIZE 160

struct judged {
	compatcaps_answers answers;
	/* They live as long as what they were made of, and this; the name is
	 * empty where the host has none of its own. */
	const char *texts[HOST_TEXTS];
	char note[NOTE_SIZE];
	struct compatcaps_host host;
	struct compatcaps_evidence evidence;
};

/* JSON of either format. 0, or -1 with a message. */
int judge_json(struct judged *judged, const cJSON *json,
	       char message[RECORD_MESSAGE_SIZE]);

/* What a folder holds: judged->evidence */
void judge_evidence(struct judged *judged);

#endif

// SPDX-License-Identifier: GPL-2.0-or-later
/* Any bytes as a record in JSON. */
#include "../../records/record_json.c"

#include "fuzz.h"

static bool is_same(const struct compatcaps_evidence *a,
		    const struct compatcaps_evidence *b)
{
	return a->used == b->used && !memcmp(a->texts, b->texts, a->used);
}

/* What was read is written and read again as the same. */
static void check_round_trip(const struct compatcaps_evidence *evidence)
{
	struct compatcaps_evidence again = {.size = sizeof(again)};
	char message[RECORD_MESSAGE_SIZE], *written;
	size_t size;
	FILE *file = open_memstream(&written, &size);

	HOLDS(file);
	record_write_json(file, evidence);
	fclose(file);
	HOLDS(!record_read_json(written, size, &again, message));
	free(written);
	HOLDS(is_same(evidence, &again));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct compatcaps_evidence evidence = {.size = sizeof(evidence)};
	char message[RECORD_MESSAGE_SIZE];
	char *text = malloc(size + 1);

	HOLDS(text);
	memcpy(text, data, size);
	text[size] = '\0';
	memset(message, 0xff, sizeof(message));
	if (record_read_json(text, size, &evidence, message))
		fuzz_check_message(message, sizeof(message));
	else
		check_round_trip(&evidence);
	free(text);
	return 0;
}

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Any bytes as what lscpu or uname printed: what is added can be concluded
 * from, it is never sure, and reading the same once more adds nothing.
 */
#include <string.h>

#include "../../tool/host_text.c"

#include "fuzz.h"

static char *copy(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);

	HOLDS(text);
	memcpy(text, data, size);
	text[size] = '\0';
	return text;
}

static void check_texts(const struct compatcaps_evidence *evidence)
{
	const char *path, *text;

	for (size_t i = 0; !compatcaps_evidence_at(evidence, i, &path, &text);
	     i++) {
		HOLDS(*text);
		for (const char *c = text; *c; c++)
			HOLDS(*c == '\n' || (*c >= ' ' && *c <= '~'));
	}
}

static void check_answers(const struct compatcaps_evidence *evidence)
{
	struct compatcaps_host host = {.size = sizeof(host)};

	HOLDS(compatcaps_conclude(evidence, COMPATCAPS_SOURCE_NONE, &host));
	HOLDS(host.source == COMPATCAPS_SOURCE_NONE ||
	      host.source == COMPATCAPS_SOURCE_INFERENCE);
	HOLDS(!compatcaps_best(&host, COMPATCAPS_CERTAINTY_LIKELY));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct compatcaps_evidence evidence = {.size = sizeof(evidence)};
	char *text = copy(data, size);
	enum host_text_result result = host_text_read(&evidence, text, size);
	size_t used = evidence.used;

	HOLDS(result != HOST_TEXT_FAILED || !size);
	HOLDS(result == HOST_TEXT_TAKEN ? used > 0 : !used);
	check_answers(&evidence);
	HOLDS(host_text_read(&evidence, text, size) == result);
	HOLDS(evidence.used == used);
	host_text_read_uname(&evidence, text);
	check_texts(&evidence);
	check_answers(&evidence);
	free(text);
	return 0;
}

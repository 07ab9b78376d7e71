// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Any texts as what was seen of a host, "PATH=TEXT" each: what is made of them
 * does not contradict itself.
 */
#include "../../lib/evidence.c"
#include "../../lib/conclude.c"

#include "fuzz.h"

static bool is_one_of(int error, const int *errors, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (errors[i] == error)
			return true;
	}
	return false;
}

static void add(struct compatcaps_evidence *evidence, const char *path,
		const char *text)
{
	static const int errors[] = {0, -EINVAL, -EEXIST, -ENOSPC};
	const char *before = compatcaps_evidence_find(evidence, path);
	size_t used = evidence->used;
	int error = compatcaps_evidence_add(evidence, path, text);

	HOLDS(is_one_of(error, errors, COUNT(errors)));
	HOLDS((error == -EEXIST) == (before != NULL));
	if (error)
		HOLDS(evidence->used == used);
	else
		HOLDS(!strcmp(compatcaps_evidence_find(evidence, path), text));
}

/* Adding what compatcaps_evidence_at() gives back makes the same again. */
static void check_copy(const struct compatcaps_evidence *evidence)
{
	struct compatcaps_evidence copy = {.size = sizeof(copy)};
	const char *path, *text;
	size_t i = 0;

	while (!compatcaps_evidence_at(evidence, i, &path, &text)) {
		HOLDS(!compatcaps_evidence_add(&copy, path, text));
		HOLDS(compatcaps_evidence_find(evidence, path) == text);
		i++;
	}
	HOLDS(compatcaps_evidence_at(evidence, i, &path, &text) == -ENOENT);
	HOLDS(copy.used == evidence->used);
	HOLDS(!memcmp(copy.texts, evidence->texts, copy.used));
}

static void check_text(const char text[COMPATCAPS_TEXT_SIZE])
{
	size_t length = strnlen(text, COMPATCAPS_TEXT_SIZE);

	HOLDS(length < COMPATCAPS_TEXT_SIZE);
	for (size_t i = 0; i < length; i++)
		HOLDS(text[i] >= ' ' && text[i] <= '~');
}

static void check_host(const struct compatcaps_host *host, int error)
{
	static const int errors[] = {
		0,	 -ENOSYS, -ENXIO,   -ENOENT, -EACCES,
		-ENODEV, -ENOTTY, -ENODATA, -EIO,
	};

	HOLDS(is_one_of(error, errors, COUNT(errors)));
	HOLDS(is_one_of(host->error, errors, COUNT(errors)));
	HOLDS(!error || error == host->error);
	HOLDS(host->size == sizeof(*host));
	check_text(host->kernel_release);
	check_text(host->machine);
	check_text(host->name);
	HOLDS((host->failed_call == COMPATCAPS_CALL_NONE) ==
	      !host->failed_errno);
	HOLDS(!(host->tried_accepted & host->tried_refused));
	HOLDS(!(compatcaps_unknown_capabilities(host) & ~host->capabilities));
}

/*
 * A mode that KVM accepted in a trial is not a yes if it is newer than the
 * host's own.
 */
static void check_trial(const struct compatcaps_host *host,
			const struct compatcaps_mode *mode)
{
	const struct compatcaps_mode *own = compatcaps_own_mode(host);

	if (own)
		HOLDS(mode->logical_pvr <= own->logical_pvr);
	if (compatcaps_pvr_is_logical(host->partition_pvr))
		HOLDS(mode->logical_pvr <= host->partition_pvr);
}

static void check_verdict(const struct compatcaps_host *host,
			  const struct compatcaps_mode *mode,
			  const struct compatcaps_verdict *verdict)
{
	HOLDS(strcmp(compatcaps_reason_name(verdict->reason), "unknown"));
	HOLDS((verdict->answer == COMPATCAPS_ANSWER_UNKNOWN) ==
	      (verdict->certainty == COMPATCAPS_CERTAINTY_NONE));
	if (host->source == COMPATCAPS_SOURCE_NONE)
		HOLDS(verdict->answer == COMPATCAPS_ANSWER_UNKNOWN);
	if (host->source == COMPATCAPS_SOURCE_INFERENCE)
		HOLDS(verdict->certainty <= COMPATCAPS_CERTAINTY_GUESS);
	if (verdict->answer == COMPATCAPS_ANSWER_YES &&
	    host->source == COMPATCAPS_SOURCE_TRIAL)
		check_trial(host, mode);
}

/* The best mode is the newest one with a yes that is certain enough. */
static void check_best(const struct compatcaps_host *host,
		       enum compatcaps_certainty certainty)
{
	const struct compatcaps_mode *newest = NULL;

	for (size_t i = 0; i < compatcaps_mode_count(); i++) {
		const struct compatcaps_mode *mode = compatcaps_mode_at(i);
		struct compatcaps_verdict verdict = {.size = sizeof(verdict)};

		HOLDS(!compatcaps_judge(host, mode, &verdict));
		check_verdict(host, mode, &verdict);
		if (verdict.answer == COMPATCAPS_ANSWER_YES &&
		    verdict.certainty >= certainty)
			newest = mode;
	}
	HOLDS(compatcaps_best(host, certainty) == newest);
}

static void check_conclusions(const struct compatcaps_evidence *evidence)
{
	enum compatcaps_source source;
	enum compatcaps_certainty certainty;

	for (source = COMPATCAPS_SOURCE_NONE;
	     source <= COMPATCAPS_SOURCE_INFERENCE; source++) {
		struct compatcaps_host host = {.size = sizeof(host)};

		check_host(&host, compatcaps_conclude(evidence, source, &host));
		if (source && host.source)
			HOLDS(host.source == source);
		for (certainty = COMPATCAPS_CERTAINTY_NONE;
		     certainty <= COMPATCAPS_CERTAINTY_SURE; certainty++)
			check_best(&host, certainty);
	}
}

/* Bytes that a caller put there himself, against the contract */
static void check_raw(const uint8_t *data, size_t size)
{
	struct compatcaps_evidence evidence = {.size = sizeof(evidence)};
	const char *path, *text;

	evidence.used = size;
	memcpy(evidence.texts, data,
	       size < COMPATCAPS_EVIDENCE_SIZE ? size
					       : COMPATCAPS_EVIDENCE_SIZE);
	for (size_t i = 0; !compatcaps_evidence_at(&evidence, i, &path, &text);
	     i++)
		HOLDS(text + strlen(text) < evidence.texts + evidence.used);
	if (compatcaps_evidence_is_valid(&evidence))
		check_conclusions(&evidence);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct compatcaps_evidence evidence = {.size = sizeof(evidence)};
	char *path, *text;
	size_t text_size;

	check_raw(data, size);
	while (fuzz_next_line(&data, &size, &path, &text, &text_size)) {
		add(&evidence, path, text);
		free(path);
		free(text);
	}
	check_copy(&evidence);
	check_conclusions(&evidence);
	return 0;
}

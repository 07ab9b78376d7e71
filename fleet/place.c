// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compatcaps fleet place: where a guest of a mode can run, a line each, in the
 * order of the records. Each is printed as it is read, so that a fleet of any
 * size can be asked.
 */
#include <string.h>

#include "message.h"
#include "modes.h"
#include "output.h"

enum placement {
	PLACEMENT_CAN,
	PLACEMENT_CANNOT,
	PLACEMENT_UNSURE,
	PLACEMENT_COUNT,
};

struct places {
	const struct request *request;
	int mode; /* NO_MODE: no record has named it so far */
	uint64_t counts[PLACEMENT_COUNT];
};

static enum placement placement_of(struct places *places,
				   const struct fleet_host *host)
{
	enum compatcaps_certainty certainty = places->request->certainty;

	/* A record may be the first to name it. */
	if (places->mode == NO_MODE)
		places->mode = mode_find(places->request->mode);
	if (places->mode != NO_MODE &&
	    answers_give(host->answers, places->mode, certainty))
		return PLACEMENT_CAN;
	if (!answers_are_certain(host->answers, certainty))
		return PLACEMENT_UNSURE;
	return PLACEMENT_CANNOT;
}

static void print_place(const struct places *places,
			const struct fleet_host *host, enum placement placement)
{
	print_text(stdout, host->name);
	if (places->request->others) {
		fputs(placement == PLACEMENT_CANNOT ? "\tno" : "\tunsure",
		      stdout);
		if (*host->note)
			printf("\t%s", host->note);
	}
	putchar('\n');
}

static void print_place_json(const struct fleet_host *host,
			     enum placement placement)
{
	static const char *const words[] = {"yes", "no", "unsure"};
	json_t *json = json_pack("{s:o, s:s}", "name", json_of_text(host->name),
				 "answer", words[placement]);

	/* One a line, for the list may be long. */
	json_dumpf(json, stdout, JSON_COMPACT);
	putchar('\n');
	json_decref(json);
}

static enum exit_code add_host(void *context, const struct fleet_host *host)
{
	struct places *places = context;
	enum placement placement = placement_of(places, host);

	places->counts[placement]++;
	if ((placement == PLACEMENT_CAN) == places->request->others)
		return EXIT_YES;
	if (places->request->json)
		print_place_json(host, placement);
	else
		print_place(places, host, placement);
	/* Nobody reads any more: do not go through the rest. */
	return ferror(stdout) ? EXIT_FAILED : EXIT_YES;
}

/* On standard error: the list alone is the answer. */
static enum exit_code report(const struct places *places)
{
	uint64_t can = places->counts[PLACEMENT_CAN];
	uint64_t cannot = places->counts[PLACEMENT_CANNOT];
	uint64_t unsure = places->counts[PLACEMENT_UNSURE];

	if (!(can + cannot + unsure)) {
		message("there is no record of a host");
		return EXIT_CANNOT_TELL;
	}
	message("%s: %" PRIu64 " %s can, %" PRIu64 " cannot, %" PRIu64
		" not sure",
		places->request->mode, can, hosts_word(can), cannot, unsure);
	if (can)
		return EXIT_YES;
	return unsure ? EXIT_CANNOT_TELL : EXIT_NO;
}

enum exit_code run_place(const struct request *request)
{
	struct places places = {
		.request = request,
		.mode = mode_find(request->mode),
	};
	enum exit_code code = records_read_alone(
		request->skip_broken, request->paths, add_host, &places);

	if (code == EXIT_YES && places.mode == NO_MODE) {
		message("unknown mode '%s'; neither this release nor a record "
			"has it",
			request->mode);
		code = EXIT_USAGE;
	}
	return code == EXIT_YES ? report(&places) : code;
}

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compatcaps fleet place: the hosts on which a guest in a mode can run, one a
 * line, in the order of the records.
 */
#include "output.h"
#include "print_error.h"
#include "print_text.h"
#include "read.h"

enum placement {
	PLACEMENT_CAN,
	PLACEMENT_CANNOT,
	PLACEMENT_UNSURE,
	PLACEMENT_COUNT,
};

static enum placement placement_of(const struct fleet_host *host, int mode,
				   enum compatcaps_certainty certainty)
{
	if (compatcaps_gives(host->answers, pvr_of_mode(mode), certainty))
		return PLACEMENT_CAN;
	return compatcaps_answers_certainty(host->answers) < certainty
		       ? PLACEMENT_UNSURE
		       : PLACEMENT_CANNOT;
}

static void print_place(const struct fleet_host *host, enum placement placement)
{
	print_text(host_text(host, HOST_NAME));
	if (placement != PLACEMENT_CAN) {
		fputs(placement == PLACEMENT_CANNOT ? "\tno" : "\tunsure",
		      stdout);
		if (*host_text(host, HOST_NOTE))
			printf("\t%s", host_text(host, HOST_NOTE));
	}
	putchar('\n');
}

/* One object a line, because the list can be long. */
static void print_place_json(const struct fleet_host *host,
			     enum placement placement)
{
	static const char *const words[] = {"yes", "no", "unsure"};
	struct json_writer writer = json_writer(stdout, JSON_ON_A_LINE);

	json_open_object(&writer, NULL);
	json_write_text(&writer, "name", host_text(host, HOST_NAME));
	json_write_text(&writer, "answer", words[placement]);
	close_answer(&writer);
}

static void print_places(const struct fleet *fleet,
			 const struct fleet_request *request, int mode,
			 uint64_t counts[PLACEMENT_COUNT])
{
	for (size_t i = 0; i < fleet->count; i++) {
		const struct fleet_host *host = &fleet->hosts[i];
		enum placement placement =
			placement_of(host, mode, request->certainty);

		counts[placement]++;
		if ((placement == PLACEMENT_CAN) == request->others)
			continue;
		if (request->json)
			print_place_json(host, placement);
		else
			print_place(host, placement);
	}
}

/* On standard error, because the answer is only the list. */
static enum exit_code report(const struct fleet_request *request,
			     const uint64_t counts[PLACEMENT_COUNT])
{
	print_error("%s: %" PRIu64 " %s can, %" PRIu64 " cannot, %" PRIu64
		    " unsure",
		    request->mode, counts[PLACEMENT_CAN],
		    hosts_word(counts[PLACEMENT_CAN]), counts[PLACEMENT_CANNOT],
		    counts[PLACEMENT_UNSURE]);
	if (counts[PLACEMENT_CAN])
		return EXIT_YES;
	return counts[PLACEMENT_UNSURE] ? EXIT_CANNOT_TELL : EXIT_NO;
}

static enum exit_code answer(const struct fleet *fleet,
			     const struct fleet_request *request)
{
	uint64_t counts[PLACEMENT_COUNT] = {0};
	int mode = mode_find(request->mode);

	if (mode == NO_MODE) {
		print_error("unknown mode '%s'; neither this version nor a "
			    "record knows it",
			    request->mode);
		return EXIT_USAGE;
	}
	if (!fleet->count) {
		print_error("no record of a host found");
		return EXIT_CANNOT_TELL;
	}
	print_places(fleet, request, mode, counts);
	return report(request, counts);
}

enum exit_code fleet_place(const struct fleet_request *request)
{
	struct fleet fleet = {.count = 0};
	enum exit_code code =
		fleet_read(&fleet, request->skip_broken, request->paths);

	if (code == EXIT_YES)
		code = code_of_fleet(&fleet, answer(&fleet, request));
	fleet_free(&fleet);
	return code;
}

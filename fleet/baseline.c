// SPDX-License-Identifier: GPL-2.0-or-later
/* compatcaps fleet baseline: the best mode that every host gives. */
#include "modes.h"
#include "names.h"
#include "output.h"

static void print_headline(const struct summary *summary)
{
	uint64_t unsure = summary->hosts - summary->answered;

	if (summary->baseline != NO_MODE)
		printf("%s: %s of %" PRIu64 " %s.\n",
		       mode_name(summary->baseline),
		       summary->hosts == 1 ? "the best mode"
					   : "the best mode that guests can "
					     "have on each",
		       summary->hosts, hosts_word(summary->hosts));
	else if (!unsure)
		printf("There is no mode that each of the %" PRIu64
		       " %s gives: see 'compatcaps fleet pools'.\n",
		       summary->hosts, hosts_word(summary->hosts));
	else if (!summary->answered)
		printf("Nobody can tell: none of %" PRIu64
		       " %s has a certain answer.\n",
		       summary->hosts, hosts_word(summary->hosts));
	else
		printf("Nobody can tell: %" PRIu64 " of %" PRIu64
		       " %s no certain answer. Without %s: %s.\n",
		       unsure, summary->hosts,
		       unsure == 1 ? "hosts has" : "hosts have",
		       unsure == 1 ? "it" : "them",
		       mode_or_none(summary->baseline_of_answered));
}

static void print_row(const struct summary *summary, int mode)
{
	const struct mode_summary *sum = &summary->modes[mode];
	struct names names;

	printf("%-8s  %8" PRIu64 "  %10" PRIu64 "  ", mode_name(mode),
	       sum->given, sum->in_the_way);
	names_in_the_way(&names, summary, mode);
	if (!sum->in_the_way)
		putchar('-');
	else if (sum->silent == summary->answered)
		fputs("(none of them can tell)", stdout);
	else
		names_print(&names, stdout);
	putchar('\n');
}

static void print_table(const struct summary *summary)
{
	printf("\n%-8s  %8s  %10s  %s\n", "MODE", "GIVEN BY", "IN THE WAY",
	       "HOSTS IN THE WAY");
	for (int mode = 0; mode < MODE_LIMIT; mode++) {
		if (summary->modes[mode].is_named)
			print_row(summary, mode);
	}
}

static json_t *json_of_row(const struct summary *summary, int mode)
{
	const struct mode_summary *sum = &summary->modes[mode];
	struct names names;
	char pvr[16];

	names_in_the_way(&names, summary, mode);
	snprintf(pvr, sizeof(pvr), "0x%08" PRIx32, pvr_of_mode(mode));
	return json_pack("{s:s, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:o, s:I}",
			 "name", mode_name(mode), "logical_pvr", pvr, "given",
			 (json_int_t)sum->given, "yes",
			 (json_int_t)sum->hosts[ANSWER_YES], "likely",
			 (json_int_t)sum->hosts[ANSWER_LIKELY], "guess",
			 (json_int_t)sum->hosts[ANSWER_GUESS], "no",
			 (json_int_t)sum->hosts[ANSWER_NO], "unknown",
			 (json_int_t)sum->hosts[ANSWER_UNKNOWN], "in_the_way",
			 names_json(&names), "in_the_way_more",
			 (json_int_t)names.more);
}

static json_t *json_of_baseline(const struct summary *summary)
{
	json_t *json = json_of_fleet(summary);
	json_t *modes = json_array();
	struct names unsure;

	for (int mode = 0; mode < MODE_LIMIT; mode++) {
		if (summary->modes[mode].is_named)
			json_array_append_new(modes,
					      json_of_row(summary, mode));
	}
	names_without_answer(&unsure, summary);
	json_object_set_new(json, "baseline", json_of_mode(summary->baseline));
	json_object_set_new(json, "baseline_of_answered",
			    json_of_mode(summary->baseline_of_answered));
	json_object_set_new(json, "unsure_hosts", names_json(&unsure));
	json_object_set_new(json, "unsure_hosts_more",
			    json_integer((json_int_t)unsure.more));
	json_object_set_new(json, "modes", modes);
	return json;
}

static enum exit_code code_of(const struct summary *summary)
{
	if (summary->baseline != NO_MODE)
		return EXIT_YES;
	return summary->answered < summary->hosts ? EXIT_CANNOT_TELL : EXIT_NO;
}

static enum exit_code print_baseline(const struct summary *summary, bool json)
{
	enum exit_code code = EXIT_YES;

	if (json) {
		code = print_json(json_of_baseline(summary));
	} else {
		print_headline(summary);
		print_table(summary);
		print_unsure(summary);
	}
	return code == EXIT_YES ? code_of(summary) : code;
}

enum exit_code run_baseline(const struct request *request)
{
	struct tally tally;
	struct summary summary;
	enum exit_code code = tally_read(&tally, request, request->paths);

	if (code == EXIT_YES) {
		summarize(&summary, &tally, request->certainty);
		code = print_baseline(&summary, request->json);
	}
	tally_free(&tally);
	return code;
}

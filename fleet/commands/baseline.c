// SPDX-License-Identifier: GPL-2.0-or-later
/* compatcaps fleet baseline: the best mode that every host gives. */
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
		printf("No baseline: no mode is given by each of the %" PRIu64
		       " %s. See 'compatcaps fleet pools'.\n",
		       summary->hosts, hosts_word(summary->hosts));
	else if (!summary->answered)
		printf("Baseline unknown: none of %" PRIu64
		       " %s has a confirmed answer.\n",
		       summary->hosts, hosts_word(summary->hosts));
	else
		printf("Baseline unknown: %" PRIu64 " of %" PRIu64
		       " %s no confirmed answer. Excluding %s: %s.\n",
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
		fputs("(none of them can confirm it)", stdout);
	else
		names_print(&names);
	putchar('\n');
}

static void print_table(const struct summary *summary)
{
	printf("\n%-8s  %8s  %10s  %s\n", "MODE", "GIVEN BY", "IN THE WAY",
	       "HOSTS IN THE WAY");
	for (int mode = 0; mode < COMPATCAPS_LEVELS; mode++) {
		if (summary->modes[mode].is_named)
			print_row(summary, mode);
	}
}

static void write_row(struct json_writer *writer, const struct summary *summary,
		      int mode)
{
	const struct mode_summary *sum = &summary->modes[mode];
	struct names names;

	names_in_the_way(&names, summary, mode);
	json_open_object(writer, NULL);
	json_write_text(writer, "name", mode_name(mode));
	write_pvr(writer, "logical_pvr", mode);
	json_write_number(writer, "given", sum->given);
	for (int degree = DEGREE_COUNT - 1; degree >= 0; degree--)
		json_write_number(writer, degree_name((enum degree)degree),
				  sum->hosts[degree]);
	names_write(&names, writer, "in_the_way", "in_the_way_more");
	json_close(writer);
}

static void print_json(const struct summary *summary)
{
	struct json_writer writer = open_answer(summary);
	struct names unsure;

	names_without_answer(&unsure, summary);
	write_mode(&writer, "baseline", summary->baseline);
	write_mode(&writer, "baseline_of_answered",
		   summary->baseline_of_answered);
	names_write(&unsure, &writer, "unsure_hosts", "unsure_hosts_more");
	json_open_array(&writer, "modes");
	for (int mode = 0; mode < COMPATCAPS_LEVELS; mode++) {
		if (summary->modes[mode].is_named)
			write_row(&writer, summary, mode);
	}
	json_close(&writer);
	close_answer(&writer);
}

static enum exit_code code_of(const struct summary *summary)
{
	if (summary->baseline != NO_MODE)
		return EXIT_YES;
	return summary->answered < summary->hosts ? EXIT_CANNOT_TELL : EXIT_NO;
}

enum exit_code fleet_baseline(const struct fleet_request *request)
{
	struct tally tally;
	struct summary summary;
	enum exit_code code = tally_read(&tally, request, request->paths);

	if (code == EXIT_YES) {
		summarize(&summary, &tally, request->certainty);
		if (request->json) {
			print_json(&summary);
		} else {
			print_headline(&summary);
			print_table(&summary);
			print_unsure(&summary);
		}
		code = code_of_fleet(&tally.fleet, code_of(&summary));
	}
	tally_free(&tally);
	return code;
}

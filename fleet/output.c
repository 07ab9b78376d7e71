// SPDX-License-Identifier: GPL-2.0-or-later
#include "names.h"
#include "output.h"

void print_unsure(const struct summary *summary)
{
	uint64_t unsure = summary->hosts - summary->answered;
	struct names names;

	if (!unsure)
		return;
	names_without_answer(&names, summary);
	printf("\n%s, so counted as giving no mode: ",
	       summary->certainty == COMPATCAPS_CERTAINTY_SURE
		       ? "Without a confirmed answer"
		       : "With an answer less certain than --certainty");
	names_print(&names);
	puts(".");
	if (summary->certainty == COMPATCAPS_CERTAINTY_SURE)
		puts("Run 'compatcaps explain' on the host: it says how to "
		     "confirm the answer.\nUse --certainty likely to count "
		     "what KVM accepted in a trial, too.");
}

void write_mode(struct json_writer *writer, const char *key, int mode)
{
	json_write_text(writer, key, mode < 0 ? NULL : mode_name(mode));
}

void write_pvr(struct json_writer *writer, const char *key, int mode)
{
	char pvr[16];

	snprintf(pvr, sizeof(pvr), "0x%08" PRIx32, pvr_of_mode(mode));
	json_write_text(writer, key, pvr);
}

struct json_writer open_answer(const struct summary *summary)
{
	struct json_writer writer = json_writer(stdout, JSON_FOR_PEOPLE);
	const struct tally *tally = summary->tally;

	json_open_object(&writer, NULL);
	json_write_text(&writer, "format", "compatcaps-fleet");
	json_write_number(&writer, "version", 1);
	json_write_text(&writer, "certainty",
			compatcaps_certainty_name(summary->certainty));
	json_write_number(&writer, "records", tally->fleet.count);
	json_write_number(&writer, "broken", tally->fleet.broken);
	json_write_number(&writer, "unreadable", tally->fleet.unreadable);
	json_write_number(&writer, "repeated", tally->repeated);
	json_write_number(&writer, "contradictory", tally->contradictory);
	json_write_number(&writer, "hosts", summary->hosts);
	json_write_number(&writer, "answered", summary->answered);
	json_write_number(&writer, "unsure",
			  summary->hosts - summary->answered);
	return writer;
}

void close_answer(struct json_writer *writer)
{
	json_close(writer);
	putchar('\n');
}

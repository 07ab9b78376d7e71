// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>

#include "message.h"
#include "modes.h"
#include "names.h"
#include "output.h"

#define FORMAT "compatcaps-fleet"
#define VERSION 1

const char *hosts_word(uint64_t count)
{
	return count == 1 ? "host" : "hosts";
}

json_t *json_of_text(struct text text)
{
	json_t *json =
		text.start ? json_stringn(text.start, text.length) : NULL;

	return json ? json : json_null();
}

json_t *json_of_mode(int mode)
{
	return mode < 0 ? json_null() : json_string(mode_name(mode));
}

json_t *json_of_fleet(const struct summary *summary)
{
	const struct tally *tally = summary->tally;
	uint64_t unsure = summary->hosts - summary->answered;

	return json_pack(
		"{s:s, s:i, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I}", "format",
		FORMAT, "version", VERSION, "certainty",
		compatcaps_certainty_name(summary->certainty), "records",
		(json_int_t)tally->records, "broken", (json_int_t)tally->broken,
		"repeated", (json_int_t)tally->repeated, "contradictory",
		(json_int_t)tally->contradictory, "hosts",
		(json_int_t)summary->hosts, "answered",
		(json_int_t)summary->answered, "unsure", (json_int_t)unsure);
}

enum exit_code print_json(json_t *json)
{
	char *text = json ? json_dumps(json, JSON_INDENT(2)) : NULL;

	json_decref(json);
	if (!text) {
		message("out of memory");
		return EXIT_FAILED;
	}
	/* What cannot be written is noticed when the output is closed. */
	puts(text);
	free(text);
	return EXIT_YES;
}

void print_unsure(const struct summary *summary)
{
	uint64_t unsure = summary->hosts - summary->answered;
	struct names names;

	if (!unsure)
		return;
	names_without_answer(&names, summary);
	printf("\nNot counted as giving any mode, because %s answer is not "
	       "%s: ",
	       unsure == 1 ? "its" : "their",
	       summary->certainty == COMPATCAPS_CERTAINTY_SURE
		       ? "sure"
		       : "certain enough");
	names_print(&names, stdout);
	puts(".");
	if (summary->certainty == COMPATCAPS_CERTAINTY_SURE)
		puts("'compatcaps explain' says on the host how to get a sure "
		     "one; --certainty likely\ntakes what KVM accepted on "
		     "trial, too.");
}

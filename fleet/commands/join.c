// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compatcaps fleet join: whether hosts can join a fleet, and the cost. The two
 * are counted separately, so that a name can occur in both: a host can join
 * again.
 */
#include <stdlib.h>
#include <string.h>

#include "names.h"
#include "output.h"

struct joining {
	struct summary fleet, newcomers;
	int before, after; /* the baselines */
	bool is_sure;	   /* all new hosts have an answer */
};

/* The newest mode that the hosts with an answer give, on both sides; NO_MODE */
static int common_mode(const struct joining *joining, compatcaps_answers *all)
{
	const struct tally *fleet = joining->fleet.tally;
	const struct tally *newcomers = joining->newcomers.tally;

	if (!joining->fleet.answered || !joining->newcomers.answered)
		return NO_MODE;
	memcpy(all, fleet->answers, fleet->class_count * sizeof(*all));
	memcpy(all + fleet->class_count, newcomers->answers,
	       newcomers->class_count * sizeof(*all));
	return mode_of_pvr(compatcaps_baseline(
		all, fleet->class_count + newcomers->class_count,
		joining->fleet.certainty, NULL));
}

static enum exit_code judge(struct joining *joining)
{
	compatcaps_answers *all =
		calloc(joining->fleet.tally->class_count +
			       joining->newcomers.tally->class_count,
		       sizeof(*all));

	if (!all)
		return fleet_no_memory();
	joining->before = joining->fleet.baseline_of_answered;
	joining->after = common_mode(joining, all);
	joining->is_sure =
		joining->newcomers.answered == joining->newcomers.hosts;
	free(all);
	return EXIT_YES;
}

static enum exit_code code_of(const struct joining *joining)
{
	if (!joining->is_sure || !joining->fleet.answered)
		return EXIT_CANNOT_TELL;
	return joining->after == joining->before ? EXIT_YES : EXIT_NO;
}

static void print_names(const char *before, const struct names *names,
			const char *after)
{
	fputs(before, stdout);
	names_print(names);
	puts(after);
}

static void print_cost(const struct joining *joining)
{
	struct names names;

	names_in_the_way(&names, &joining->newcomers, joining->before);
	if (joining->after == NO_MODE)
		printf("No: no mode would remain that each host gives. Today "
		       "it is %s.\n",
		       mode_name(joining->before));
	else
		printf("No: the best mode that each host gives would fall from "
		       "%s to %s.\n",
		       mode_name(joining->before), mode_name(joining->after));
	printf("%s cannot be given by ", mode_name(joining->before));
	print_names("", &names, ".");
	puts("A guest that was started in this mode cannot move there.");
}

static void print_joining(const struct joining *joining)
{
	struct names names;

	if (!joining->is_sure) {
		names_without_answer(&names, &joining->newcomers);
		print_names("Unknown: there is no confirmed answer from ",
			    &names, ".");
	} else if (!joining->fleet.answered) {
		puts("Unknown: no host of --with has a confirmed answer.");
	} else if (joining->after == joining->before) {
		printf("Yes: the best mode that each host gives stays %s.\n",
		       mode_or_none(joining->before));
	} else {
		print_cost(joining);
	}
	print_unsure(&joining->fleet);
}

static void write_newcomers(struct json_writer *writer,
			    const struct joining *joining)
{
	enum exit_code code = code_of(joining);
	struct names names;

	json_open_object(writer, "joining");
	json_write_number(writer, "hosts", joining->newcomers.hosts);
	write_mode(writer, "baseline", joining->after);
	names_in_the_way(&names, &joining->newcomers, joining->before);
	names_write(&names, writer, "in_the_way", "in_the_way_more");
	names_without_answer(&names, &joining->newcomers);
	names_write(&names, writer, "unsure", "unsure_more");
	if (code == EXIT_CANNOT_TELL)
		json_write_null(writer, "may_join");
	else
		json_write_boolean(writer, "may_join", code == EXIT_YES);
	json_close(writer);
}

static void print_json(const struct joining *joining)
{
	struct json_writer writer = open_answer(&joining->fleet);

	write_mode(&writer, "baseline_of_answered", joining->before);
	write_newcomers(&writer, joining);
	close_answer(&writer);
}

static enum exit_code answer(const struct tally *fleet,
			     const struct tally *newcomers,
			     const struct fleet_request *request)
{
	struct joining joining;
	enum exit_code code;

	summarize(&joining.fleet, fleet, request->certainty);
	summarize(&joining.newcomers, newcomers, request->certainty);
	code = judge(&joining);
	if (code != EXIT_YES)
		return code;
	if (request->json)
		print_json(&joining);
	else
		print_joining(&joining);
	code = code_of_fleet(&fleet->fleet, code_of(&joining));
	return code_of_fleet(&newcomers->fleet, code);
}

enum exit_code fleet_join(const struct fleet_request *request)
{
	char *const with[] = {(char *)request->with, NULL};
	struct tally fleet, newcomers;
	enum exit_code code = tally_read(&fleet, request, with);

	if (code != EXIT_YES) {
		tally_free(&fleet);
		return code;
	}
	code = tally_read(&newcomers, request, request->paths);
	if (code == EXIT_YES)
		code = answer(&fleet, &newcomers, request);
	tally_free(&fleet);
	tally_free(&newcomers);
	return code;
}

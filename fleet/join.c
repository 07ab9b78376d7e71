// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compatcaps fleet join: may hosts join a fleet, and what would it cost? Both
 * are counted by themselves, so that a name of one may be in the other: a host
 * may join again.
 */
#include "message.h"
#include "modes.h"
#include "names.h"
#include "output.h"

struct joining {
	struct summary fleet, newcomers;
	int before, after; /* the baselines */
	bool is_sure;	   /* all newcomers have an answer */
};

/* The newest mode that those who answered on both sides give */
static int common_mode(const struct joining *joining)
{
	for (int mode = MODE_LIMIT - 1; mode >= 0; mode--) {
		if (joining->fleet.answered &&
		    !joining->fleet.modes[mode].in_the_way &&
		    joining->newcomers.answered &&
		    !joining->newcomers.modes[mode].in_the_way)
			return mode;
	}
	return NO_MODE;
}

static void judge(struct joining *joining)
{
	joining->before = joining->fleet.baseline_of_answered;
	joining->after = common_mode(joining);
	joining->is_sure =
		joining->newcomers.answered == joining->newcomers.hosts;
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
	names_print(names, stdout);
	puts(after);
}

static void print_cost(const struct joining *joining)
{
	struct names names;

	names_in_the_way(&names, &joining->newcomers, joining->before);
	if (joining->after == NO_MODE)
		printf("No: no mode would be left that each host gives. Today "
		       "that is %s.\n",
		       mode_name(joining->before));
	else
		printf("It would cost: the best mode that each host gives "
		       "would fall from %s to %s.\n",
		       mode_name(joining->before), mode_name(joining->after));
	printf("%s cannot be given by ", mode_name(joining->before));
	print_names("", &names, ".");
	puts("A guest that was started in it cannot move there.");
}

static void print_joining(const struct joining *joining)
{
	struct names names;

	if (!joining->is_sure) {
		names_without_answer(&names, &joining->newcomers);
		print_names("Nobody can tell: there is no certain answer of ",
			    &names, ".");
	} else if (!joining->fleet.answered) {
		puts("Nobody can tell: no host of --with has a certain "
		     "answer.");
	} else if (joining->after == joining->before) {
		printf("Yes: the best mode that each host gives stays %s.\n",
		       mode_or_none(joining->before));
	} else {
		print_cost(joining);
	}
	print_unsure(&joining->fleet);
}

static enum exit_code print_joining_json(const struct joining *joining)
{
	struct names cannot, unsure;
	json_t *json = json_of_fleet(&joining->fleet);

	names_without_answer(&unsure, &joining->newcomers);
	cannot = (struct names){.count = 0};
	if (joining->before != NO_MODE)
		names_in_the_way(&cannot, &joining->newcomers, joining->before);
	json_object_set_new(json, "baseline_of_answered",
			    json_of_mode(joining->before));
	json_object_set_new(
		json, "joining",
		json_pack(
			"{s:I, s:o, s:o, s:I, s:o, s:I, s:o}", "hosts",
			(json_int_t)joining->newcomers.hosts, "baseline",
			json_of_mode(joining->after), "in_the_way",
			names_json(&cannot), "in_the_way_more",
			(json_int_t)cannot.more, "unsure", names_json(&unsure),
			"unsure_more", (json_int_t)unsure.more, "may_join",
			code_of(joining) == EXIT_CANNOT_TELL
				? json_null()
				: json_boolean(code_of(joining) == EXIT_YES)));
	return print_json(json);
}

static enum exit_code print_answer(struct joining *joining, bool json)
{
	enum exit_code code = EXIT_YES;

	judge(joining);
	if (json)
		code = print_joining_json(joining);
	else
		print_joining(joining);
	return code == EXIT_YES ? code_of(joining) : code;
}

enum exit_code run_join(const struct request *request)
{
	char *const with[] = {(char *)request->with, NULL};
	struct tally fleet, newcomers;
	struct joining joining;
	enum exit_code code = tally_read(&fleet, request, with);

	if (code != EXIT_YES) {
		tally_free(&fleet);
		return code;
	}
	code = tally_read(&newcomers, request, request->paths);
	if (code == EXIT_YES) {
		summarize(&joining.fleet, &fleet, request->certainty);
		summarize(&joining.newcomers, &newcomers, request->certainty);
		code = print_answer(&joining, request->json);
	}
	tally_free(&fleet);
	tally_free(&newcomers);
	return code;
}

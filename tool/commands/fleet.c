// SPDX-License-Identifier: GPL-2.0-or-later
/* compatcaps fleet ...: hand the command line to the commands in fleet/. */
#include <string.h>

#include "commands.h"
#include "print_error.h"

static enum exit_code usage_error(const char *what, const char *word)
{
	print_error("%s '%s'; see 'compatcaps fleet --help'", what, word);
	return EXIT_USAGE;
}

/*
 * The word after "fleet" is the name of one of its commands, which have rows of
 * their own.
 */
enum exit_code run_fleet(const struct request *request)
{
	if (request->words[0])
		return usage_error("unknown command", request->words[0]);
	print_error("a command is missing; see 'compatcaps fleet --help'");
	return EXIT_USAGE;
}

/* Standard input can be read only once. */
static unsigned int count_standard_input(const struct fleet_request *request)
{
	unsigned int count = request->with && !strcmp(request->with, "-");

	for (char *const *path = request->paths; *path; path++)
		count += !strcmp(*path, "-");
	return count;
}

static enum exit_code check_standard_input(const struct fleet_request *request)
{
	if (count_standard_input(request) < 2)
		return EXIT_YES;
	print_error("standard input can be read only once; use '-' only once");
	return EXIT_USAGE;
}

static struct fleet_request fleet_request(const struct request *request)
{
	struct fleet_request fleet = request->fleet;

	fleet.json = request->json;
	fleet.output = request->output;
	fleet.paths = request->words;
	return fleet;
}

static enum exit_code
run(enum exit_code (*command)(const struct fleet_request *),
    const struct request *request)
{
	struct fleet_request fleet = fleet_request(request);
	enum exit_code code = check_standard_input(&fleet);

	return code == EXIT_YES ? command(&fleet) : code;
}

enum exit_code run_fleet_baseline(const struct request *request)
{
	return run(fleet_baseline, request);
}

enum exit_code run_fleet_join(const struct request *request)
{
	if (!request->fleet.with)
		return usage_error("--with RECORDS is missing after", "join");
	if (!request->words[0])
		return usage_error("NEW is missing after", "join");
	if (!strcmp(request->fleet.with, "-") &&
	    !strcmp(request->words[0], "-"))
		return usage_error("--with and NEW cannot both be", "-");
	return run(fleet_join, request);
}

enum exit_code run_fleet_place(const struct request *request)
{
	if (!request->fleet.mode)
		return usage_error("--mode MODE is missing after", "place");
	return run(fleet_place, request);
}

enum exit_code run_fleet_pools(const struct request *request)
{
	return run(fleet_pools, request);
}

enum exit_code run_fleet_diff(const struct request *request)
{
	char *const *words = request->words;

	if (!words[0] || !words[1])
		return usage_error("OLD and NEW are missing after", "diff");
	if (words[2])
		return usage_error("unexpected argument", words[2]);
	if (!strcmp(words[0], "-") && !strcmp(words[1], "-"))
		return usage_error("OLD and NEW cannot both be", "-");
	return run(fleet_diff, request);
}

enum exit_code run_fleet_page(const struct request *request)
{
	return run(fleet_page, request);
}

// SPDX-License-Identifier: GPL-2.0-or-later
/* compatcaps fleet: the command line. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "program.h"
#include "request.h"

struct command {
	const char *name;
	enum exit_code (*run)(const struct request *request);
	const char *operands;
	const char *options;
	const char *help;
};

#define COMMAND(name, run, operands, options, help) \
	{name, run, operands, options, help},
static const struct command commands[] = {
#include "commands.def"
};
#undef COMMAND

#define COMMAND_COUNT (sizeof(commands) / sizeof(*commands))

/* What getopt_long() returns: a word that is no option, or one of option_id */
#define WORD 1
#define FIRST_OPTION 256

enum option_id {
#define OPTION(name, id, argument, group, help) OPTION_##id,
#include "options.def"
#undef OPTION
	OPTION_COUNT
};

static const struct option_words {
	const char *name;
	const char *argument;
	char group;
	const char *help;
} option_words[] = {
#define OPTION(name, id, argument, group, help) {name, argument, group, help},
#include "options.def"
#undef OPTION
};

static const char records_help[] =
	"RECORDS, NEW, OLD: files of records ('compatcaps snapshot' or "
	"'compatcaps\n"
	"--json'), a record a line or as these print them; folders of such "
	"files, or of\n"
	"folders that 'compatcaps snapshot FOLDER' wrote; '-' or nothing: "
	"standard input.\n";

static void print_command(const struct command *command)
{
	char words[40];

	snprintf(words, sizeof(words), "%s %s", command->name,
		 command->operands);
	printf("  %-25s %s\n", words, command->help);
}

static void print_option(const struct option_words *option)
{
	char words[40];

	snprintf(words, sizeof(words), "--%s %s", option->name,
		 option->argument ? option->argument : "");
	printf("  %-25s %s\n", words, option->help);
}

static void print_help(void)
{
	puts("Usage: compatcaps fleet COMMAND [OPTION]... [RECORDS]...\n"
	     "Tell which processor modes the guests of many KVM hosts can "
	     "have.\n\nCommands:");
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		print_command(&commands[i]);
	puts("\nOptions:");
	for (size_t i = 0; i < OPTION_COUNT; i++)
		print_option(&option_words[i]);
	printf("\n%s", records_help);
	puts("\nExit codes:\n"
	     "    0  yes: there is such a mode, it costs nothing, a host can, "
	     "nothing changed\n"
	     "    1  no: there is none, it would cost, no host can, something "
	     "changed\n"
	     "    2  the command line is wrong\n"
	     "    3  cannot tell: hosts have no certain answer, or there is no "
	     "record\n"
	     "    8  anything else, as an output that cannot be written\n"
	     "    9  a record or a folder cannot be read");
}

static enum exit_code usage_error(const char *what, const char *word)
{
	message("%s '%s'; see 'compatcaps fleet --help'", what, word);
	return EXIT_USAGE;
}

static enum exit_code take_certainty(struct request *request)
{
	static const enum compatcaps_certainty all[] = {
		COMPATCAPS_CERTAINTY_SURE, COMPATCAPS_CERTAINTY_LIKELY,
		COMPATCAPS_CERTAINTY_GUESS};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		if (!strcmp(optarg, compatcaps_certainty_name(all[i]))) {
			request->certainty = all[i];
			return EXIT_YES;
		}
	}
	message("unknown certainty '%s'; use one of sure, likely, guess",
		optarg);
	return EXIT_USAGE;
}

static enum exit_code take_most(struct request *request)
{
	char *end;
	unsigned long most;

	errno = 0;
	most = strtoul(optarg, &end, 10);
	if (errno || *end || *optarg < '0' || *optarg > '9' || !most ||
	    most > 1000) {
		message("--most '%s' is no number from 1 to 1000", optarg);
		return EXIT_USAGE;
	}
	request->most = (unsigned int)most;
	return EXIT_YES;
}

static enum exit_code take_option(struct request *request, enum option_id id)
{
	switch (id) {
	case OPTION_CERTAINTY:
		return take_certainty(request);
	case OPTION_MOST:
		return take_most(request);
	case OPTION_SKIP_BROKEN:
		request->skip_broken = true;
		break;
	case OPTION_LATEST:
		request->latest = true;
		break;
	case OPTION_JSON:
		request->json = true;
		break;
	case OPTION_OTHERS:
		request->others = true;
		break;
	case OPTION_MEMBERS:
		request->members = true;
		break;
	case OPTION_WITH:
		request->with = optarg;
		break;
	case OPTION_MODE:
		request->mode = optarg;
		break;
	case OPTION_OUTPUT:
		request->output = optarg;
		break;
	case OPTION_HELP:
	case OPTION_VERSION:
	case OPTION_COUNT:
		break;
	}
	return EXIT_YES;
}

/* What a command cannot do without */
static enum exit_code check_operands(const struct command *command,
				     const struct request *request)
{
	if (strchr(command->options, 'W') && !request->with)
		return usage_error("--with RECORDS is missing after",
				   command->name);
	if (strchr(command->options, 'W') && !*request->paths)
		return usage_error("NEW is missing after", command->name);
	if (strchr(command->options, 'M') && !request->mode)
		return usage_error("--mode MODE is missing after",
				   command->name);
	if (strcmp(command->operands, "OLD NEW"))
		return EXIT_YES;
	if (!request->paths[0] || !request->paths[1])
		return usage_error("OLD and NEW are missing after",
				   command->name);
	if (request->paths[2])
		return usage_error("unexpected word", request->paths[2]);
	if (!strcmp(request->paths[0], "-") && !strcmp(request->paths[1], "-"))
		return usage_error("OLD and NEW cannot both be", "-");
	return EXIT_YES;
}

/* `used`: a bit for each option that was given */
static enum exit_code run_command(const struct command *command,
				  const struct request *request,
				  unsigned int used)
{
	char option[24];
	enum exit_code code;

	for (size_t i = 0; i < OPTION_COUNT; i++) {
		if (!(used & 1U << i) ||
		    strchr(command->options, option_words[i].group))
			continue;
		snprintf(option, sizeof(option), "--%s is not for",
			 option_words[i].name);
		return usage_error(option, command->name);
	}
	code = check_operands(command, request);
	return code == EXIT_YES ? command->run(request) : code;
}

static enum exit_code run_words(struct request *request, unsigned int used,
				char *const words[])
{
	if (!*words) {
		message("a command is missing; see 'compatcaps fleet --help'");
		return EXIT_USAGE;
	}
	request->paths = words + 1;
	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		if (!strcmp(*words, commands[i].name))
			return run_command(&commands[i], request, used);
	}
	return usage_error("unknown command", *words);
}

static void getopt_options(struct option options[OPTION_COUNT + 1])
{
	for (int i = 0; i < OPTION_COUNT; i++) {
		options[i] = (struct option){
			.name = option_words[i].name,
			.has_arg = option_words[i].argument != NULL,
			.val = i + FIRST_OPTION,
		};
	}
	options[OPTION_COUNT] = (struct option){.name = NULL};
}

static enum exit_code bad_option(int result, char *const argv[])
{
	if (result == ':')
		return usage_error("a value is missing after",
				   argv[optind - 1]);
	return usage_error("unknown option", argv[optind - 1]);
}

struct command_line {
	struct request request;
	unsigned int used; /* a bit for each option */
	bool is_answered;  /* by --help or --version */
	char **words;	   /* all that is no option */
	size_t count;
};

/* What getopt_long() has found. EXIT_YES: go on. */
static enum exit_code take_result(struct command_line *line, int result,
				  char *const argv[])
{
	int id = result - FIRST_OPTION;

	if (id < 0)
		return bad_option(result, argv);
	line->used |= 1U << id;
	line->is_answered = id == OPTION_HELP || id == OPTION_VERSION;
	if (id == OPTION_HELP)
		print_help();
	else if (id == OPTION_VERSION)
		puts("compatcaps-fleet " COMPATCAPS_VERSION);
	return take_option(&line->request, (enum option_id)id);
}

/*
 * The leading "-" has getopt_long() give the words, too, in their turn, as
 * WORD: what a command line means does not depend on POSIXLY_CORRECT.
 */
static enum exit_code take_line(struct command_line *line, int argc,
				char *argv[])
{
	struct option options[OPTION_COUNT + 1];
	enum exit_code code = EXIT_YES;
	int result;

	getopt_options(options);
	opterr = 0;
	while (code == EXIT_YES && !line->is_answered &&
	       (result = getopt_long(argc, argv, "-:", options, NULL)) != -1) {
		if (result == WORD)
			line->words[line->count++] = optarg;
		else
			code = take_result(line, result, argv);
	}
	while (optind < argc)
		line->words[line->count++] = argv[optind++];
	return code;
}

static enum exit_code run(int argc, char *argv[])
{
	struct command_line line = {
		.request = {.certainty = COMPATCAPS_CERTAINTY_SURE},
	};
	enum exit_code code;

	line.words = calloc((size_t)argc + 1, sizeof(*line.words));
	if (!line.words) {
		message("out of memory");
		return EXIT_FAILED;
	}
	code = take_line(&line, argc, argv);
	if (code == EXIT_YES && !line.is_answered)
		code = run_words(&line.request, line.used, line.words);
	free(line.words);
	return code;
}

int main(int argc, char *argv[])
{
	program_start("compatcaps fleet");
	return program_end(run(argc, argv));
}

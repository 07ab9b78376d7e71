// SPDX-License-Identifier: GPL-2.0-or-later
/* The command line: which command, with what. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "close_output.h"
#include "commands.h"
#include "mode_name.h"

enum operands {
	OPERANDS_NONE,
	OPERANDS_ONE_MODE,
	OPERANDS_MAY_MODE,
	OPERANDS_MAY_DIRECTORY,
	OPERANDS_SUBJECT, /* any words, or none */
	OPERANDS_PROGRAM, /* one or more words */
	OPERANDS_FLEET,	  /* any words: they are another program's */
};

static const char *const operand_help[] = {
	[OPERANDS_NONE] = "",
	[OPERANDS_ONE_MODE] = "MODE",
	[OPERANDS_MAY_MODE] = "[MODE]",
	[OPERANDS_MAY_DIRECTORY] = "[DIRECTORY]",
	[OPERANDS_SUBJECT] = "[MODE | MESSAGE]",
	[OPERANDS_PROGRAM] = "-- QEMU ARGUMENT...",
	[OPERANDS_FLEET] = "QUESTION...",
};

struct command {
	const char *name;
	enum exit_code (*run)(const struct request *request);
	enum operands operands;
	const char *options; /* the groups that it takes */
	const char *help;
};

#define COMMAND(name, run, operands, options, help) \
	{name, run, OPERANDS_##operands, options, help},
static const struct command commands[] = {
#include "commands.def"
};
#undef COMMAND

#define COMMAND_COUNT (sizeof(commands) / sizeof(commands[0]))

/* Above all letters */
enum option_id {
	OPTION_BASE = 256,
#define OPTION(name, letter, id, argument, group, help) OPTION_##id,
#include "options.def"
#undef OPTION
};

static const struct option_words {
	const char *name;
	char letter;
	int id;
	const char *argument;
	char group;
	const char *help;
} option_words[] = {
#define OPTION(name, letter, id, argument, group, help) \
	{name, letter, OPTION_##id, argument, group, help},
#include "options.def"
#undef OPTION
};

#define OPTION_COUNT (sizeof(option_words) / sizeof(option_words[0]))

static void print_source_names(FILE *to)
{
	enum compatcaps_source source;

	for (source = COMPATCAPS_SOURCE_DEV_KVM;
	     source <= COMPATCAPS_SOURCE_INFERENCE; source++)
		fprintf(to, "%s%s",
			source == COMPATCAPS_SOURCE_DEV_KVM ? "" : ", ",
			compatcaps_source_name(source));
}

static void print_command(const struct command *command)
{
	char words[40];

	snprintf(words, sizeof(words), "%s %s", command->name,
		 operand_help[command->operands]);
	printf("  %-25s %s%s\n", words, command->help,
	       command == commands ? " (default)" : "");
}

static void print_option(const struct option_words *option)
{
	char words[40];

	snprintf(words, sizeof(words), "--%s%s%s", option->name,
		 option->argument ? " " : "",
		 option->argument ? option->argument : "");
	printf("  %c%c%c %-21s %s\n", option->letter ? '-' : ' ',
	       option->letter ? option->letter : ' ',
	       option->letter ? ',' : ' ', words, option->help);
}

static void print_help(void)
{
	printf("Usage: compatcaps [OPTION]... [COMMAND] [OPERAND]...\n"
	       "Tell which POWER processor modes a KVM host can give its "
	       "guests.\n\nCommands:\n");
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		print_command(&commands[i]);
	printf("\nOptions:\n");
	for (size_t i = 0; i < OPTION_COUNT; i++)
		print_option(&option_words[i]);
	printf("\nMODE:   ");
	mode_name_print_all(stdout);
	printf("\nSOURCE: ");
	print_source_names(stdout);
	printf("\n\nExit codes:\n");
#define PRINT_EXIT_CODE(name, code, text) printf("%5d  %s\n", code, text);
	EXIT_CODES(PRINT_EXIT_CODE)
#undef PRINT_EXIT_CODE
}

static enum exit_code usage_error(const char *what, const char *word)
{
	fprintf(stderr, "compatcaps: %s '%s'; see 'compatcaps --help'\n", what,
		word);
	return EXIT_USAGE;
}

static enum exit_code bad_source(const char *name)
{
	fprintf(stderr, "compatcaps: unknown source '%s'; use one of ", name);
	print_source_names(stderr);
	fputc('\n', stderr);
	return EXIT_USAGE;
}

static const struct option_words *option_by_id(int id)
{
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		if (option_words[i].id == id ||
		    (option_words[i].letter && option_words[i].letter == id))
			return &option_words[i];
	}
	return NULL;
}

/* getopt_long() says in optopt what it knew of the option it refused. */
static enum exit_code bad_option(int result, char *const argv[])
{
	char letter[] = {'-', (char)optopt, '\0'};

	if (!optopt)
		return usage_error("unknown option", argv[optind - 1]);
	if (result == ':')
		return usage_error("a value is missing after",
				   argv[optind - 1]);
	if (option_by_id(optopt))
		return usage_error("option takes no value", argv[optind - 1]);
	return usage_error("unknown option", letter);
}

static bool has_too_many(const struct command *command, char *const operands[])
{
	switch (command->operands) {
	case OPERANDS_NONE:
		return operands[0];
	case OPERANDS_ONE_MODE:
	case OPERANDS_MAY_MODE:
	case OPERANDS_MAY_DIRECTORY:
		return operands[0] && operands[1];
	case OPERANDS_SUBJECT:
	case OPERANDS_PROGRAM:
	case OPERANDS_FLEET:
		break;
	}
	return false;
}

static enum exit_code run_with_operands(const struct command *command,
					struct request *request,
					char *const operands[])
{
	bool is_mode = command->operands == OPERANDS_ONE_MODE ||
		       command->operands == OPERANDS_MAY_MODE;

	if (has_too_many(command, operands))
		return usage_error(
			"unexpected word",
			operands[command->operands != OPERANDS_NONE]);
	if (!operands[0] && command->operands == OPERANDS_ONE_MODE)
		return usage_error("a MODE is missing after", command->name);
	if (!operands[0] && command->operands == OPERANDS_PROGRAM)
		return usage_error("a program is missing after", command->name);
	if (operands[0] && is_mode) {
		request->mode = compatcaps_mode_find(operands[0]);
		if (!request->mode)
			return mode_name_unknown(operands[0]);
	}
	request->words = operands;
	return command->run(request);
}

/* `used`: a bit for each of option_words that was given */
static enum exit_code run_command(const struct command *command,
				  struct request *request, unsigned int used,
				  char *const operands[])
{
	char option[24];

	for (size_t i = 0; i < OPTION_COUNT; i++) {
		if (!(used & 1U << i) ||
		    strchr(command->options, option_words[i].group))
			continue;
		snprintf(option, sizeof(option), "--%s is not for",
			 option_words[i].name);
		return usage_error(option, command->name);
	}
	if (request->from && request->root)
		return usage_error("--from is not for", "--root");
	return run_with_operands(command, request, operands);
}

static enum exit_code run_words(struct request *request, unsigned int used,
				char *const words[])
{
	if (!words[0])
		return run_command(&commands[0], request, used, words);
	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		if (!strcmp(words[0], commands[i].name))
			return run_command(&commands[i], request, used,
					   words + 1);
	}
	return usage_error("unknown command", words[0]);
}

/* Up to a year; 0: that is no such number. */
static long seconds_of(const char *text)
{
	char *end;
	long seconds;

	errno = 0;
	seconds = strtol(text, &end, 10);
	if (errno || end == text || *end || seconds < 1 ||
	    seconds > 366L * 24 * 60 * 60)
		return 0;
	return seconds;
}

/* EXIT_YES: go on. */
static enum exit_code take_option(struct request *request, int id)
{
	switch (id) {
	case OPTION_FROM:
		request->from = optarg;
		break;
	case OPTION_ROOT:
		request->root = optarg;
		break;
	case OPTION_SOURCE:
		request->source = compatcaps_source_find(optarg);
		if (request->source == COMPATCAPS_SOURCE_NONE)
			return bad_source(optarg);
		break;
	case OPTION_JSON:
		request->json = true;
		break;
	case OPTION_NO_HEADER:
		request->no_header = true;
		break;
	case OPTION_QUIET:
		request->quiet = true;
		break;
	case OPTION_OUTPUT:
		request->output = optarg;
		break;
	case OPTION_EXPIRE:
		request->expire = seconds_of(optarg);
		if (!request->expire)
			return usage_error("not a number of seconds", optarg);
		break;
	}
	return EXIT_YES;
}

static void getopt_options(struct option options[OPTION_COUNT + 1])
{
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		options[i] = (struct option){
			.name = option_words[i].name,
			.has_arg = option_words[i].argument != NULL,
			.val = option_words[i].id,
		};
	}
	options[OPTION_COUNT] = (struct option){.name = NULL};
}

static enum exit_code run(int argc, char *argv[])
{
	struct option options[OPTION_COUNT + 1];
	struct request request = {.json = false};
	unsigned int used = 0;
	int result;

	/* What follows are that program's own options. */
	if (argc > 1 && !strcmp(argv[1], "fleet"))
		return run_words(&request, used, argv + 1);
	getopt_options(options);
	opterr = 0;
	while ((result = getopt_long(argc, argv, ":qhV", options, NULL)) !=
	       -1) {
		const struct option_words *option = option_by_id(result);
		enum exit_code code;

		if (!option)
			return bad_option(result, argv);
		if (option->id == OPTION_HELP) {
			print_help();
			return EXIT_YES;
		}
		if (option->id == OPTION_VERSION) {
			puts("compatcaps " COMPATCAPS_VERSION);
			return EXIT_YES;
		}
		used |= 1U << (option - option_words);
		code = take_option(&request, option->id);
		if (code != EXIT_YES)
			return code;
	}
	return run_words(&request, used, argv + optind);
}

int main(int argc, char *argv[])
{
	return close_output("compatcaps", run(argc, argv));
}

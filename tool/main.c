// SPDX-License-Identifier: GPL-2.0-or-later
/* The command line: which command, with what. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "libvirt.h"
#include "mode_name.h"
#include "name_list.h"
#include "print_error.h"
#include "program.h"

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

static const char *source_names(char names[NAME_LIST_SIZE])
{
	enum compatcaps_source source;

	names[0] = '\0';
	for (source = COMPATCAPS_SOURCE_DEV_KVM;
	     source <= COMPATCAPS_SOURCE_INFERENCE; source++)
		name_list_add(names, compatcaps_source_name(source));
	return names;
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
	char names[NAME_LIST_SIZE];

	printf("Usage: compatcaps [OPTION]... [COMMAND] [OPERAND]...\n"
	       "Tell which POWER processor modes a KVM host can give its "
	       "guests.\n\nCommands:\n");
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		print_command(&commands[i]);
	printf("\nOptions:\n");
	for (size_t i = 0; i < OPTION_COUNT; i++)
		print_option(&option_words[i]);
	printf("\nMODE:   %s\n", mode_names(names));
	printf("SOURCE: %s\n\nExit codes:\n", source_names(names));
#define PRINT_EXIT_CODE(name, code, text) printf("%5d  %s\n", code, text);
	EXIT_CODES(PRINT_EXIT_CODE)
#undef PRINT_EXIT_CODE
}

static enum exit_code usage_error(const char *what, const char *word)
{
	print_error("%s '%s'; see 'compatcaps --help'", what, word);
	return EXIT_USAGE;
}

static enum exit_code bad_source(const char *name)
{
	char names[NAME_LIST_SIZE];

	print_error("unknown source '%s'; use one of %s", name,
		    source_names(names));
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

static const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		if (!strcmp(name, commands[i].name))
			return &commands[i];
	}
	return NULL;
}

static enum exit_code run_words(struct request *request, unsigned int used,
				char *const words[])
{
	const struct command *command;

	if (!words[0])
		return run_command(&commands[0], request, used, words);
	command = command_find(words[0]);
	if (!command)
		return usage_error("unknown command", words[0]);
	return run_command(command, request, used, words + 1);
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
	case OPTION_LIBVIRT:
		request->libvirt = libvirt_version(optarg);
		if (!request->libvirt)
			return usage_error("not a version, such as 11.3.0,",
					   optarg);
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

struct command_line {
	struct request request;
	unsigned int used; /* a bit for each of option_words */
	bool is_answered;  /* by --help or --version */
	char **words;	   /* all that is no option */
	size_t count;
};

/*
 * Whether what follows belongs to another program, options and all, or is a
 * message, which may be pasted as it is, with QEMU's options in it
 */
static bool ends_options(char *const words[], size_t count)
{
	const struct command *command = command_find(words[0]);

	if (!command)
		return false;
	switch (command->operands) {
	case OPERANDS_FLEET:
		return true;
	case OPERANDS_PROGRAM:
		return count == 2;
	case OPERANDS_SUBJECT:
		return count == 2 && !compatcaps_mode_find(words[1]);
	default:
		return false;
	}
}

/* What getopt_long() has found. EXIT_YES: go on. */
static enum exit_code take_result(struct command_line *line, int result,
				  char *const argv[])
{
	const struct option_words *option = option_by_id(result);

	if (!option)
		return bad_option(result, argv);
	line->used |= 1U << (option - option_words);
	line->is_answered =
		option->id == OPTION_HELP || option->id == OPTION_VERSION;
	if (option->id == OPTION_HELP)
		print_help();
	else if (option->id == OPTION_VERSION)
		puts("compatcaps " COMPATCAPS_VERSION);
	return take_option(&line->request, option->id);
}

/*
 * The leading "-" has getopt_long() give the words, too, in their turn, as a 1:
 * the order that a command line means does not depend on POSIXLY_CORRECT.
 */
static enum exit_code take_line(struct command_line *line, int argc,
				char *argv[])
{
	struct option options[OPTION_COUNT + 1];
	enum exit_code code;
	int result;

	getopt_options(options);
	opterr = 0;
	while ((result = getopt_long(argc, argv, "-:qhV", options, NULL)) !=
	       -1) {
		if (result != 1) {
			code = take_result(line, result, argv);
			if (code != EXIT_YES || line->is_answered)
				return code;
			continue;
		}
		line->words[line->count++] = optarg;
		if (ends_options(line->words, line->count))
			break;
	}
	while (optind < argc)
		line->words[line->count++] = argv[optind++];
	return EXIT_YES;
}

static enum exit_code run(int argc, char *argv[])
{
	struct command_line line = {.used = 0};
	enum exit_code code;

	line.words = calloc((size_t)argc + 1, sizeof(*line.words));
	if (!line.words) {
		print_error("out of memory");
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
	program_start("compatcaps");
	return program_end(run(argc, argv));
}

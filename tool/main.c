// SPDX-License-Identifier: GPL-2.0-or-later
/* Reads the command line: the command, its options and its words. */
#include <errno.h>
#include <getopt.h>
#include <stddef.h>
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
	OPERANDS_GROUP,	  /* one of the group's commands, which have rows */
	OPERANDS_DOMAINS, /* any words; the command checks them */
	OPERANDS_RECORDS, /* any words, or none; the commands check them */
	OPERANDS_NEW,
	OPERANDS_OLD_NEW,
};

static const char *const operand_help[] = {
	[OPERANDS_NONE] = "",
	[OPERANDS_ONE_MODE] = "MODE",
	[OPERANDS_MAY_MODE] = "[MODE]",
	[OPERANDS_MAY_DIRECTORY] = "[DIRECTORY]",
	[OPERANDS_SUBJECT] = "[MODE | MESSAGE]",
	[OPERANDS_PROGRAM] = "-- QEMU ARGUMENT...",
	[OPERANDS_GROUP] = "COMMAND...",
	[OPERANDS_DOMAINS] = "[FILE]...",
	[OPERANDS_RECORDS] = "[RECORDS]...",
	[OPERANDS_NEW] = "NEW...",
	[OPERANDS_OLD_NEW] = "OLD NEW",
};

/* The group of commands with a help text of its own */
#define FLEET "fleet"

static const char records_help[] =
	"RECORDS, NEW, OLD: files that 'compatcaps snapshot' or 'compatcaps "
	"--json' wrote\n"
	"(also with one record per line); folders of such files; folders of "
	"those that\n"
	"'compatcaps snapshot FOLDER' wrote; '-' or nothing: standard "
	"input.\n";

struct command {
	const char *name;
	enum exit_code (*run)(const struct request *request);
	enum operands operands;
	const char *options; /* the groups of options that it accepts */
	const char *help;
};

#define COMMAND(name, run, operands, options, help) \
	{name, run, OPERANDS_##operands, options, help},
static const struct command commands[] = {
#include "commands.def"
};
#undef COMMAND

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define COMMAND_COUNT (sizeof(commands) / sizeof(commands[0]))

/* Greater than every letter */
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

/* The second word of the name of a fleet command; NULL: another command */
static const char *fleet_word(const char *name)
{
	size_t length = strlen(FLEET);

	return !strncmp(name, FLEET " ", length + 1) ? name + length + 1 : NULL;
}

static void print_command(const struct command *command)
{
	const char *second = fleet_word(command->name);
	char words[40];

	snprintf(words, sizeof(words), "%s %s", second ? second : command->name,
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

/* Does a command that this help text lists accept the option? */
static bool is_option_for(const struct option_words *option, bool fleet)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		if (!fleet_word(commands[i].name) == !fleet &&
		    strchr(commands[i].options, option->group))
			return true;
	}
	return option->group == '*';
}

/* For the fleet's commands, or for all other commands and the group */
static void print_table(bool fleet)
{
	puts("\nCommands:");
	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		if (!fleet_word(commands[i].name) == !fleet)
			print_command(&commands[i]);
	}
	puts("\nOptions:");
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		if (is_option_for(&option_words[i], fleet))
			print_option(&option_words[i]);
	}
}

static void print_exit_code(int code, const char *text)
{
	if (*text)
		printf("%5d  %s\n", code, text);
}

static void print_fleet_help(void)
{
	puts("Usage: compatcaps fleet COMMAND [OPTION]... [RECORDS]...\n"
	     "Compare the processor modes that many KVM hosts can give "
	     "their guests.");
	print_table(true);
	printf("\n%s\nExit codes:\n", records_help);
#define PRINT_EXIT_CODE(name, code, text, fleet_text) \
	print_exit_code(code, fleet_text);
	EXIT_CODES(PRINT_EXIT_CODE)
#undef PRINT_EXIT_CODE
}

static void print_help(void)
{
	char names[NAME_LIST_SIZE];

	puts("Usage: compatcaps [OPTION]... [COMMAND] [OPERAND]...\n"
	     "Show which POWER processor modes this KVM host can give "
	     "its guests.");
	print_table(false);
	printf("\nMODE:   %s\n", mode_names(names));
	printf("SOURCE: %s\n\nExit codes:\n", source_names(names));
#define PRINT_EXIT_CODE(name, code, text, fleet_text) \
	print_exit_code(code, text);
	EXIT_CODES(PRINT_EXIT_CODE)
#undef PRINT_EXIT_CODE
}

static enum exit_code usage_error(const char *what, const char *word)
{
	print_error("%s '%s'; see 'compatcaps --help'", what, word);
	return EXIT_USAGE;
}

/* The name of a command in error messages */
static const char *last_word(const char *name)
{
	return fleet_word(name) ? fleet_word(name) : name;
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

/*
 * getopt_long() sets optopt to what it recognised of the option that it
 * refused.
 */
static enum exit_code bad_option(int result, char *const argv[])
{
	char letter[] = {'-', (char)optopt, '\0'};

	if (!optopt)
		return usage_error("unknown option", argv[optind - 1]);
	if (result == ':')
		return usage_error("a value is missing after",
				   argv[optind - 1]);
	if (option_by_id(optopt))
		return usage_error("this option takes no value:",
				   argv[optind - 1]);
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
	case OPERANDS_GROUP:
	case OPERANDS_DOMAINS:
	case OPERANDS_RECORDS:
	case OPERANDS_NEW:
	case OPERANDS_OLD_NEW:
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
			"unexpected argument",
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

/* used: a bit for each of option_words that was given */
static enum exit_code run_command(const struct command *command,
				  struct request *request, unsigned int used,
				  char *const operands[])
{
	char option[40];

	for (size_t i = 0; i < OPTION_COUNT; i++) {
		if (!(used & 1U << i) ||
		    strchr(command->options, option_words[i].group))
			continue;
		snprintf(option, sizeof(option), "--%s cannot be used with",
			 option_words[i].name);
		return usage_error(option, last_word(command->name));
	}
	if (request->from && request->root)
		return usage_error("--from cannot be used with", "--root");
	return run_with_operands(command, request, operands);
}

/*
 * Returns how many of the words are the name of the command; 0: they are not.
 */
static size_t match_name(const struct command *command, char *const words[])
{
	const char *second = fleet_word(command->name);

	if (!second)
		return !strcmp(words[0], command->name);
	return !strcmp(words[0], FLEET) && words[1] && !strcmp(words[1], second)
		       ? 2
		       : 0;
}

/* The command that matches the most words; *taken: their number. NULL: none */
static const struct command *command_find(char *const words[], size_t *taken)
{
	const struct command *found = NULL;

	*taken = 0;
	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		size_t count = match_name(&commands[i], words);

		if (count <= *taken)
			continue;
		found = &commands[i];
		*taken = count;
	}
	return found;
}

static enum exit_code run_words(struct request *request, unsigned int used,
				char *const words[])
{
	const struct command *command;
	size_t taken;

	if (!words[0])
		return run_command(&commands[0], request, used, words);
	command = command_find(words, &taken);
	if (!command)
		return usage_error("unknown command", words[0]);
	return run_command(command, request, used, words + taken);
}

/* At most a year; 0: not such a number */
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

static enum exit_code take_source(struct request *request)
{
	request->source = compatcaps_source_find(optarg);
	return request->source == COMPATCAPS_SOURCE_NONE ? bad_source(optarg)
							 : EXIT_YES;
}

static enum exit_code take_libvirt(struct request *request)
{
	request->libvirt = libvirt_version(optarg);
	if (request->libvirt)
		return EXIT_YES;
	return usage_error("--libvirt takes a version such as 11.3.0, not",
			   optarg);
}

static enum exit_code take_expire(struct request *request)
{
	request->expire = seconds_of(optarg);
	if (request->expire)
		return EXIT_YES;
	return usage_error("--expire takes a number of seconds from 1 to "
			   "31622400, not",
			   optarg);
}

static enum exit_code take_certainty(struct request *request)
{
	for (int i = COMPATCAPS_CERTAINTY_GUESS; i <= COMPATCAPS_CERTAINTY_SURE;
	     i++) {
		request->fleet.certainty = (enum compatcaps_certainty)i;
		if (!strcmp(optarg, compatcaps_certainty_name(
					    request->fleet.certainty)))
			return EXIT_YES;
	}
	print_error("unknown certainty '%s'; use one of sure, likely, guess",
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
		print_error("--most takes a number from 1 to 1000, not '%s'",
			    optarg);
		return EXIT_USAGE;
	}
	request->fleet.most = (unsigned int)most;
	return EXIT_YES;
}

/* The options whose value is checked. EXIT_YES: continue. */
static const struct {
	int id;
	enum exit_code (*take)(struct request *request);
} checked_options[] = {
	{OPTION_SOURCE, take_source}, {OPTION_LIBVIRT, take_libvirt},
	{OPTION_EXPIRE, take_expire}, {OPTION_CERTAINTY, take_certainty},
	{OPTION_MOST, take_most},
};

/* The options that set a member of the request: to true, or to their value */
static const struct {
	int id;
	size_t member;
} plain_options[] = {
#define PLAIN(id, member) {OPTION_##id, offsetof(struct request, member)}
	PLAIN(FROM, from),
	PLAIN(ROOT, root),
	PLAIN(OUTPUT, output),
	PLAIN(WITH, fleet.with),
	PLAIN(MODE, fleet.mode),
	PLAIN(JSON, json),
	PLAIN(NO_HEADER, no_header),
	PLAIN(LIVE, live),
	PLAIN(FLEET, records),
	PLAIN(QUIET, quiet),
	PLAIN(SKIP_BROKEN, fleet.skip_broken),
	PLAIN(LATEST, fleet.latest),
	PLAIN(OTHERS, fleet.others),
	PLAIN(MEMBERS, fleet.members),
#undef PLAIN
};

static void set_member(struct request *request, size_t member, bool has_value)
{
	void *at = (char *)request + member;

	if (has_value)
		*(const char **)at = optarg;
	else
		*(bool *)at = true;
}

/* EXIT_YES: continue. */
static enum exit_code take_option(struct request *request,
				  const struct option_words *option)
{
	for (size_t i = 0; i < COUNT(checked_options); i++) {
		if (checked_options[i].id == option->id)
			return checked_options[i].take(request);
	}
	for (size_t i = 0; i < COUNT(plain_options); i++) {
		if (plain_options[i].id == option->id)
			set_member(request, plain_options[i].member,
				   option->argument);
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
	bool is_answered;  /* set by --help or --version */
	char **words;	   /* all words that are not options */
	size_t count;
};

/*
 * Does everything that follows belong to another program, with its options, or
 * to a message? A message can be pasted as it is, with QEMU's options in it.
 */
static bool ends_options(char *const words[], size_t count)
{
	size_t taken;
	const struct command *command = command_find(words, &taken);

	if (!command)
		return false;
	switch (command->operands) {
	case OPERANDS_PROGRAM:
		return count == 2;
	case OPERANDS_SUBJECT:
		return count == 2 && !compatcaps_mode_find(words[1]) &&
		       strcmp(words[1], "-") != 0;
	default:
		return false;
	}
}

static bool is_fleet(const struct command_line *line)
{
	return line->count && !strcmp(line->words[0], FLEET);
}

/* Handle what getopt_long() found. EXIT_YES: continue. */
static enum exit_code take_result(struct command_line *line, int result,
				  char *const argv[])
{
	const struct option_words *option = option_by_id(result);

	if (!option)
		return bad_option(result, argv);
	line->used |= 1U << (option - option_words);
	line->is_answered =
		option->id == OPTION_HELP || option->id == OPTION_VERSION;
	if (option->id == OPTION_HELP && is_fleet(line))
		print_fleet_help();
	else if (option->id == OPTION_HELP)
		print_help();
	else if (option->id == OPTION_VERSION)
		puts("compatcaps " COMPATCAPS_VERSION);
	return take_option(&line->request, option);
}

/*
 * With the leading "-", getopt_long() also returns words, in order, as 1.
 * Therefore the meaning of a command line does not depend on POSIXLY_CORRECT.
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
		if (is_fleet(line))
			print_error_as("compatcaps " FLEET);
		if (ends_options(line->words, line->count))
			break;
	}
	while (optind < argc)
		line->words[line->count++] = argv[optind++];
	return EXIT_YES;
}

static enum exit_code run(int argc, char *argv[])
{
	struct command_line line = {
		.request.fleet.certainty = COMPATCAPS_CERTAINTY_SURE,
	};
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

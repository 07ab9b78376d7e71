// SPDX-License-Identifier: GPL-2.0-or-later
/* The command line: which command, with what. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "commands.h"

enum mode_operand { MODE_NONE, MODE_OPTIONAL, MODE_REQUIRED };

struct command {
	const char *name;
	const char *operands; /* as --help writes them */
	const char *help;
	enum exit_code (*run)(const struct request *request);
	enum mode_operand mode;
	bool takes_json;
};

/* The first one is what runs where no command is named. */
static const struct command commands[] = {
	{"show", "[--json]", "the modes that guests can have, and why",
	 run_show, MODE_NONE, true},
	{"check", "MODE", "can guests have MODE? Answers by exit code, too",
	 run_check, MODE_REQUIRED, false},
	{"qemu-args", "[MODE]", "arguments of QEMU for MODE or the best mode",
	 run_qemu_args, MODE_OPTIONAL, false},
};

#define COMMAND_COUNT (sizeof(commands) / sizeof(commands[0]))

enum { OPTION_JSON = 256 };

static const struct option options[] = {
	{"help", no_argument, NULL, 'h'},
	{"json", no_argument, NULL, OPTION_JSON},
	{"version", no_argument, NULL, 'V'},
	{NULL, 0, NULL, 0},
};

static void print_mode_names(FILE *to)
{
	for (size_t i = 0; i < compatcaps_mode_count(); i++)
		fprintf(to, "%s%s", i ? ", " : "", compatcaps_mode_at(i)->name);
}

static void print_help(void)
{
	printf("Usage: compatcaps [COMMAND] [OPTION]...\n"
	       "Tell which POWER processor modes this KVM host can give its "
	       "guests.\n\nCommands:\n");
	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		printf("  %-10s%-9s  %s%s\n", commands[i].name,
		       commands[i].operands, commands[i].help,
		       i ? "" : " (default)");
	}
	printf("\nOptions:\n"
	       "      --json     print JSON\n"
	       "  -h, --help     print this help\n"
	       "  -V, --version  print the version\n\nMODE: ");
	print_mode_names(stdout);
	printf("\n\nExit codes:\n");
#define PRINT_EXIT_CODE(name, code, text) printf("  %d  %s\n", code, text);
	EXIT_CODES(PRINT_EXIT_CODE)
#undef PRINT_EXIT_CODE
}

static enum exit_code usage_error(const char *what, const char *word)
{
	fprintf(stderr, "compatcaps: %s '%s'; see 'compatcaps --help'\n", what,
		word);
	return EXIT_USAGE;
}

/* getopt_long() says in optopt what it knew of the option it refused. */
static enum exit_code bad_option(char *const argv[])
{
	char letter[] = {'-', (char)optopt, '\0'};

	if (!optopt)
		return usage_error("unknown option", argv[optind - 1]);
	if (optopt == 'h' || optopt == 'V' || optopt == OPTION_JSON)
		return usage_error("option takes no value", argv[optind - 1]);
	return usage_error("unknown option", letter);
}

static enum exit_code bad_mode(const char *name)
{
	fprintf(stderr, "compatcaps: unknown mode '%s'; use one of ", name);
	print_mode_names(stderr);
	fputc('\n', stderr);
	return EXIT_USAGE;
}

static enum exit_code run_command(const struct command *command,
				  struct request *request,
				  char *const operands[])
{
	if (request->json && !command->takes_json)
		return usage_error("--json is not for", command->name);
	if (operands[0] && command->mode == MODE_NONE)
		return usage_error("unexpected word", operands[0]);
	if (operands[0] && operands[1])
		return usage_error("unexpected word", operands[1]);
	if (!operands[0] && command->mode == MODE_REQUIRED)
		return usage_error("a MODE is missing after", command->name);
	if (operands[0]) {
		request->mode = compatcaps_mode_find(operands[0]);
		if (!request->mode)
			return bad_mode(operands[0]);
	}
	return command->run(request);
}

static enum exit_code run_words(struct request *request, char *const words[])
{
	if (!words[0])
		return run_command(&commands[0], request, words);
	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		if (!strcmp(words[0], commands[i].name))
			return run_command(&commands[i], request, words + 1);
	}
	return usage_error("unknown command", words[0]);
}

static enum exit_code run(int argc, char *argv[])
{
	struct request request = {.json = false};
	int option;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "hV", options, NULL)) != -1) {
		switch (option) {
		case 'h':
			print_help();
			return EXIT_YES;
		case 'V':
			puts("compatcaps " COMPATCAPS_VERSION);
			return EXIT_YES;
		case OPTION_JSON:
			request.json = true;
			break;
		default:
			return bad_option(argv);
		}
	}
	return run_words(&request, argv + optind);
}

/* An answer that did not arrive is no answer, whatever it was. */
static enum exit_code close_output(enum exit_code code)
{
	int lost = ferror(stdout);

	if (!fclose(stdout) && !lost)
		return code;
	fprintf(stderr,
		"compatcaps: the answer cannot be written: standard output: "
		"%s\n",
		lost ? "write error" : strerror(errno));
	return EXIT_FAILED;
}

int main(int argc, char *argv[])
{
	return close_output(run(argc, argv));
}

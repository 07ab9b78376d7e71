/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The options of a program as a table, and their parser. All options are
 * "--name" or "--name VALUE"; "--name=VALUE" is the same.
 */
#ifndef CONFORMANCE_OPTIONS_H
#define CONFORMANCE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum option_kind {
	OPTION_SWITCH, /* no value; sets to.flag */
	OPTION_NUMBER, /* decimal, from least to most, into to.number */
	OPTION_WORD,   /* the one word that is allowed; sets to.flag */
	OPTION_TEXT,   /* anything but "", into to.text */
	OPTION_MODES,  /* "power9,power10" or "none", into a struct modes_option
			*/
};

struct modes_option {
	bool given;
	uint64_t bits; /* KVM_PPC_COMPAT_CAP_* */
};

struct option_row {
	const char *name;  /* without "--" */
	const char *value; /* what the help calls it; the word of OPTION_WORD */
	const char *help;  /* lines; the limits of a number come behind them */
	enum option_kind kind;
	union {
		bool *flag;
		uint64_t *number;
		const char **text;
		struct modes_option *modes;
	} to;		      /* the member of its kind */
	uint64_t least, most; /* OPTION_NUMBER */
};

/* For the help: the digits of a number that is defined. */
#define OPTION_DIGITS(number) #number
#define OPTION_DEFAULT(number) OPTION_DIGITS(number)

struct program {
	const char *name;
	const char *purpose; /* a line or more, each with its newline */
	const struct option_row *rows;
	size_t row_count;  /* at most 64 */
	const char *exits; /* the meaning of the exit codes but OPTIONS_EXIT */
};

/* The exit code of a program that was called with wrong options */
#define OPTIONS_EXIT 2

/* Room for every message of options_parse() */
#define OPTIONS_MESSAGE_SIZE 256

enum options_result { OPTIONS_TAKEN, OPTIONS_HELP, OPTIONS_WRONG };

/*
 * Parses @arguments, which a NULL ends, into the targets of the rows. At
 * OPTIONS_WRONG @message is a line without newline: what was wrong, and what is
 * allowed; control characters are shown as "?". "--help" ends the parsing with
 * OPTIONS_HELP. Each option is taken once.
 */
enum options_result options_parse(const struct program *program,
				  char *const *arguments,
				  char message[OPTIONS_MESSAGE_SIZE]);

/* Writes what --help prints. */
void options_help(const struct program *program, FILE *out);

/* The same for main(): prints the help or the message, and then exits. */
void options_take(const struct program *program, char *const *argv);

/* For options that are wrong together: prints @message, and exits. */
_Noreturn void options_refuse(const struct program *program,
			      const char *message);

#endif

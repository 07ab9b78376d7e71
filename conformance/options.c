// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "modes.h"
#include "options.h"

#define HELP_COLUMN 21

/* What is parsed, and where the parser stands in it */
struct parser {
	const struct program *program;
	char *const *next; /* the argument behind the current one */
	uint64_t taken;	   /* a bit for each row that was given */
	char *message;
};

#define REFUSE(parser, ...) \
	(snprintf((parser)->message, OPTIONS_MESSAGE_SIZE, __VA_ARGS__), false)

/* Digits and nothing else: strtoull() would take "-1", " 1" and "010", too. */
static bool parse_number(const char *text, uint64_t *value)
{
	uint64_t number = 0;
	const char *digit;

	if (!*text || (text[0] == '0' && text[1]))
		return false;
	for (digit = text; *digit; digit++) {
		if (*digit < '0' || *digit > '9' ||
		    __builtin_mul_overflow(number, 10, &number) ||
		    __builtin_add_overflow(number, *digit - '0', &number))
			return false;
	}
	*value = number;
	return true;
}

static bool take_number(struct parser *parser, const struct option_row *row,
			const char *value)
{
	uint64_t number;

	if (!parse_number(value, &number) || number < row->least ||
	    number > row->most)
		return REFUSE(parser,
			      "--%s: '%.60s' is not a decimal number from "
			      "%" PRIu64 " to %" PRIu64,
			      row->name, value, row->least, row->most);
	*row->to.number = number;
	return true;
}

static bool take_word(struct parser *parser, const struct option_row *row,
		      const char *value)
{
	if (strcmp(value, row->value))
		return REFUSE(parser, "--%s: '%.60s' is not '%s'", row->name,
			      value, row->value);
	*row->to.flag = true;
	return true;
}

static bool take_text(struct parser *parser, const struct option_row *row,
		      const char *value)
{
	if (!*value)
		return REFUSE(parser, "--%s: %s is empty", row->name,
			      row->value);
	*row->to.text = value;
	return true;
}

static bool take_modes(struct parser *parser, const struct option_row *row,
		       const char *value)
{
	struct modes_option *modes = row->to.modes;

	if (!mode_bits_parse(value, &modes->bits))
		return REFUSE(parser,
			      "--%s: '%.60s' is not a list like power9,power10 "
			      "of modes that the interface has a bit for, and "
			      "not 'none'",
			      row->name, value);
	modes->given = true;
	return true;
}

static bool take_value(struct parser *parser, const struct option_row *row,
		       const char *value)
{
	switch (row->kind) {
	case OPTION_NUMBER:
		return take_number(parser, row, value);
	case OPTION_WORD:
		return take_word(parser, row, value);
	case OPTION_TEXT:
		return take_text(parser, row, value);
	case OPTION_MODES:
		return take_modes(parser, row, value);
	default:
		return REFUSE(parser, "--%s takes no value", row->name);
	}
}

/* @value: what stands behind "=", or NULL */
static bool take_option(struct parser *parser, const struct option_row *row,
			const char *value)
{
	uint64_t bit = 1ULL << (row - parser->program->rows);

	if (parser->taken & bit)
		return REFUSE(parser, "--%s is given twice", row->name);
	parser->taken |= bit;
	if (!value && row->kind == OPTION_SWITCH) {
		*row->to.flag = true;
		return true;
	}
	if (value)
		return take_value(parser, row, value);
	if (!*parser->next)
		return REFUSE(parser, "--%s needs a value: --%s %s", row->name,
			      row->name, row->value);
	return take_value(parser, row, *parser->next++);
}

static const struct option_row *row_of(const struct program *program,
				       const char *name, size_t length)
{
	size_t i;

	for (i = 0; i < program->row_count; i++)
		if (strlen(program->rows[i].name) == length &&
		    !strncmp(program->rows[i].name, name, length))
			return &program->rows[i];
	return NULL;
}

static bool take_argument(struct parser *parser, const char *argument)
{
	const char *name = argument + 2;
	const struct option_row *row;
	const char *equals;

	if (strncmp(argument, "--", 2))
		return REFUSE(parser,
			      "'%.60s' is not an option; --help lists all",
			      argument);
	equals = strchr(name, '=');
	row = row_of(parser->program, name,
		     equals ? (size_t)(equals - name) : strlen(name));
	if (!row)
		return REFUSE(parser,
			      "there is no option '%.60s'; --help lists all",
			      argument);
	return take_option(parser, row, equals ? equals + 1 : NULL);
}

/* A message is one line, and changes no terminal. */
static void make_printable(char *message)
{
	for (; *message; message++)
		if ((unsigned char)*message < ' ' || *message == 0x7f)
			*message = '?';
}

enum options_result options_parse(const struct program *program,
				  char *const *arguments,
				  char message[OPTIONS_MESSAGE_SIZE])
{
	struct parser parser = {program, arguments, 0, message};
	const char *argument;

	while ((argument = *parser.next)) {
		parser.next++;
		if (!strcmp(argument, "--help"))
			return OPTIONS_HELP;
		if (!take_argument(&parser, argument)) {
			make_printable(message);
			return OPTIONS_WRONG;
		}
	}
	return OPTIONS_TAKEN;
}

static void print_limits(const struct option_row *row, FILE *out)
{
	if (row->kind == OPTION_NUMBER && row->most < UINT64_MAX)
		fprintf(out, ", %" PRIu64 " to %" PRIu64, row->least,
			row->most);
}

static void print_row(const struct option_row *row, FILE *out)
{
	int used = fprintf(out, "  --%s%s%s", row->name, row->value ? " " : "",
			   row->value ? row->value : "");
	const char *line = row->help;
	size_t length;

	for (;;) {
		length = strcspn(line, "\n");
		fprintf(out, "%*s%.*s",
			used < HELP_COLUMN ? HELP_COLUMN - used : 2, "",
			(int)length, line);
		if (!line[length])
			break;
		fputc('\n', out);
		line += length + 1;
		used = 0;
	}
	print_limits(row, out);
	fputc('\n', out);
}

void options_help(const struct program *program, FILE *out)
{
	static const struct option_row help = {.name = "help",
					       .help = "print this text"};
	size_t i;

	fprintf(out, "usage: %s%s\n%s\n", program->name,
		program->row_count ? " [OPTION]..." : "", program->purpose);
	for (i = 0; i < program->row_count; i++)
		print_row(&program->rows[i], out);
	print_row(&help, out);
	fprintf(out, "\nExit: %s, %d wrong options.\n", program->exits,
		OPTIONS_EXIT);
}

void options_refuse(const struct program *program, const char *message)
{
	fprintf(stderr, "%s: %s\n", program->name, message);
	exit(OPTIONS_EXIT);
}

void options_take(const struct program *program, char *const *argv)
{
	char message[OPTIONS_MESSAGE_SIZE];

	switch (options_parse(program, argv + 1, message)) {
	case OPTIONS_TAKEN:
		return;
	case OPTIONS_HELP:
		options_help(program, stdout);
		exit(EXIT_SUCCESS);
	case OPTIONS_WRONG:
		options_refuse(program, message);
	}
}

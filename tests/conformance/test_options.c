// SPDX-License-Identifier: GPL-2.0-or-later
/* The parser of options that all programs of conformance/ share. */
#include "cmocka_includes.h"
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kvm_ppc_compat.h"
#include "options.h"

#define MOST_ARGUMENTS 8

static struct {
	bool faults, absent;
	uint64_t calls, seed;
	const char *module;
	struct modes_option expect;
} taken;

static const struct option_row rows[] = {
	{"faults", NULL, "fail", OPTION_SWITCH, .to.flag = &taken.faults},
	{"kvm", "absent", "no KVM", OPTION_WORD, .to.flag = &taken.absent},
	{"calls", "N", "so many", OPTION_NUMBER, .to.number = &taken.calls,
	 .least = 1, .most = 500},
	{"seed", "N", "any", OPTION_NUMBER, .to.number = &taken.seed,
	 .most = UINT64_MAX},
	{"reload", "MODULE", "its\nfile", OPTION_TEXT,
	 .to.text = &taken.module},
	{"expect", "MODES", "these", OPTION_MODES, .to.modes = &taken.expect},
};

static const struct program program = {"test", "Test.\n", rows,
				       ARRAY_SIZE(rows), "0 fine"};

static char message[OPTIONS_MESSAGE_SIZE];

/* @line: arguments with blanks between them; '_' stands for an empty one */
static enum options_result parse(const char *line)
{
	static char words[512];
	char *arguments[MOST_ARGUMENTS + 1] = {0};
	char *word, *rest;
	size_t count = 0;

	memset(&taken, 0, sizeof(taken));
	memset(message, 0, sizeof(message));
	assert_true(strlen(line) < sizeof(words));
	strcpy(words, line);
	for (word = strtok_r(words, " ", &rest); word;
	     word = strtok_r(NULL, " ", &rest)) {
		assert_true(count < MOST_ARGUMENTS);
		arguments[count++] = strcmp(word, "_") ? word : "";
	}
	return options_parse(&program, arguments, message);
}

static void nothing_changes_nothing(void **state)
{
	(void)state;
	assert_int_equal(parse(""), OPTIONS_TAKEN);
	assert_false(taken.faults || taken.absent || taken.calls ||
		     taken.seed || taken.module || taken.expect.given);
}

static void every_kind_is_taken(void **state)
{
	(void)state;
	assert_int_equal(parse("--faults --kvm absent --calls 500 "
			       "--expect POWER9,power10"),
			 OPTIONS_TAKEN);
	assert_true(taken.faults && taken.absent && taken.expect.given);
	assert_int_equal(taken.calls, 500);
	assert_int_equal(taken.expect.bits, KVM_PPC_COMPAT_CAP_POWER9 |
						    KVM_PPC_COMPAT_CAP_POWER10);
	assert_int_equal(parse("--calls=1 --seed=18446744073709551615 "
			       "--reload=a=b --expect=none"),
			 OPTIONS_TAKEN);
	assert_int_equal(taken.calls, 1);
	assert_int_equal(taken.seed, UINT64_MAX);
	assert_string_equal(taken.module, "a=b");
	assert_true(taken.expect.given);
	assert_int_equal(taken.expect.bits, 0);
}

static void help_ends_the_parsing(void **state)
{
	(void)state;
	assert_int_equal(parse("--faults --help --nonsense"), OPTIONS_HELP);
	assert_int_equal(parse("--nonsense --help"), OPTIONS_WRONG);
}

struct wrong {
	const char *line, *message;
};

#define NO_NUMBER "' is not a decimal number from 1 to 500"

static const struct wrong wrong_lines[] = {
	{"--calls -1", "--calls: '-1" NO_NUMBER},
	{"--calls +1", "--calls: '+1" NO_NUMBER},
	{"--calls 010", "--calls: '010" NO_NUMBER},
	{"--calls 0x10", "--calls: '0x10" NO_NUMBER},
	{"--calls 1e2", "--calls: '1e2" NO_NUMBER},
	{"--calls 10k", "--calls: '10k" NO_NUMBER},
	{"--calls \t1", "--calls: '?1" NO_NUMBER},
	{"--calls _", "--calls: '" NO_NUMBER},
	{"--calls=", "--calls: '" NO_NUMBER},
	{"--calls 0", "--calls: '0" NO_NUMBER},
	{"--calls 501", "--calls: '501" NO_NUMBER},
	{"--calls 18446744073709551617",
	 "--calls: '18446744073709551617" NO_NUMBER},
	{"--calls --faults", "--calls: '--faults" NO_NUMBER},
	{"--seed 18446744073709551616",
	 "--seed: '18446744073709551616' is not a decimal number from 0 to "
	 "18446744073709551615"},
	{"--seed 20000000000000000000",
	 "--seed: '20000000000000000000' is not a decimal number from 0 to "
	 "18446744073709551615"},
	{"--seed _", "--seed: '' is not a decimal number from 0 to "
		     "18446744073709551615"},
	{"--seed 00", "--seed: '00' is not a decimal number from 0 to "
		      "18446744073709551615"},
	{"--calls", "--calls needs a value: --calls N"},
	{"--faults --reload", "--reload needs a value: --reload MODULE"},
	{"--reload _", "--reload: MODULE is empty"},
	{"--kvm present", "--kvm: 'present' is not 'absent'"},
	{"--kvm _", "--kvm: '' is not 'absent'"},
	{"--faults=yes", "--faults takes no value"},
	{"--faults --faults", "--faults is given twice"},
	{"--calls 1 --calls=1", "--calls is given twice"},
	{"--call 1", "there is no option '--call'; --help lists all"},
	{"--callss 1", "there is no option '--callss'; --help lists all"},
	{"--=1", "there is no option '--=1'; --help lists all"},
	{"--", "there is no option '--'; --help lists all"},
	{"-f", "'-f' is not an option; --help lists all"},
	{"1", "'1' is not an option; --help lists all"},
	{"_", "'' is not an option; --help lists all"},
	{"\t\n\x1b[2J\x7f", "'??"
			    "?[2J?' is not an option; --help lists all"},
	{"--kvm a\nb", "--kvm: 'a?b' is not 'absent'"},
	{"--faults 1", "'1' is not an option; --help lists all"},
};

static void a_wrong_line_is_refused_in_words(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(wrong_lines); i++) {
		assert_int_equal(parse(wrong_lines[i].line), OPTIONS_WRONG);
		assert_string_equal(message, wrong_lines[i].message);
	}
}

static void wrong_modes_are_refused(void **state)
{
	static const char *const lines[] = {
		"--expect power8",  "--expect power12", "--expect _",
		"--expect power9,", "--expect ,power9", "--expect none,power9",
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(lines); i++) {
		assert_int_equal(parse(lines[i]), OPTIONS_WRONG);
		assert_non_null(strstr(message, "power9,power10"));
		assert_non_null(strstr(message, "none"));
		assert_false(taken.expect.given);
	}
}

static void a_message_of_any_length_ends(void **state)
{
	char line[400] = "--expect ";

	(void)state;
	memset(line + strlen(line), 'x', sizeof(line) - strlen(line) - 1);
	assert_int_equal(parse(line), OPTIONS_WRONG);
	assert_true(strlen(message) < OPTIONS_MESSAGE_SIZE - 1);
}

static void the_help_is_the_table(void **state)
{
	static const char expected[] =
		"usage: test [OPTION]...\n"
		"Test.\n"
		"\n"
		"  --faults           fail\n"
		"  --kvm absent       no KVM\n"
		"  --calls N          so many, 1 to 500\n"
		"  --seed N           any\n"
		"  --reload MODULE    its\n"
		"                     file\n"
		"  --expect MODES     these\n"
		"  --help             print this text\n"
		"\n"
		"Exit: 0 fine, 2 wrong options.\n";
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	(void)state;
	assert_non_null(out);
	options_help(&program, out);
	assert_int_equal(fclose(out), 0);
	assert_string_equal(text, expected);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_changes_nothing),
		cmocka_unit_test(every_kind_is_taken),
		cmocka_unit_test(help_ends_the_parsing),
		cmocka_unit_test(the_help_is_the_table),
		cmocka_unit_test(a_wrong_line_is_refused_in_words),
		cmocka_unit_test(wrong_modes_are_refused),
		cmocka_unit_test(a_message_of_any_length_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

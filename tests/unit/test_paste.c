// SPDX-License-Identifier: GPL-2.0-or-later
/* What people paste, and the form in which it is searched. */
#include "cmocka_includes.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../tool/messages/match.h"
#include "../../tool/messages/paste.h"

/* A line long enough to be broken, and one that is not */
#define LONG                                                                   \
	"01234567890123456789012345678901234567890123456789012345678901234567" \
	"89"
#define SHORT "0123456789"

struct row {
	const char *pasted;
	const char *made;
};

static const struct row rows[] = {
	{"", ""},
	{" \t\r\n\r\n ", ""},
	{"KVM  run\tFailed ", "kvm run failed "},
	/* characters */
	{"can\xe2\x80\x99t \xe2\x80\x9cx\xe2\x80\x9d `y\xc2\xb4 "
	 "\xc2\xabz\xc2\xbb",
	 "can't 'x' 'y' 'z'"},
	{"can\x92t \x93x\x94", "can't 'x'"},
	{"a\xc2\xa0"
	 "b\xe2\x80\x83"
	 "c",
	 "a b c"},
	{"kvm\xe2\x80\x91hv \xe2\x80\x93"
	 "cpu",
	 "kvm-hv -cpu"},
	{"speci\xef\xac\x81"
	 "ed\xe2\x80\xa6",
	 "specified..."},
	{"k\xe2\x80\x8bv\xc2\xadm", "kvm"},
	{"\xef\xbb\xbfkvm", "kvm"},
	{"\xef\xbc\xabVM", "kvm"},
	{"gr\xc3\xbc\xc3\x9f"
	 "e \xf0\x9f\x98\x80",
	 "gr??e ?"},
	{"\xe2\x80 x", "?? x"},
	/* pages */
	{"You&#39;re &quot;x&quot; &lt;cpu&gt; &#x27;&nbsp;y",
	 "you're 'x' <cpu> ' y"},
	{"&amp;quot;x&amp;#39;", "'x'"},
	{"&unknown; &#; & &#x110000000;", "&unknown; &#; & &#x110000000;"},
	{"a<br/>b<BR>c<p class='x'>d</p>", "a\nb\nc\nd"},
	{"k<b>v</b>m <span style=\"x\">run</span>", "kvm run"},
	{"<cpu mode='host-model'/> <3>[ 1.0]",
	 "<cpu mode='host-model'/> <3>[ 1.0]"},
	/* terminals */
	{"\033[01;31mk\033[0mv\033[Km", "kvm"},
	{"k^[[1mvm [31mrun[0m", "kvm run"},
	{"#033[31mkvm \\x1b[1mrun \\u001b[0m\\033[0mx", "kvm run x"},
	{"\033]0;title\akvm\033(B", "kvm"},
	{"k\bkv\bvm _\bx", "kvm x"},
	{"[main] [42] [m", "[main] [42] [m"},
	/* logs in JSON */
	{"{\"msg\":\"-cpu \\\"host\\\"\\nnext\\t2\"}",
	 "{'msg':'-cpu 'host'\nnext 2'}"},
	{"\\\\\\\"x\\\\\\\"", "'x'"},
	/* lines */
	{"a\nb", "a\nb"},
	{"a\r\nb\rc\n\n\nd", "a\nb\nc\nd"},
	{"> > a\n> b\n| c", "a\nb\nc"},
	{LONG "\nb", LONG "\rb"},
	{"> " LONG "\r\n> b", LONG "\rb"},
	{LONG "\n\nb", LONG "\nb"},
	{SHORT "\nb", SHORT "\nb"},
	{LONG "\nerror: b", LONG "\nerror: b"},
	{LONG "\n[    1.0] b", LONG "\n[ 1.0] b"},
	{LONG "\nNov  2 b", LONG "\nnov 2 b"},
	{LONG "\n2026-11-02 b", LONG "\n2026-11-02 b"},
	{LONG "x=\ny", LONG "xy"},
	{"max-cpu-compat=3Dpower10", "max-cpu-compat=power10"},
};

static void each_row_is_made_so(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int error;
		char *made = paste_of_text(rows[i].pasted, &error);

		assert_int_equal(error, 0);
		assert_string_equal(made, rows[i].made);
		free(made);
	}
}

static void must_read(const char *bytes, size_t size, const char *wanted)
{
	FILE *file = fmemopen((void *)bytes, size, "r");
	char *made;
	int error;

	assert_non_null(file);
	made = paste_of_file(file, &error);
	assert_int_equal(error, 0);
	assert_string_equal(made, wanted);
	free(made);
	fclose(file);
}

static void a_file_has_any_encoding(void **state)
{
	(void)state;
	must_read("\xff\xfek\0v\0m\0", 8, "kvm");
	must_read("\xfe\xff\0k\0v\0m", 8, "kvm");
	must_read("k\0v\0m\0\x19 x\0", 10, "kvm'x");
	must_read("\0k\0v\0m \x19\0x", 10, "kvm'x");
	must_read("kvm\0run\0\0failed", 15, "kvmrunfailed");
	/* Text that was appended in another encoding */
	must_read("log of plain text, then:\nk\0v\0m\0\n\0", 33,
		  "log of plain text, then:\nkvm");
}

/* Longer than each buffer, without a break */
static void a_long_line_stays_one(void **state)
{
	static char bytes[300001];
	char *made;
	int error;

	(void)state;
	memset(bytes, 'x', sizeof(bytes) - 1);
	made = paste_of_text(bytes, &error);
	assert_int_equal(error, 0);
	assert_string_equal(made, bytes);
	free(made);
}

static void a_file_that_cannot_be_read_is_an_error(void **state)
{
	FILE *file = fopen("/", "re");
	int error;

	(void)state;
	assert_non_null(file);
	assert_null(paste_of_file(file, &error));
	assert_int_equal(error, -EISDIR);
	fclose(file);
}

struct match_row {
	const char *pasted;
	const char *pattern;
	int matches;
};

static const struct match_row match_rows[] = {
	{"KVM run failed", "kvm Run failed", 1},
	{"kvm run\n> failed", "kvm run failed", 1},
	{"first*last", "first*last", 1},
	{"the first, and the last", "first*last", 1},
	{"the first\nthe last", "first*last", 0},
	{"first " LONG "\nthe last", "first*last", 1},
	{"first " LONG "\nerror: the last", "first*last", 0},
	{"first " LONG "\n" LONG "\nthe last", "first*last", 0},
	{"first " LONG LONG LONG LONG LONG " last", "first*last", 0},
	{LONG "fi\nrst last", "first last", 1},
	{LONG "first la\nst", "first last", 1},
	{SHORT "first la\nst", "first last", 0},
	{"\"-cpu host\"", "'-cpu host'", 1},
};

static void a_star_stays_in_its_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(match_rows) / sizeof(match_rows[0]);
	     i++) {
		int error;
		char *made = paste_of_text(match_rows[i].pasted, &error);

		assert_int_equal(error, 0);
		if (message_matches(made, match_rows[i].pattern) !=
		    match_rows[i].matches)
			fail_msg("row %zu: '%s' in '%s'", i,
				 match_rows[i].pattern, made);
		free(made);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_row_is_made_so),
		cmocka_unit_test(a_file_has_any_encoding),
		cmocka_unit_test(a_long_line_stays_one),
		cmocka_unit_test(a_file_that_cannot_be_read_is_an_error),
		cmocka_unit_test(a_star_stays_in_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

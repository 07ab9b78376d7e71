// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The store of entries: what was added comes out, and nothing else can be
 * added.
 */
#include "cmocka_includes.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "compatcaps.h"

#define EMPTY {.size = sizeof(struct compatcaps_evidence)}

static void good_paths_are_taken(void **state)
{
	static const char *const good[] = {
		"a",
		"proc/cpuinfo",
		"device-tree/cpu-version",
		"PowerPC,POWER10@0/x",
		"...",
		".a",
		"a/..b/c..",
		"_.,@+-/0123456789",
		"abcdefghijklmnopqrstuvwxyz/ABCDEFGHIJKLMNOPQRSTUVWXYZ",
	};
	struct compatcaps_evidence evidence = EMPTY;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(good); i++) {
		assert_int_equal(
			compatcaps_evidence_add(&evidence, good[i], good[i]),
			0);
		assert_string_equal(
			compatcaps_evidence_find(&evidence, good[i]), good[i]);
	}
}

static void bad_paths_are_refused(void **state)
{
	static const char *const bad[] = {
		"",    "/",	"/a",	  "a/",	      "a//b", ".",
		"..",  "a/./b", "a/../b", "../a",     "a/..", "./a",
		"a b", "a\nb",	"a\tb",	  "a\\b",     "a:b",  "a*",
		"~a",  "a\x7f", "a\x80",  "\xc3\xa4", "a[0]", "a`",
		"a{",  "a=b",	"a;b",	  "$a",	      "%s",
	};
	struct compatcaps_evidence evidence = EMPTY;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		assert_int_equal(
			compatcaps_evidence_add(&evidence, bad[i], "text"),
			-EINVAL);
		assert_int_equal(evidence.used, 0);
	}
}

static void texts_come_back_in_their_order(void **state)
{
	struct compatcaps_evidence evidence = EMPTY;
	const char *path, *text;

	(void)state;
	assert_int_equal(compatcaps_evidence_at(&evidence, 0, &path, &text),
			 -ENOENT);
	assert_int_equal(compatcaps_evidence_add(&evidence, "b", "1\n2"), 0);
	assert_int_equal(compatcaps_evidence_add(&evidence, "a", ""), 0);
	assert_int_equal(compatcaps_evidence_add(&evidence, "c", "b"), 0);
	assert_int_equal(compatcaps_evidence_at(&evidence, 0, &path, &text), 0);
	assert_string_equal(path, "b");
	assert_string_equal(text, "1\n2");
	assert_int_equal(compatcaps_evidence_at(&evidence, 1, &path, &text), 0);
	assert_string_equal(path, "a");
	assert_string_equal(text, "");
	assert_int_equal(compatcaps_evidence_at(&evidence, 2, &path, &text), 0);
	assert_string_equal(path, "c");
	assert_int_equal(compatcaps_evidence_at(&evidence, 3, &path, &text),
			 -ENOENT);
	assert_int_equal(
		compatcaps_evidence_at(&evidence, SIZE_MAX, &path, &text),
		-ENOENT);
}

/* A value is not a path; it cannot be found. */
static void only_paths_are_found(void **state)
{
	struct compatcaps_evidence evidence = EMPTY;

	(void)state;
	assert_null(compatcaps_evidence_find(&evidence, "a"));
	assert_int_equal(compatcaps_evidence_add(&evidence, "a/b", "c"), 0);
	assert_string_equal(compatcaps_evidence_find(&evidence, "a/b"), "c");
	assert_null(compatcaps_evidence_find(&evidence, "c"));
	assert_null(compatcaps_evidence_find(&evidence, "a"));
	assert_null(compatcaps_evidence_find(&evidence, "a/b/c"));
	assert_null(compatcaps_evidence_find(&evidence, ""));
	assert_null(compatcaps_evidence_find(&evidence, "A/B"));
}

static void a_path_is_there_once(void **state)
{
	struct compatcaps_evidence evidence = EMPTY;
	size_t used;

	(void)state;
	assert_int_equal(compatcaps_evidence_add(&evidence, "a", "1"), 0);
	used = evidence.used;
	assert_int_equal(compatcaps_evidence_add(&evidence, "a", "2"), -EEXIST);
	assert_int_equal(compatcaps_evidence_add(&evidence, "a", "1"), -EEXIST);
	assert_int_equal(evidence.used, used);
	assert_string_equal(compatcaps_evidence_find(&evidence, "a"), "1");
}

static char *text_of_length(size_t length)
{
	char *text = malloc(length + 1);

	assert_non_null(text);
	memset(text, 'x', length);
	text[length] = '\0';
	return text;
}

/* Allocated alone, so that a sanitizer finds what is beyond its end. */
static struct compatcaps_evidence *new_evidence(void)
{
	struct compatcaps_evidence *evidence = calloc(1, sizeof(*evidence));

	assert_non_null(evidence);
	evidence->size = sizeof(*evidence);
	return evidence;
}

static void all_room_can_be_used(void **state)
{
	struct compatcaps_evidence *evidence = new_evidence();
	char *text = text_of_length(COMPATCAPS_EVIDENCE_SIZE - 3);
	const char *path, *found;

	(void)state;
	assert_int_equal(compatcaps_evidence_add(evidence, "a", text), 0);
	assert_int_equal(evidence->used, COMPATCAPS_EVIDENCE_SIZE);
	assert_string_equal(compatcaps_evidence_find(evidence, "a"), text);
	assert_int_equal(compatcaps_evidence_at(evidence, 1, &path, &found),
			 -ENOENT);
	assert_int_equal(compatcaps_evidence_add(evidence, "b", ""), -ENOSPC);
	assert_null(compatcaps_evidence_find(evidence, "b"));
	free(text);
	free(evidence);
}

static void one_byte_too_many_is_refused(void **state)
{
	struct compatcaps_evidence *evidence = new_evidence();
	char *text = text_of_length(COMPATCAPS_EVIDENCE_SIZE - 2);
	char *path = text_of_length(COMPATCAPS_EVIDENCE_SIZE);

	(void)state;
	assert_int_equal(compatcaps_evidence_add(evidence, "a", text), -ENOSPC);
	/* A path that fills the whole store, and a longer one */
	assert_int_equal(compatcaps_evidence_add(evidence, path + 1, ""),
			 -ENOSPC);
	assert_int_equal(compatcaps_evidence_add(evidence, path, ""), -ENOSPC);
	assert_int_equal(evidence->used, 0);
	/* A smaller entry still fits. */
	assert_int_equal(compatcaps_evidence_add(evidence, "a", text + 1), 0);
	free(path);
	free(text);
	free(evidence);
}

static void must_be_refused(struct compatcaps_evidence *evidence)
{
	struct compatcaps_host host = {.size = sizeof(host)};
	const char *path, *text;

	assert_int_equal(compatcaps_evidence_add(evidence, "n", "t"), -EINVAL);
	assert_int_equal(compatcaps_evidence_at(evidence, 0, &path, &text),
			 -EINVAL);
	assert_null(compatcaps_evidence_find(evidence, "a"));
	assert_int_equal(
		compatcaps_conclude(evidence, COMPATCAPS_SOURCE_NONE, &host),
		-EINVAL);
}

static void invalid_evidence_is_refused(void **state)
{
	struct compatcaps_evidence *evidence = new_evidence();

	(void)state;
	must_be_refused(NULL);
	assert_int_equal(compatcaps_evidence_add(evidence, "a", "1"), 0);
	evidence->size--;
	must_be_refused(evidence);
	evidence->size = 0;
	must_be_refused(evidence);
	/* The structure of a newer caller is larger. */
	evidence->size = sizeof(*evidence) + 8;
	assert_string_equal(compatcaps_evidence_find(evidence, "a"), "1");
	evidence->used = sizeof(evidence->texts) + 1;
	must_be_refused(evidence);
	evidence->used = SIZE_MAX;
	must_be_refused(evidence);
	free(evidence);
}

static void a_text_without_an_end_is_refused(void **state)
{
	struct compatcaps_evidence *evidence = new_evidence();

	(void)state;
	assert_int_equal(compatcaps_evidence_add(evidence, "a", "1"), 0);
	evidence->used--;
	must_be_refused(evidence);
	memset(evidence->texts, 'a', sizeof(evidence->texts));
	evidence->used = sizeof(evidence->texts);
	must_be_refused(evidence);
	free(evidence);
}

/*
 * Only a caller who writes to the store can cause this. The entries end there.
 */
static void a_path_without_a_text_is_the_end(void **state)
{
	struct compatcaps_evidence *evidence = new_evidence();
	const char *path, *text;

	(void)state;
	assert_int_equal(compatcaps_evidence_add(evidence, "a", "1"), 0);
	evidence->texts[evidence->used++] = 'b';
	evidence->texts[evidence->used++] = '\0';
	assert_int_equal(compatcaps_evidence_at(evidence, 0, &path, &text), 0);
	assert_int_equal(compatcaps_evidence_at(evidence, 1, &path, &text),
			 -ENOENT);
	assert_null(compatcaps_evidence_find(evidence, "b"));
	free(evidence);
}

static void null_is_refused(void **state)
{
	struct compatcaps_evidence evidence = EMPTY;
	const char *path, *text;

	(void)state;
	assert_int_equal(compatcaps_evidence_add(&evidence, NULL, "t"),
			 -EINVAL);
	assert_int_equal(compatcaps_evidence_add(&evidence, "p", NULL),
			 -EINVAL);
	assert_int_equal(compatcaps_evidence_at(&evidence, 0, NULL, &text),
			 -EINVAL);
	assert_int_equal(compatcaps_evidence_at(&evidence, 0, &path, NULL),
			 -EINVAL);
	assert_null(compatcaps_evidence_find(&evidence, NULL));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_paths_are_taken),
		cmocka_unit_test(bad_paths_are_refused),
		cmocka_unit_test(texts_come_back_in_their_order),
		cmocka_unit_test(only_paths_are_found),
		cmocka_unit_test(a_path_is_there_once),
		cmocka_unit_test(all_room_can_be_used),
		cmocka_unit_test(one_byte_too_many_is_refused),
		cmocka_unit_test(invalid_evidence_is_refused),
		cmocka_unit_test(a_text_without_an_end_is_refused),
		cmocka_unit_test(a_path_without_a_text_is_the_end),
		cmocka_unit_test(null_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

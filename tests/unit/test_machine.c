// SPDX-License-Identifier: GPL-2.0-or-later
/* What is read from files: whole, missing, cut and hostile ones. */
#include "cmocka_includes.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "machine.h"
#include "tree.h"

#define CPU0 "proc/device-tree/cpus/PowerPC,POWER10@0/cpu-version"
#define CPU8 "proc/device-tree/cpus/PowerPC,POWER10@8/cpu-version"
#define COMPATIBLE "proc/device-tree/compatible"
#define NESTED "sys/module/kvm_hv/parameters/nested"
#define CPUINFO_HEAD                                          \
	"processor\t: 0\n"                                    \
	"cpu\t\t: Power11 (architected), altivec supported\n" \
	"clock\t\t: 1000.000000MHz\n"

struct text_row {
	const char *text;
	uint32_t pvr;
};

static int make_root(void **state)
{
	char *root = malloc(TREE_SIZE);

	assert_non_null(root);
	tree_make(root);
	*state = root;
	return 0;
}

static int remove_root(void **state)
{
	tree_remove(*state);
	free(*state);
	return 0;
}

static void cpuinfo_texts(void **state)
{
	static const struct text_row rows[] = {
		{CPUINFO_HEAD "revision\t: 2.0 (pvr 0082 1200)\n\n"
			      "processor\t: 1\n",
		 0x00821200},
		{"revision\t: 2.0 (pvr 0080 0200)", 0x00800200},
		{"revision\t: 18.2 (pvr 004e 1202)\n", 0x004e1202},
		{"revision\t: ?\nrevision\t: 2.0 (pvr 0080 abcd)\n",
		 0x0080abcd},
		{"", 0},
		{"\n\n\n", 0},
		{CPUINFO_HEAD, 0},
		{"revision", 0},
		{"revision\t: 2.0 (pvr 0082 1200\n", 0},
		{"revision\t: 2.0 (pvr 0082 120", 0},
		{"revision\t: 2.0 (pvr 0082", 0},
		{"revision\t: 2.0 (pvr ", 0},
		{"revision\t: 2.0 (pvr 00821200)\n", 0},
		{"revision\t: 2.0 (pvr 00082 1200)\n", 0},
		{"revision\t: 2.0 (pvr 0082 01200)\n", 0},
		{"revision\t: 2.0 (pvr 0x82 1200)\n", 0},
		{"revision\t: 2.0 (pvr -082 1200)\n", 0},
		{"revision\t: 2.0 (pvr zzzz 1200)\n", 0},
		{"revision\t: 2.0\n(pvr 0082 1200)\n", 0},
		{"model\t: (pvr 0082 1200)\n", 0},
	};

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		tree_put_text(*state, "proc/cpuinfo", rows[i].text);
		assert_int_equal(compatcaps_machine_processor_pvr(*state),
				 rows[i].pvr);
	}
}

static void cpuinfo_with_nul(void **state)
{
	static const char data[] = "cpu\0revision\t: 2.0 (pvr 0082 1200)\n";

	tree_put(*state, "proc/cpuinfo", data, sizeof(data));
	assert_int_equal(compatcaps_machine_processor_pvr(*state), 0);
}

/* What is found is found near the beginning; one endless line is not. */
static void cpuinfo_too_long(void **state)
{
	static const char line[] = "revision\t: 2.0 (pvr 0082 1200)\n";
	char *data = malloc(1 << 20);

	assert_non_null(data);
	memset(data, 'x', 1 << 20);
	tree_put(*state, "proc/cpuinfo", data, 1 << 20);
	assert_int_equal(compatcaps_machine_processor_pvr(*state), 0);
	memcpy(data, line, strlen(line));
	tree_put(*state, "proc/cpuinfo", data, 1 << 20);
	assert_int_equal(compatcaps_machine_processor_pvr(*state), 0x00821200);
	/* Cut in the middle of the digits by the reader's own limit. */
	memset(data, '\n', 1 << 20);
	memcpy(data + 4096 - 25, line, strlen(line));
	tree_put(*state, "proc/cpuinfo", data, 1 << 20);
	assert_int_equal(compatcaps_machine_processor_pvr(*state), 0);
	free(data);
}

static void cpu_version_cells(void **state)
{
	tree_put(*state, CPU0, "\x0f\0\0\x06", 4);
	assert_int_equal(compatcaps_machine_partition_pvr(*state), 0x0f000006);
	tree_put(*state, CPU0, "\0\x82\x12\xff", 4);
	assert_int_equal(compatcaps_machine_partition_pvr(*state), 0x008212ff);
	tree_put(*state, CPU0, "\xff\xff\xff\xff", 4);
	assert_int_equal(compatcaps_machine_partition_pvr(*state), 0xffffffff);
}

static void cpu_version_of_wrong_size(void **state)
{
	char large[8192] = {0x0f, 0, 0, 6};

	tree_put(*state, CPU0, "", 0);
	assert_int_equal(compatcaps_machine_partition_pvr(*state), 0);
	tree_put(*state, CPU0, "\x0f\0\0", 3);
	assert_int_equal(compatcaps_machine_partition_pvr(*state), 0);
	tree_put(*state, CPU0, "\x0f\0\0\x06\0", 5);
	assert_int_equal(compatcaps_machine_partition_pvr(*state), 0);
	tree_put(*state, CPU0, large, sizeof(large));
	assert_int_equal(compatcaps_machine_partition_pvr(*state), 0);
}

static void nodes_that_are_no_processors(void **state)
{
	tree_put_text(*state, "proc/device-tree/cpus/name", "cpus");
	tree_put_text(*state, "proc/device-tree/cpus/l2-cache@2000/name", "l2");
	tree_put(*state, "proc/device-tree/cpus/.hidden/cpu-version",
		 "\x0f\0\0\x09", 4);
	tree_put(*state, "proc/device-tree/cpus/cpu-version", "\x0f\0\0\x09",
		 4);
	assert_int_equal(compatcaps_machine_partition_pvr(*state), 0);
	/* One processor that cannot be read does not hide the next. */
	tree_put(*state, CPU0, "bad", 3);
	tree_put(*state, CPU8, "\x0f\0\0\x07", 4);
	assert_int_equal(compatcaps_machine_partition_pvr(*state), 0x0f000007);
}

static void directories_and_fifos_are_not_files(void **state)
{
	char path[PATH_MAX];

	tree_put_text(*state, CPU0 "/below", "");
	tree_put_text(*state, "proc/cpuinfo/below", "");
	tree_put_text(*state, "proc/device-tree/x", "");
	snprintf(path, sizeof(path), "%s/%s", (char *)*state, COMPATIBLE);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_int_equal(compatcaps_machine_partition_pvr(*state), 0);
	assert_int_equal(compatcaps_machine_processor_pvr(*state), 0);
	assert_int_equal(compatcaps_machine_kind(*state),
			 COMPATCAPS_KIND_UNKNOWN);
}

struct list_row {
	const char *data;
	size_t size;
	enum compatcaps_kind kind;
};

#define LIST(text) (text), sizeof(text)
#define CUT_LIST(text) (text), sizeof(text) - 1

static void compatible_lists(void **state)
{
	static const struct list_row rows[] = {
		{LIST("ibm,powernv"), COMPATCAPS_KIND_BARE_METAL},
		{LIST("qemu,powernv10\0ibm,powernv"),
		 COMPATCAPS_KIND_BARE_METAL},
		{LIST("ibm,powernv\0other"), COMPATCAPS_KIND_BARE_METAL},
		{CUT_LIST("ibm,powernv"), COMPATCAPS_KIND_BARE_METAL},
		{LIST("qemu,pseries"), COMPATCAPS_KIND_PSERIES},
		{LIST("IBM,9080-HEX"), COMPATCAPS_KIND_PSERIES},
		{LIST("ibm,powernv2"), COMPATCAPS_KIND_PSERIES},
		{LIST("xibm,powernv"), COMPATCAPS_KIND_PSERIES},
		{CUT_LIST("ibm,power"), COMPATCAPS_KIND_PSERIES},
		{LIST("\0\0\0ibm,powernv"), COMPATCAPS_KIND_BARE_METAL},
		{"", 0, COMPATCAPS_KIND_UNKNOWN},
	};

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		tree_put(*state, COMPATIBLE, rows[i].data, rows[i].size);
		assert_int_equal(compatcaps_machine_kind(*state), rows[i].kind);
	}
}

static void compatible_too_long(void **state)
{
	char data[65536];

	memset(data, 'x', sizeof(data));
	tree_put(*state, COMPATIBLE, data, sizeof(data));
	assert_int_equal(compatcaps_machine_kind(*state),
			 COMPATCAPS_KIND_PSERIES);
	memset(data, '\0', sizeof(data));
	tree_put(*state, COMPATIBLE, data, sizeof(data));
	assert_int_equal(compatcaps_machine_kind(*state),
			 COMPATCAPS_KIND_PSERIES);
}

static void nested_parameter(void **state)
{
	assert_int_equal(compatcaps_machine_nested(*state),
			 MACHINE_NESTED_UNKNOWN);
	tree_put_text(*state, NESTED, "Y\n");
	assert_int_equal(compatcaps_machine_nested(*state), MACHINE_NESTED_ON);
	tree_put_text(*state, NESTED, "N\n");
	assert_int_equal(compatcaps_machine_nested(*state), MACHINE_NESTED_OFF);
	tree_put_text(*state, NESTED, "");
	assert_int_equal(compatcaps_machine_nested(*state),
			 MACHINE_NESTED_UNKNOWN);
	tree_put_text(*state, NESTED, "1");
	assert_int_equal(compatcaps_machine_nested(*state),
			 MACHINE_NESTED_UNKNOWN);
}

static void all_missing(void **state)
{
	char root[PATH_MAX + 8];

	assert_int_equal(compatcaps_machine_processor_pvr(*state), 0);
	assert_int_equal(compatcaps_machine_partition_pvr(*state), 0);
	assert_int_equal(compatcaps_machine_kind(*state),
			 COMPATCAPS_KIND_UNKNOWN);
	/* A root that no path can hold. */
	memset(root, '/', sizeof(root));
	root[sizeof(root) - 1] = '\0';
	assert_int_equal(compatcaps_machine_processor_pvr(root), 0);
	assert_int_equal(compatcaps_machine_partition_pvr(root), 0);
	assert_int_equal(compatcaps_machine_kind(root),
			 COMPATCAPS_KIND_UNKNOWN);
}

#define TREE_TEST(function) \
	cmocka_unit_test_setup_teardown(function, make_root, remove_root)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TREE_TEST(cpuinfo_texts),
		TREE_TEST(cpuinfo_with_nul),
		TREE_TEST(cpuinfo_too_long),
		TREE_TEST(cpu_version_cells),
		TREE_TEST(cpu_version_of_wrong_size),
		TREE_TEST(nodes_that_are_no_processors),
		TREE_TEST(directories_and_fifos_are_not_files),
		TREE_TEST(compatible_lists),
		TREE_TEST(compatible_too_long),
		TREE_TEST(nested_parameter),
		TREE_TEST(all_missing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Reads files below a root that is a real directory, with all kinds of
 * unexpected files.
 */
#define _XOPEN_SOURCE 700
#include "cmocka_includes.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compatcaps.h"
#include "collect.h"
#include "tree.h"

#define CPUS "proc/device-tree/cpus/"
#define SECRET "not to be seen"

struct fixture {
	char root[TREE_SIZE];
	char outside[TREE_SIZE];
	struct compatcaps_evidence evidence;
};

static int make_fixture(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));

	assert_non_null(fixture);
	tree_make(fixture->root);
	tree_make(fixture->outside);
	tree_put_text(fixture->outside, "secret", SECRET);
	fixture->evidence.size = sizeof(fixture->evidence);
	*state = fixture;
	return 0;
}

static int remove_fixture(void **state)
{
	struct fixture *fixture = *state;

	tree_remove(fixture->root);
	tree_remove(fixture->outside);
	free(fixture);
	return 0;
}

static void collect(struct fixture *fixture)
{
	assert_int_equal(
		compatcaps_collect(&fixture->evidence, 0, fixture->root), 0);
}

static void must_see(const struct fixture *fixture, const char *path,
		     const char *text)
{
	const char *seen = compatcaps_evidence_find(&fixture->evidence, path);

	if (!text) {
		assert_null(seen);
		return;
	}
	assert_non_null(seen);
	assert_string_equal(seen, text);
}

static void must_see_nothing(const struct fixture *fixture)
{
	const char *path, *text;

	if (!compatcaps_evidence_at(&fixture->evidence, 0, &path, &text))
		fail_msg("seen: %s: %s", path, text);
}

static void an_empty_root_is_no_error(void **state)
{
	collect(*state);
	must_see_nothing(*state);
}

static void files_are_seen(void **state)
{
	struct fixture *fixture = *state;

	tree_put_text(fixture->root, "proc/sys/kernel/arch", "ppc64le\n");
	tree_put_text(fixture->root, "proc/sys/kernel/osrelease", "6.12.1\n");
	tree_put_text(fixture->root, "proc/sys/kernel/hostname", "lpar\n");
	tree_put_text(fixture->root, "proc/cpuinfo",
		      "processor\t: 0\nrevision\t: 2.0 (pvr 0082 1200)\n\n"
		      "processor\t: 1\n");
	tree_put(fixture->root, "proc/device-tree/compatible", "IBM,x\0IBM,y",
		 12);
	tree_put(fixture->root, CPUS "PowerPC,POWER10@0/cpu-version",
		 "\x0f\0\0\x06", 4);
	tree_put_text(fixture->root, "sys/module/kvm_hv/parameters/nested",
		      "Y\n");
	collect(fixture);
	must_see(fixture, "uname/machine", "ppc64le");
	must_see(fixture, "uname/release", "6.12.1");
	must_see(fixture, "uname/nodename", "lpar");
	must_see(fixture, "proc/cpuinfo",
		 "processor\t: 0\nrevision\t: 2.0 (pvr 0082 1200)");
	must_see(fixture, "device-tree/compatible", "IBM,x\nIBM,y");
	must_see(fixture, "device-tree/model", NULL);
	must_see(fixture, "device-tree/cpu-version", "0x0f000006");
	must_see(fixture, "module/kvm_hv/nested", "Y");
	must_see(fixture, "kvm/open", NULL);
}

static void caches_are_no_processors(void **state)
{
	struct fixture *fixture = *state;
	char name[64];

	for (int i = 0; i < 40; i++) {
		snprintf(name, sizeof(name), CPUS "l2-cache@%d/reg", 2000 + i);
		tree_put_text(fixture->root, name, "1234");
	}
	tree_put_text(fixture->root, CPUS "#address-cells", "\1");
	tree_put(fixture->root, CPUS "PowerPC,POWER9@0/cpu-version",
		 "\0\x4e\x12\x02", 4);
	for (int i = 0; i < 40; i++) {
		snprintf(name, sizeof(name), CPUS "l3-cache@%d/cpu-version",
			 3000 + i);
		tree_put_text(fixture->root, name, "123");
	}
	collect(fixture);
	must_see(fixture, "device-tree/cpu-version", "0x004e1202");
}

static void links_lead_not_out_of_the_root(void **state)
{
	struct fixture *fixture = *state;
	char target[PATH_MAX];

	snprintf(target, sizeof(target), "%s/secret", fixture->outside);
	tree_link(fixture->root, "proc/cpuinfo", target);
	snprintf(target, sizeof(target), "../../../../../../..%s/secret",
		 fixture->outside);
	tree_link(fixture->root, "proc/device-tree/model", target);
	tree_link(fixture->root, "proc/device-tree/compatible",
		  "/proc/self/cmdline");
	tree_put(fixture->outside, "cpu/cpu-version", "\x0f\0\0\x06", 4);
	snprintf(target, sizeof(target), "%s/cpu", fixture->outside);
	tree_link(fixture->root, CPUS "PowerPC,POWER10@0", target);
	collect(fixture);
	must_see_nothing(fixture);
}

static void folders_lead_not_out_of_the_root(void **state)
{
	struct fixture *fixture = *state;

	tree_put(fixture->outside, "device-tree/cpus/c@0/cpu-version",
		 "\x0f\0\0\x06", 4);
	tree_put_text(fixture->outside, "cpuinfo", SECRET);
	tree_link(fixture->root, "proc", fixture->outside);
	collect(fixture);
	must_see_nothing(fixture);
}

/* As on the host from which the files come */
static void links_within_the_root_are_followed(void **state)
{
	struct fixture *fixture = *state;

	tree_put_text(fixture->root, "secret", "seen");
	tree_put_text(fixture->root, "sys/firmware/devicetree/base/model", "m");
	tree_link(fixture->root, "proc/cpuinfo", "/secret");
	tree_link(fixture->root, "proc/device-tree",
		  "/sys/firmware/devicetree/base");
	tree_link(fixture->root, "sys/firmware/devicetree/base/compatible",
		  "../../../../../../../../secret");
	collect(fixture);
	must_see(fixture, "proc/cpuinfo", "seen");
	must_see(fixture, "device-tree/model", "m");
	must_see(fixture, "device-tree/compatible", "seen");
}

static void links_in_circles_are_not_seen(void **state)
{
	struct fixture *fixture = *state;

	tree_link(fixture->root, "proc/cpuinfo", "cpuinfo");
	tree_link(fixture->root, "proc/device-tree/cpus", ".");
	collect(fixture);
	must_see_nothing(fixture);
}

/* A FIFO without a writer: collecting must not wait. */
static void other_than_files_are_not_seen(void **state)
{
	struct fixture *fixture = *state;

	tree_fifo(fixture->root, "proc/cpuinfo");
	tree_fifo(fixture->root, CPUS "c@0/cpu-version");
	tree_directory(fixture->root, "proc/device-tree/compatible");
	tree_directory(fixture->root, CPUS "c@1/cpu-version");
	tree_put_text(fixture->root, "proc/sys/kernel/hostname/x", "directory");
	collect(fixture);
	must_see_nothing(fixture);
}

/* A FIFO whose writer writes nothing: read() fails with EAGAIN. */
static void a_silent_writer_is_not_waited_for(void **state)
{
	struct fixture *fixture = *state;
	char path[PATH_MAX];
	int fd;

	tree_fifo(fixture->root, "proc/cpuinfo");
	snprintf(path, sizeof(path), "%s/proc/cpuinfo", fixture->root);
	fd = open(path, O_RDWR | O_CLOEXEC);
	assert_true(fd >= 0);
	collect(fixture);
	close(fd);
	must_see_nothing(fixture);
}

static void a_file_in_place_of_a_folder_is_not_seen(void **state)
{
	struct fixture *fixture = *state;

	tree_put_text(fixture->root, "proc/device-tree/cpus", "file");
	tree_put_text(fixture->root, "sys", "file");
	collect(fixture);
	must_see_nothing(fixture);
}

static void huge_files_are_cut(void **state)
{
	static char huge[1 << 20];
	struct fixture *fixture = *state;

	memset(huge, 'x', sizeof(huge));
	tree_put(fixture->root, "proc/cpuinfo", huge, sizeof(huge));
	tree_put(fixture->root, "proc/device-tree/compatible", huge,
		 sizeof(huge));
	tree_put(fixture->root, "proc/device-tree/model", huge, sizeof(huge));
	tree_put(fixture->root, CPUS "c@0/cpu-version", huge, sizeof(huge));
	collect(fixture);
	assert_int_equal(strlen(compatcaps_evidence_find(&fixture->evidence,
							 "proc/cpuinfo")),
			 2048);
	assert_int_equal(strlen(compatcaps_evidence_find(
				 &fixture->evidence, "device-tree/compatible")),
			 1024);
	assert_int_equal(strlen(compatcaps_evidence_find(&fixture->evidence,
							 "device-tree/model")),
			 COMPATCAPS_TEXT_SIZE);
	must_see(fixture, "device-tree/cpu-version", NULL);
}

static void a_bad_root_is_reported(void **state)
{
	struct fixture *fixture = *state;
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s/missing", fixture->outside);
	assert_int_equal(compatcaps_collect(&fixture->evidence, 0, path),
			 -ENOENT);
	snprintf(path, sizeof(path), "%s/secret", fixture->outside);
	assert_int_equal(compatcaps_collect(&fixture->evidence, 0, path),
			 -ENOTDIR);
	assert_int_equal(compatcaps_collect(&fixture->evidence, 0, ""),
			 -ENOENT);
	tree_link(fixture->outside, "loop", "loop");
	snprintf(path, sizeof(path), "%s/loop", fixture->outside);
	assert_int_equal(compatcaps_collect(&fixture->evidence, 0, path), -EIO);
}

/* Only what holds on every machine that runs the test */
static void this_machine_can_be_collected(void **state)
{
	struct fixture *fixture = *state;
	struct utsname names;

	assert_int_equal(uname(&names), 0);
	assert_int_equal(compatcaps_collect(&fixture->evidence, 0, NULL), 0);
	must_see(fixture, "uname/machine", names.machine);
	must_see(fixture, "uname/release", names.release);
	/* Invalid descriptors and paths fail. */
	assert_int_equal(compatcaps_system.ioctl(-1, 0, 0), -1);
	assert_int_equal(errno, EBADF);
	assert_int_equal(compatcaps_system.open("", O_RDONLY), -1);
	assert_int_equal(errno, ENOENT);
}

#define ROOT_TEST(test) \
	cmocka_unit_test_setup_teardown(test, make_fixture, remove_fixture)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ROOT_TEST(an_empty_root_is_no_error),
		ROOT_TEST(files_are_seen),
		ROOT_TEST(caches_are_no_processors),
		ROOT_TEST(links_lead_not_out_of_the_root),
		ROOT_TEST(folders_lead_not_out_of_the_root),
		ROOT_TEST(links_within_the_root_are_followed),
		ROOT_TEST(links_in_circles_are_not_seen),
		ROOT_TEST(other_than_files_are_not_seen),
		ROOT_TEST(a_silent_writer_is_not_waited_for),
		ROOT_TEST(a_file_in_place_of_a_folder_is_not_seen),
		ROOT_TEST(huge_files_are_cut),
		ROOT_TEST(a_bad_root_is_reported),
		ROOT_TEST(this_machine_can_be_collected),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

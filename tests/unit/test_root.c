// SPDX-License-Identifier: GPL-2.0-or-later
/* Files below a root that is a real directory, and what odd things stand there.
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

struct place {
	char root[TREE_SIZE];
	char outside[TREE_SIZE];
	struct compatcaps_evidence evidence;
};

static int make_place(void **state)
{
	struct place *place = calloc(1, sizeof(*place));

	assert_non_null(place);
	tree_make(place->root);
	tree_make(place->outside);
	tree_put_text(place->outside, "secret", SECRET);
	place->evidence.size = sizeof(place->evidence);
	*state = place;
	return 0;
}

static int remove_place(void **state)
{
	struct place *place = *state;

	tree_remove(place->root);
	tree_remove(place->outside);
	free(place);
	return 0;
}

static void look(struct place *place)
{
	assert_int_equal(compatcaps_collect(&place->evidence, 0, place->root),
			 0);
}

static void must_see(const struct place *place, const char *path,
		     const char *text)
{
	const char *seen = compatcaps_evidence_find(&place->evidence, path);

	if (!text) {
		assert_null(seen);
		return;
	}
	assert_non_null(seen);
	assert_string_equal(seen, text);
}

static void must_see_nothing(const struct place *place)
{
	const char *path, *text;

	if (!compatcaps_evidence_at(&place->evidence, 0, &path, &text))
		fail_msg("seen: %s: %s", path, text);
}

static void an_empty_root_is_no_error(void **state)
{
	look(*state);
	must_see_nothing(*state);
}

static void files_are_seen(void **state)
{
	struct place *place = *state;

	tree_put_text(place->root, "proc/sys/kernel/arch", "ppc64le\n");
	tree_put_text(place->root, "proc/sys/kernel/osrelease", "6.12.1\n");
	tree_put_text(place->root, "proc/sys/kernel/hostname", "lpar\n");
	tree_put_text(place->root, "proc/cpuinfo",
		      "processor\t: 0\nrevision\t: 2.0 (pvr 0082 1200)\n\n"
		      "processor\t: 1\n");
	tree_put(place->root, "proc/device-tree/compatible", "IBM,x\0IBM,y",
		 12);
	tree_put(place->root, CPUS "PowerPC,POWER10@0/cpu-version",
		 "\x0f\0\0\x06", 4);
	tree_put_text(place->root, "sys/module/kvm_hv/parameters/nested",
		      "Y\n");
	look(place);
	must_see(place, "uname/machine", "ppc64le");
	must_see(place, "uname/release", "6.12.1");
	must_see(place, "uname/nodename", "lpar");
	must_see(place, "proc/cpuinfo",
		 "processor\t: 0\nrevision\t: 2.0 (pvr 0082 1200)");
	must_see(place, "device-tree/compatible", "IBM,x\nIBM,y");
	must_see(place, "device-tree/model", NULL);
	must_see(place, "device-tree/cpu-version", "0x0f000006");
	must_see(place, "module/kvm_hv/nested", "Y");
	must_see(place, "kvm/open", NULL);
}

static void caches_are_no_processors(void **state)
{
	struct place *place = *state;
	char name[64];

	for (int i = 0; i < 40; i++) {
		snprintf(name, sizeof(name), CPUS "l2-cache@%d/reg", 2000 + i);
		tree_put_text(place->root, name, "1234");
	}
	tree_put_text(place->root, CPUS "#address-cells", "\1");
	tree_put(place->root, CPUS "PowerPC,POWER9@0/cpu-version",
		 "\0\x4e\x12\x02", 4);
	for (int i = 0; i < 40; i++) {
		snprintf(name, sizeof(name), CPUS "l3-cache@%d/cpu-version",
			 3000 + i);
		tree_put_text(place->root, name, "123");
	}
	look(place);
	must_see(place, "device-tree/cpu-version", "0x004e1202");
}

static void links_lead_not_out_of_the_root(void **state)
{
	struct place *place = *state;
	char target[PATH_MAX];

	snprintf(target, sizeof(target), "%s/secret", place->outside);
	tree_link(place->root, "proc/cpuinfo", target);
	snprintf(target, sizeof(target), "../../../../../../..%s/secret",
		 place->outside);
	tree_link(place->root, "proc/device-tree/model", target);
	tree_link(place->root, "proc/device-tree/compatible",
		  "/proc/self/cmdline");
	tree_put(place->outside, "cpu/cpu-version", "\x0f\0\0\x06", 4);
	snprintf(target, sizeof(target), "%s/cpu", place->outside);
	tree_link(place->root, CPUS "PowerPC,POWER10@0", target);
	look(place);
	must_see_nothing(place);
}

static void folders_lead_not_out_of_the_root(void **state)
{
	struct place *place = *state;

	tree_put(place->outside, "device-tree/cpus/c@0/cpu-version",
		 "\x0f\0\0\x06", 4);
	tree_put_text(place->outside, "cpuinfo", SECRET);
	tree_link(place->root, "proc", place->outside);
	look(place);
	must_see_nothing(place);
}

/* As they would on the host that the files are of */
static void links_within_the_root_are_followed(void **state)
{
	struct place *place = *state;

	tree_put_text(place->root, "secret", "seen");
	tree_put_text(place->root, "sys/firmware/devicetree/base/model", "m");
	tree_link(place->root, "proc/cpuinfo", "/secret");
	tree_link(place->root, "proc/device-tree",
		  "/sys/firmware/devicetree/base");
	tree_link(place->root, "sys/firmware/devicetree/base/compatible",
		  "../../../../../../../../secret");
	look(place);
	must_see(place, "proc/cpuinfo", "seen");
	must_see(place, "device-tree/model", "m");
	must_see(place, "device-tree/compatible", "seen");
}

static void links_in_circles_are_not_seen(void **state)
{
	struct place *place = *state;

	tree_link(place->root, "proc/cpuinfo", "cpuinfo");
	tree_link(place->root, "proc/device-tree/cpus", ".");
	look(place);
	must_see_nothing(place);
}

/* A FIFO that nobody writes to: the look must not wait. */
static void other_than_files_are_not_seen(void **state)
{
	struct place *place = *state;

	tree_fifo(place->root, "proc/cpuinfo");
	tree_fifo(place->root, CPUS "c@0/cpu-version");
	tree_directory(place->root, "proc/device-tree/compatible");
	tree_directory(place->root, CPUS "c@1/cpu-version");
	tree_put_text(place->root, "proc/sys/kernel/hostname/x", "directory");
	look(place);
	must_see_nothing(place);
}

/* A FIFO with a writer who writes nothing: read() says EAGAIN. */
static void a_silent_writer_is_not_waited_for(void **state)
{
	struct place *place = *state;
	char path[PATH_MAX];
	int fd;

	tree_fifo(place->root, "proc/cpuinfo");
	snprintf(path, sizeof(path), "%s/proc/cpuinfo", place->root);
	fd = open(path, O_RDWR | O_CLOEXEC);
	assert_true(fd >= 0);
	look(place);
	close(fd);
	must_see_nothing(place);
}

static void a_file_in_place_of_a_folder_is_not_seen(void **state)
{
	struct place *place = *state;

	tree_put_text(place->root, "proc/device-tree/cpus", "file");
	tree_put_text(place->root, "sys", "file");
	look(place);
	must_see_nothing(place);
}

static void huge_files_are_cut(void **state)
{
	static char huge[1 << 20];
	struct place *place = *state;

	memset(huge, 'x', sizeof(huge));
	tree_put(place->root, "proc/cpuinfo", huge, sizeof(huge));
	tree_put(place->root, "proc/device-tree/compatible", huge,
		 sizeof(huge));
	tree_put(place->root, "proc/device-tree/model", huge, sizeof(huge));
	tree_put(place->root, CPUS "c@0/cpu-version", huge, sizeof(huge));
	look(place);
	assert_int_equal(strlen(compatcaps_evidence_find(&place->evidence,
							 "proc/cpuinfo")),
			 2048);
	assert_int_equal(strlen(compatcaps_evidence_find(
				 &place->evidence, "device-tree/compatible")),
			 1024);
	assert_int_equal(strlen(compatcaps_evidence_find(&place->evidence,
							 "device-tree/model")),
			 COMPATCAPS_TEXT_SIZE);
	must_see(place, "device-tree/cpu-version", NULL);
}

static void a_bad_root_is_reported(void **state)
{
	struct place *place = *state;
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s/missing", place->outside);
	assert_int_equal(compatcaps_collect(&place->evidence, 0, path),
			 -ENOENT);
	snprintf(path, sizeof(path), "%s/secret", place->outside);
	assert_int_equal(compatcaps_collect(&place->evidence, 0, path),
			 -ENOTDIR);
	assert_int_equal(compatcaps_collect(&place->evidence, 0, ""), -ENOENT);
	tree_link(place->outside, "loop", "loop");
	snprintf(path, sizeof(path), "%s/loop", place->outside);
	assert_int_equal(compatcaps_collect(&place->evidence, 0, path), -EIO);
}

/* Of the machine that runs the test only what holds on each */
static void this_machine_can_be_looked_at(void **state)
{
	struct place *place = *state;
	struct utsname names;

	assert_int_equal(uname(&names), 0);
	assert_int_equal(compatcaps_collect(&place->evidence, 0, NULL), 0);
	must_see(place, "uname/machine", names.machine);
	must_see(place, "uname/release", names.release);
	/* Nothing is behind a descriptor that is none. */
	assert_int_equal(compatcaps_system.ioctl(-1, 0, 0), -1);
	assert_int_equal(errno, EBADF);
	assert_int_equal(compatcaps_system.open("", O_RDONLY), -1);
	assert_int_equal(errno, ENOENT);
}

#define PLACE_TEST(test) \
	cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		PLACE_TEST(an_empty_root_is_no_error),
		PLACE_TEST(files_are_seen),
		PLACE_TEST(caches_are_no_processors),
		PLACE_TEST(links_lead_not_out_of_the_root),
		PLACE_TEST(folders_lead_not_out_of_the_root),
		PLACE_TEST(links_within_the_root_are_followed),
		PLACE_TEST(links_in_circles_are_not_seen),
		PLACE_TEST(other_than_files_are_not_seen),
		PLACE_TEST(a_silent_writer_is_not_waited_for),
		PLACE_TEST(a_file_in_place_of_a_folder_is_not_seen),
		PLACE_TEST(huge_files_are_cut),
		PLACE_TEST(a_bad_root_is_reported),
		PLACE_TEST(this_machine_can_be_looked_at),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

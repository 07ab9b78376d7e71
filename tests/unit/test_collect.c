// SPDX-License-Identifier: GPL-2.0-or-later
/* Collects from simulated machines, and checks each entry. */
#include "cmocka_includes.h"
#include <errno.h>
#include <string.h>

#include "machines.h"
#include "collect.h"
#include "rows.h"

#define BIT(source) (1U << COMPATCAPS_SOURCE_##source)
#define MAX_TEXTS 32

struct text {
	const char *path;
	const char *text;
};

#define NAMES                                                                \
	{"uname/machine", "ppc64le"}, {"uname/release", "6.12.0-simulated"}, \
		{"uname/nodename", "simulated"}
#define FILES                                                               \
	{"proc/cpuinfo", "processor\t: 0\ncpu\t\t: Power11 (architected)\n" \
			 "clock\t\t: 2750.000000MHz\n"                      \
			 "revision\t: 2.0 (pvr 0082 1200)"},                \
		{"device-tree/compatible", "IBM,9080-HEX\nIBM,Power11"},    \
		{"device-tree/model", "IBM,9080-HEX"},                      \
		{"device-tree/cpu-version", "0x0f000006"},                  \
		{"module/kvm_hv/nested", "Y"}
#define PLATFORM {"auxv/platform", "power10"}, {"auxv/base-platform", "power11"}
#define PARTITION NAMES, FILES, PLATFORM
#define EXTENSIONS(compat_caps)                                 \
	{"kvm/open", "ok"}, {"kvm/extension/ppc-htab-fd", "1"}, \
		{"kvm/extension/ppc-nested-hv", "0"},           \
	{                                                       \
		"kvm/extension/ppc-compat-caps", compat_caps    \
	}
#define TRIAL                                                           \
	{"kvm/trial/create-vcpu", "ok"}, {"kvm/trial/get-sregs", "ok"}, \
		{"kvm/trial/set-sregs", "ok"},                          \
		{"kvm/trial/enable-papr", "ok"},                        \
		{"kvm/trial/arch-compat-0x0f000004", "EINVAL"},         \
		{"kvm/trial/arch-compat-0x0f000005", "ok"},             \
		{"kvm/trial/arch-compat-0x0f000006", "ok"},             \
		{"kvm/trial/arch-compat-0x0f000007", "EINVAL"}

struct row {
	const char *title;
	const struct machine *machine;
	unsigned int sources;
	const char *root;
	struct text texts[MAX_TEXTS];
	unsigned int vms;
};

static const struct machine all_sources = {
	.name = "ppc64",
	.htab_fd = 1,
	.nested_hv = 1,
	.compat_caps = 2,
	.dev_kvm = {.capabilities = 0},
	.vm = {.error = ENOTTY},
};
static const struct machine refused_everywhere = {
	.name = "ppc64le",
	.htab_fd = 1,
	.compat_caps = 1,
	.dev_kvm = {.error = EINVAL},
	.vm = {.error = E2BIG},
};
static const struct machine not_power = {.name = "x86_64"};
static const struct machine small_power = {.name = "ppc"};
static const struct machine no_kvm = {.name = "ppc64le", .kvm_error = ENOENT};
static const struct machine no_permission = {
	.name = "ppc64le",
	.kvm_error = EACCES,
};
static const struct machine no_kvm_hv = {.name = "ppc64le"};
static const struct machine_file odd_files[] = {
	MACHINE_FILE("proc/cpuinfo", "\n\n\n"),
	MACHINE_FILE("proc/device-tree/compatible", ""),
	MACHINE_FILE("proc/device-tree/model", "\x1b[2J\tIBM\x80\x7f\n"),
	{0},
};
static const char *const no_cpus[] = {NULL};
static const struct machine odd = {
	.name = "ppc64le",
	.files = odd_files,
	.cpus = no_cpus,
	.kvm_error = ENOENT,
};

static const struct row rows[] = {
	{"this project's kernel",
	 &machine_dev_kvm,
	 0,
	 NULL,
	 {PARTITION,
	  EXTENSIONS("3"),
	  {"kvm/compat-caps/dev-kvm", POWER9_AND_POWER10_TEXT}},
	 0},
	{"mainline: a VM answers",
	 &machine_mainline,
	 0,
	 NULL,
	 {PARTITION,
	  EXTENSIONS("1"),
	  {"kvm/compat-caps/dev-kvm", "EINVAL"},
	  {"kvm/create-vm", "ok"},
	  {"kvm/compat-caps/vm", POWER9_AND_POWER10_TEXT}},
	 1},
	{"no interface: a trial",
	 &machine_old,
	 0,
	 NULL,
	 {PARTITION, EXTENSIONS("0"), {"kvm/create-vm", "ok"}, TRIAL},
	 1},
	{"the interface refuses: a trial",
	 &refused_everywhere,
	 0,
	 NULL,
	 {NAMES,
	  EXTENSIONS("1"),
	  {"kvm/compat-caps/dev-kvm", "EINVAL"},
	  {"kvm/create-vm", "ok"},
	  {"kvm/compat-caps/vm", "E2BIG"},
	  {"kvm/trial/create-vcpu", "ok"},
	  {"kvm/trial/get-sregs", "ok"},
	  {"kvm/trial/set-sregs", "ok"},
	  {"kvm/trial/enable-papr", "ok"},
	  {"kvm/trial/arch-compat-0x0f000004", "EINVAL"},
	  {"kvm/trial/arch-compat-0x0f000005", "EINVAL"},
	  {"kvm/trial/arch-compat-0x0f000006", "EINVAL"},
	  {"kvm/trial/arch-compat-0x0f000007", "EINVAL"}},
	 1},
	{"all sources",
	 &all_sources,
	 BIT(DEV_KVM) | BIT(VM) | BIT(TRIAL) | BIT(INFERENCE),
	 NULL,
	 {{"uname/machine", "ppc64"},
	  {"uname/release", "6.12.0-simulated"},
	  {"uname/nodename", "simulated"},
	  {"kvm/open", "ok"},
	  {"kvm/extension/ppc-htab-fd", "1"},
	  {"kvm/extension/ppc-nested-hv", "1"},
	  {"kvm/extension/ppc-compat-caps", "2"},
	  {"kvm/compat-caps/dev-kvm", "0x0000000000000000"},
	  {"kvm/create-vm", "ok"},
	  {"kvm/compat-caps/vm", "ENOTTY"},
	  {"kvm/trial/create-vcpu", "ok"},
	  {"kvm/trial/get-sregs", "ok"},
	  {"kvm/trial/set-sregs", "ok"},
	  {"kvm/trial/enable-papr", "ok"},
	  {"kvm/trial/arch-compat-0x0f000004", "EINVAL"},
	  {"kvm/trial/arch-compat-0x0f000005", "EINVAL"},
	  {"kvm/trial/arch-compat-0x0f000006", "EINVAL"},
	  {"kvm/trial/arch-compat-0x0f000007", "EINVAL"}},
	 1},
	{"/dev/kvm only: makes no VM",
	 &machine_mainline,
	 BIT(DEV_KVM),
	 NULL,
	 {PARTITION, EXTENSIONS("1"), {"kvm/compat-caps/dev-kvm", "EINVAL"}},
	 0},
	{"a VM only",
	 &machine_mainline,
	 BIT(VM),
	 NULL,
	 {PARTITION,
	  EXTENSIONS("1"),
	  {"kvm/create-vm", "ok"},
	  {"kvm/compat-caps/vm", POWER9_AND_POWER10_TEXT}},
	 1},
	{"a trial only",
	 &machine_old,
	 BIT(TRIAL),
	 NULL,
	 {PARTITION, EXTENSIONS("0"), {"kvm/create-vm", "ok"}, TRIAL},
	 1},
	{"a trial only, although there is the interface",
	 &all_sources,
	 BIT(TRIAL),
	 NULL,
	 {{"uname/machine", "ppc64"},
	  {"uname/release", "6.12.0-simulated"},
	  {"uname/nodename", "simulated"},
	  {"kvm/open", "ok"},
	  {"kvm/extension/ppc-htab-fd", "1"},
	  {"kvm/extension/ppc-nested-hv", "1"},
	  {"kvm/extension/ppc-compat-caps", "2"},
	  {"kvm/create-vm", "ok"},
	  {"kvm/trial/create-vcpu", "ok"},
	  {"kvm/trial/get-sregs", "ok"},
	  {"kvm/trial/set-sregs", "ok"},
	  {"kvm/trial/enable-papr", "ok"},
	  {"kvm/trial/arch-compat-0x0f000004", "EINVAL"},
	  {"kvm/trial/arch-compat-0x0f000005", "EINVAL"},
	  {"kvm/trial/arch-compat-0x0f000006", "EINVAL"},
	  {"kvm/trial/arch-compat-0x0f000007", "EINVAL"}},
	 1},
	{"inference only: /dev/kvm is not opened",
	 &machine_dev_kvm,
	 BIT(INFERENCE),
	 NULL,
	 {PARTITION},
	 0},
	{"not POWER: nothing but names",
	 &not_power,
	 0,
	 NULL,
	 {{"uname/machine", "x86_64"},
	  {"uname/release", "6.12.0-simulated"},
	  {"uname/nodename", "simulated"}},
	 0},
	{"32-bit POWER: nothing but names",
	 &small_power,
	 0,
	 NULL,
	 {{"uname/machine", "ppc"},
	  {"uname/release", "6.12.0-simulated"},
	  {"uname/nodename", "simulated"}},
	 0},
	{"no KVM", &no_kvm, 0, NULL, {NAMES, {"kvm/open", "ENOENT"}}, 0},
	{"no permission",
	 &no_permission,
	 0,
	 NULL,
	 {NAMES, {"kvm/open", "EACCES"}},
	 0},
	{"no kvm-hv",
	 &no_kvm_hv,
	 0,
	 NULL,
	 {NAMES, {"kvm/open", "ok"}, {"kvm/extension/ppc-htab-fd", "0"}},
	 0},
	{"odd files",
	 &odd,
	 0,
	 NULL,
	 {NAMES,
	  {"proc/cpuinfo", ""},
	  {"device-tree/model", "?[2J\tIBM??"},
	  {"kvm/open", "ENOENT"}},
	 0},
	{"another host's files: nothing else",
	 &machine_dev_kvm,
	 0,
	 MACHINE_ROOT,
	 {{"uname/machine", "ppc64le"},
	  {"uname/release", "6.12.0-captured"},
	  {"uname/nodename", "captured"},
	  FILES},
	 0},
	{"another host's files: sources do not matter",
	 &machine_old,
	 BIT(DEV_KVM) | BIT(VM) | BIT(TRIAL),
	 MACHINE_ROOT,
	 {{"uname/machine", "ppc64le"},
	  {"uname/release", "6.12.0-captured"},
	  {"uname/nodename", "captured"},
	  FILES},
	 0},
};

static void must_hold(const struct compatcaps_evidence *evidence,
		      const struct text *texts)
{
	const char *path, *text;
	size_t i;

	for (i = 0; texts[i].path; i++) {
		assert_int_equal(
			compatcaps_evidence_at(evidence, i, &path, &text), 0);
		assert_string_equal(path, texts[i].path);
		assert_string_equal(text, texts[i].text);
	}
	assert_int_equal(compatcaps_evidence_at(evidence, i, &path, &text),
			 -ENOENT);
}

static void is_collected(void **state)
{
	const struct row *row = *state;
	struct compatcaps_evidence evidence = {.size = sizeof(evidence)};

	/* Older entries are lost. */
	assert_int_equal(compatcaps_evidence_add(&evidence, "old", "text"), 0);
	machine_start(row->machine);
	assert_int_equal(compatcaps_collect_with(&evidence, row->sources,
						 row->root, &machine_system),
			 0);
	machine_must_be_idle();
	must_hold(&evidence, row->texts);
	assert_int_equal(machine_vms(), row->vms);
}

static void bad_arguments_are_refused(void **state)
{
	static const unsigned int bad[] = {1, 1 << 5, ~0U, 1U << 31 | 2};
	struct compatcaps_evidence evidence = {.size = sizeof(evidence)};

	(void)state;
	machine_start(&machine_dev_kvm);
	assert_int_equal(compatcaps_collect(NULL, 0, NULL), -EINVAL);
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		assert_int_equal(compatcaps_collect_with(&evidence, bad[i],
							 NULL, &machine_system),
				 -EINVAL);
	evidence.size--;
	assert_int_equal(
		compatcaps_collect_with(&evidence, 0, NULL, &machine_system),
		-EINVAL);
	assert_int_equal(machine_calls(), 0);
}

/* If an entry is too long for the store, all other entries are still there. */
static void a_lack_of_room_is_reported(void **state)
{
	static char long_text[COMPATCAPS_EVIDENCE_SIZE];
	struct compatcaps_evidence evidence = {.size = sizeof(evidence)};
	struct machine machine = machine_dev_kvm;

	(void)state;
	memset(long_text, 'x', sizeof(long_text) - 1);
	machine.platform = machine.base_platform = long_text;
	machine_start(&machine);
	assert_int_equal(
		compatcaps_collect_with(&evidence, 0, NULL, &machine_system),
		-ENOSPC);
	machine_must_be_idle();
	assert_null(compatcaps_evidence_find(&evidence, "auxv/platform"));
	assert_non_null(compatcaps_evidence_find(&evidence, "proc/cpuinfo"));
	assert_string_equal(
		compatcaps_evidence_find(&evidence, "kvm/compat-caps/dev-kvm"),
		POWER9_AND_POWER10_TEXT);
}

/* The table of system calls is empty: a call would end the test. */
static void an_invalid_host_causes_no_call(void **state)
{
	static const struct system no_system;
	struct compatcaps_host host = {.size = sizeof(host) - 1};

	(void)state;
	assert_int_equal(compatcaps_query_with(NULL, &no_system), -EINVAL);
	assert_int_equal(compatcaps_query_with(&host, &no_system), -EINVAL);
	assert_int_equal(host.size, sizeof(host) - 1);
	assert_int_equal(compatcaps_query(NULL), -EINVAL);
	assert_int_equal(compatcaps_query(&host), -EINVAL);
}

static void an_invalid_store_causes_no_call(void **state)
{
	static const struct system no_system;
	struct compatcaps_evidence evidence = {.size = sizeof(evidence) - 1};

	(void)state;
	assert_int_equal(compatcaps_collect_with(NULL, 0, NULL, &no_system),
			 -EINVAL);
	assert_int_equal(
		compatcaps_collect_with(&evidence, 0, NULL, &no_system),
		-EINVAL);
	evidence.size = sizeof(evidence);
	assert_int_equal(compatcaps_collect_with(&evidence, 1, "/", &no_system),
			 -EINVAL);
}

int main(void)
{
	static const struct CMUnitTest others[] = {
		cmocka_unit_test(bad_arguments_are_refused),
		cmocka_unit_test(a_lack_of_room_is_reported),
		cmocka_unit_test(an_invalid_host_causes_no_call),
		cmocka_unit_test(an_invalid_store_causes_no_call),
	};
	struct CMUnitTest tests[ARRAY_SIZE(rows) + ARRAY_SIZE(others)];

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		tests[i] = row_test(rows[i].title, is_collected, &rows[i]);
	memcpy(tests + ARRAY_SIZE(rows), others, sizeof(others));
	return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>

#include "machines.h"

static const struct machine_file files[] = {
	MACHINE_FILE("proc/cpuinfo",
		     "processor\t: 0\ncpu\t\t: Power11 (architected)\n"
		     "clock\t\t: 2750.000000MHz\n"
		     "revision\t: 2.0 (pvr 0082 1200)\n\n"
		     "processor\t: 1\nrevision\t: 9.9 (pvr 9999 9999)\n\n"
		     "timebase\t: 512000000\n"),
	MACHINE_FILE("proc/device-tree/compatible",
		     "IBM,9080-HEX\0IBM,Power11\0"),
	MACHINE_FILE("proc/device-tree/model", "IBM,9080-HEX\0"),
	/* Neither a cache nor an entry of 5 bytes is a processor's version. */
	MACHINE_FILE("proc/device-tree/cpus/l2-cache@2011/cpu-version",
		     "\x0f\0\0\x04\0"),
	MACHINE_FILE("proc/device-tree/cpus/PowerPC,POWER10@0/cpu-version",
		     "\x0f\0\0\x06"),
	MACHINE_FILE("proc/device-tree/cpus/PowerPC,POWER10@8/cpu-version",
		     "\x0f\0\0\x06"),
	MACHINE_FILE("sys/module/kvm_hv/parameters/nested", "Y\n"),
	MACHINE_FILE("proc/sys/kernel/arch", "ppc64le\n"),
	MACHINE_FILE("proc/sys/kernel/osrelease", "6.12.0-captured\n"),
	MACHINE_FILE("proc/sys/kernel/hostname", "captured\n"),
	{0},
};

static const char *const cpus[] = {
	".",
	"..",
	"l2-cache@2010",
	"l2-cache@2011",
	"PowerPC,POWER10@0",
	"PowerPC,POWER10@8",
	NULL,
};

#define PARTITION                                                             \
	.name = "ppc64le", .platform = "power10", .base_platform = "power11", \
	.files = files, .cpus = cpus, .htab_fd = 1

const struct machine machine_dev_kvm = {
	PARTITION,
	.compat_caps = 3,
	.dev_kvm = {.capabilities = POWER9_AND_POWER10},
};

const struct machine machine_mainline = {
	PARTITION,
	.compat_caps = 1,
	.dev_kvm = {.error = EINVAL},
	.vm = {.capabilities = POWER9_AND_POWER10},
};

const struct machine machine_old = {
	PARTITION,
	.accepted = 1 << 5 | 1 << 6,
};

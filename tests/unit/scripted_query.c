// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compatcaps_query() for the tool's tests: the host is the one that the
 * environment's COMPATCAPS_SCRIPTED_HOST names.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compatcaps.h"

#define BIT(n) (1ULL << (63 - (n)))

struct scripted_host {
	const char *name;
	int error;
	struct compatcaps_host host;
};

static const struct scripted_host hosts[] = {
	{"v2-power11-in-power10-mode",
	 0,
	 {.kind = COMPATCAPS_KIND_NESTED_V2,
	  .source = COMPATCAPS_SOURCE_DEV_KVM,
	  .processor_pvr = 0x00821200,
	  .partition_pvr = 0x0f000006,
	  .capabilities = BIT(1) | BIT(2),
	  .kernel_release = "6.12.95"}},
	{"bare-metal-power10",
	 0,
	 {.kind = COMPATCAPS_KIND_BARE_METAL,
	  .source = COMPATCAPS_SOURCE_DEV_KVM,
	  .processor_pvr = 0x00801200,
	  .partition_pvr = 0x00801200,
	  .capabilities = BIT(1) | BIT(2),
	  .kernel_release = "6.12.95"}},
	{"bare-metal-power8",
	 0,
	 {.kind = COMPATCAPS_KIND_BARE_METAL,
	  .source = COMPATCAPS_SOURCE_DEV_KVM,
	  .processor_pvr = 0x004d0200,
	  .partition_pvr = 0x004d0200,
	  .kernel_release = "6.12.95"}},
	{"v1-raw",
	 0,
	 {.kind = COMPATCAPS_KIND_NESTED_V1,
	  .source = COMPATCAPS_SOURCE_VM,
	  .processor_pvr = 0x00821200,
	  .partition_pvr = 0x00821200,
	  .capabilities = BIT(1) | BIT(2) | BIT(3),
	  .kernel_release = "7.3.0"}},
	{"v2-not-granted",
	 0,
	 {.kind = COMPATCAPS_KIND_NESTED_V2,
	  .source = COMPATCAPS_SOURCE_VM,
	  .processor_pvr = 0x00821200,
	  .partition_pvr = 0x0f000007,
	  .capabilities = BIT(1),
	  .kernel_release = "7.3.0"}},
	{"unknown-bits",
	 0,
	 {.kind = COMPATCAPS_KIND_PSERIES,
	  .source = COMPATCAPS_SOURCE_VM,
	  .processor_pvr = 0x00900100,
	  .partition_pvr = 0x0f000008,
	  .capabilities = BIT(1) | BIT(2) | BIT(3) | BIT(4),
	  .kernel_release = "8.0.0"}},
	{"no-interface",
	 -ENOTTY,
	 {.kind = COMPATCAPS_KIND_NESTED_V2,
	  .processor_pvr = 0x00821200,
	  .partition_pvr = 0x0f000006,
	  .kernel_release = "6.12.95"}},
	{"no-interface-no-guess",
	 -ENOTTY,
	 {.kind = COMPATCAPS_KIND_PSERIES,
	  .processor_pvr = 0x00900100,
	  .partition_pvr = 0x0f000008,
	  .kernel_release = "6.12.95"}},
	{"no-answer",
	 -ENODATA,
	 {.kind = COMPATCAPS_KIND_NESTED_V1,
	  .processor_pvr = 0x00821200,
	  .partition_pvr = 0x00821200,
	  .kernel_release = "7.3.0",
	  .failed_call = COMPATCAPS_CALL_GET_COMPAT_CAPS,
	  .failed_errno = EINVAL}},
	{"not-power",
	 -ENOSYS,
	 {.machine = "x86_64", .kernel_release = "6.12.95"}},
	{"no-kvm",
	 -ENOENT,
	 {.kind = COMPATCAPS_KIND_PSERIES,
	  .processor_pvr = 0x00821200,
	  .partition_pvr = 0x0f000006,
	  .kernel_release = "6.12.95",
	  .failed_call = COMPATCAPS_CALL_OPEN,
	  .failed_errno = ENOENT}},
	{"no-permission",
	 -EACCES,
	 {.kind = COMPATCAPS_KIND_BARE_METAL,
	  .processor_pvr = 0x00821200,
	  .partition_pvr = 0x00821200,
	  .kernel_release = "6.12.95",
	  .failed_call = COMPATCAPS_CALL_OPEN,
	  .failed_errno = EACCES}},
	{"no-kvm-hv",
	 -ENODEV,
	 {.kind = COMPATCAPS_KIND_PSERIES,
	  .processor_pvr = 0x00821200,
	  .partition_pvr = 0x0f000007,
	  .kernel_release = "6.12.95"}},
	{"failed",
	 -EIO,
	 {.kind = COMPATCAPS_KIND_NESTED_V1,
	  .kernel_release = "7.3.0",
	  .failed_call = COMPATCAPS_CALL_CREATE_VM,
	  .failed_errno = ENOMEM}},
	/* An error that no list has; a kernel's name that is not UTF-8. */
	{"hostile", -EXDEV, {.kind = 99, .kernel_release = "\xff\xfe"}},
};

int compatcaps_query(struct compatcaps_host *host)
{
	const char *name = getenv("COMPATCAPS_SCRIPTED_HOST");
	size_t size = host->size;

	for (size_t i = 0; name && i < sizeof(hosts) / sizeof(hosts[0]); i++) {
		if (strcmp(hosts[i].name, name))
			continue;
		*host = hosts[i].host;
		host->size = size;
		if (!*host->machine)
			strcpy(host->machine, "ppc64le");
		return hosts[i].error;
	}
	fprintf(stderr, "scripted_query: no such host\n");
	abort();
}

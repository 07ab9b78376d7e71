// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "failure.h"
#include "print_error.h"

struct failure_kind {
	int error;
	enum exit_code exit_code;
	const char *code;
	void (*what)(char *text, size_t size,
		     const struct compatcaps_host *host);
	const char *next;
};

static void not_power(char *text, size_t size,
		      const struct compatcaps_host *host)
{
	snprintf(text, size,
		 "this machine is %s, but compatcaps queries ppc64le hosts "
		 "with KVM",
		 host->machine);
}

static void failed_call(char *text, size_t size,
			const struct compatcaps_host *host)
{
	if (host->failed_call == COMPATCAPS_CALL_NONE) {
		snprintf(text, size, "the query to KVM failed");
		return;
	}
	snprintf(text, size, "%s failed: %s",
		 compatcaps_call_name(host->failed_call),
		 strerror(host->failed_errno));
}

static void not_asked(char *text, size_t size,
		      const struct compatcaps_host *host)
{
	(void)host;
	snprintf(text, size, "KVM was not queried on this host");
}

static void no_kvm(char *text, size_t size, const struct compatcaps_host *host)
{
	snprintf(text, size, "KVM is not available: /dev/kvm: %s",
		 strerror(host->failed_errno));
}

static void no_kvm_hv(char *text, size_t size,
		      const struct compatcaps_host *host)
{
	snprintf(text, size, "kernel %s has KVM, but kvm-hv is not loaded",
		 host->kernel_release);
}

static void no_interface(char *text, size_t size,
			 const struct compatcaps_host *host)
{
	snprintf(text, size,
		 "kernel %s has no KVM_CAP_PPC_COMPAT_CAPS on this host "
		 "(mainline Linux has it since 7.3, but not on bare metal)",
		 host->kernel_release);
}

static void no_answer(char *text, size_t size,
		      const struct compatcaps_host *host)
{
	if (!host->failed_errno)
		snprintf(text, size,
			 "the source given with --source has no answer");
	else
		snprintf(
			text, size,
			"kernel %s has KVM_CAP_PPC_COMPAT_CAPS, but refuses to "
			"answer on this host: %s",
			host->kernel_release, strerror(host->failed_errno));
}

#define INSTALL_MODULES \
	"install the kernel modules of compatcaps to get a confirmed answer"

static const struct failure_kind kinds[] = {
	{-ENOSYS, EXIT_NOT_POWER, "not-power", not_power,
	 "for a demo on an emulated host, run 'make run' in the source tree"},
	{-ENXIO, EXIT_CANNOT_TELL, "not-asked", not_asked,
	 "use '--source inference' to infer the answers from the host's own "
	 "mode"},
	{-ENOENT, EXIT_NO_KVM, "no-kvm", no_kvm,
	 "run 'modprobe kvm-hv' as root; if that fails, read 'dmesg'"},
	{-EACCES, EXIT_NO_PERMISSION, "no-permission", failed_call,
	 "run as root, or join the group that owns /dev/kvm: 'usermod -aG kvm "
	 "USER', then log in again"},
	{-ENODEV, EXIT_NO_KVM_HV, "no-kvm-hv", no_kvm_hv,
	 "run 'modprobe kvm-hv' as root; if that fails, read 'dmesg': "
	 "modprobe fails if the hypervisor does not allow nesting, if the "
	 "host does not use the radix MMU (disable_radix), or if kexec started "
	 "this kernel in a partition (reboot fully)"},
	{-ENOTTY, EXIT_CANNOT_TELL, "no-interface", no_interface,
	 INSTALL_MODULES},
	{-ENODATA, EXIT_CANNOT_TELL, "no-answer", no_answer, INSTALL_MODULES},
	/* The last row is for every other error. */
	{-EIO, EXIT_FAILED, "failed", failed_call,
	 "read 'dmesg' for messages of KVM"},
};

#define LAST_KIND (sizeof(kinds) / sizeof(kinds[0]) - 1)

void failure_describe(struct failure *failure,
		      const struct compatcaps_host *host, int error)
{
	size_t i = 0;

	*failure = (struct failure){.exit_code = EXIT_YES};
	if (!error)
		return;
	while (i < LAST_KIND && kinds[i].error != error)
		i++;
	failure->exit_code = kinds[i].exit_code;
	failure->code = kinds[i].code;
	kinds[i].what(failure->what, sizeof(failure->what), host);
	failure->next = kinds[i].next;
}

enum exit_code failure_report(const struct failure *failure)
{
	if (failure->exit_code != EXIT_YES) {
		fflush(stdout);
		print_error("%s; %s", failure->what, failure->next);
	}
	return failure->exit_code;
}

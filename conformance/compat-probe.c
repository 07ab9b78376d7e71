// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compat-probe: what this host is and what its KVM says and does, in one
 * line of fields that are always there.
 *
 *	cpu-version  the partition's own mode or processor, "-": unknown
 *	pvr          the processor's own version, "-": unknown
 *	kvm          hv, pr, or none(CALL:ERRNO)
 *	cap          KVM_CHECK_EXTENSION of the interface
 *	ioctl        ok, or the errno of KVM_PPC_GET_COMPAT_CAPS on a VM
 *	reported     the modes that it names, and unknown bits as a number
 *	accepted     the modes that KVM_REG_PPC_ARCH_COMPAT takes
 *	runs         those of them in which a vCPU then enters
 */
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "guest.h"
#include "host.h"
#include "kvm.h"
#include "kvm_ppc_compat.h"
#include "modes.h"
#include "options.h"

static void print_number(const char *field, uint32_t value)
{
	if (value)
		printf("%s=%08" PRIx32 " ", field, value);
	else
		printf("%s=- ", field);
}

static void print_host(void)
{
	struct host host;

	host_read(&host);
	print_number("cpu-version", host.cpu_version);
	print_number("pvr", host.pvr);
}

static void print_query(int vm)
{
	struct kvm_ppc_compat_caps caps;
	int result = compat_caps_query(vm, &caps);
	char list[MODE_LIST_SIZE] = "-";

	if (!result)
		mode_list(caps.compat_capabilities, list);
	printf("cap=%d ioctl=%s reported=%s", compat_caps_extension(vm),
	       result ? errno_name(-result) : "ok", list);
}

static bool accepts(int kvm, uint32_t logical_pvr)
{
	return !guest_try_compat(kvm, logical_pvr);
}

static bool enters(int kvm, uint32_t logical_pvr)
{
	struct guest guest;
	char why[96];
	bool entered;

	if (guest_open(&guest, kvm) < 0)
		return false;
	entered = !guest_set_compat(&guest, logical_pvr) &&
		  !guest_enter(&guest, why, sizeof(why));
	guest_close(&guest);
	return entered;
}

static void print_modes(const char *field, int kvm,
			bool (*has)(int kvm, uint32_t logical_pvr))
{
	const char *separator = "";
	size_t i;

	printf(" %s=", field);
	for (i = 0; i < mode_count; i++) {
		if (!has(kvm, modes[i].logical_pvr))
			continue;
		printf("%s%s", separator, modes[i].number);
		separator = ",";
	}
	if (!*separator)
		fputs("none", stdout);
}

/* A kernel without KVM-HV may still have a /dev/kvm that can be asked. */
static void print_none(const char *call, int error, int kvm)
{
	printf("kvm=none(%s:%s) ", call, errno_name(-error));
	if (kvm < 0)
		puts("cap=- ioctl=- reported=- accepted=- runs=-");
	else
		printf("cap=%d ioctl=- reported=- accepted=- runs=-\n",
		       compat_caps_extension(kvm));
}

static void print_kvm(void)
{
	int kvm = kvm_open();
	int vm;

	if (kvm < 0) {
		print_none("open", kvm, -1);
		return;
	}
	vm = vm_open(kvm, 0);
	if (vm < 0) {
		print_none("create", vm, kvm);
		return;
	}
	printf("kvm=%s ", kvm_kind(kvm));
	print_query(vm);
	print_modes("accepted", kvm, accepts);
	print_modes("runs", kvm, enters);
	putchar('\n');
}

int main(int argc, char **argv)
{
	const struct program program = {
		"compat-probe",
		"Print what this host and its KVM say and do, in one line.\n",
		NULL,
		0,
		"0 the line was printed",
	};

	(void)argc;
	options_take(&program, argv);
	print_host();
	print_kvm();
	return 0;
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* The query: the only file that opens /dev/kvm and makes an ioctl. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "compatcaps.h"
#include "kvm_ppc_compat.h"
#include "machine.h"
#include "query.h"
#include "record.h"

_Static_assert(sizeof(struct kvm_ppc_compat_caps) >=
		       KVM_PPC_COMPAT_CAPS_SIZE_VER0,
	       "the kernel's struct is at least of its first size");
_Static_assert(sizeof(((struct utsname *)0)->release) <= COMPATCAPS_TEXT_SIZE,
	       "a text holds what uname gives");

static int fail(struct compatcaps_host *host, enum compatcaps_call call)
{
	host->failed_call = call;
	host->failed_errno = errno;
	return -EIO;
}

/* KVM_CREATE_VM is one that signals interrupt. */
static int kvm_ioctl(const struct query_calls *calls, int fd,
		     unsigned long request, uintptr_t argument)
{
	int result;

	do {
		result = calls->ioctl(fd, request, argument);
	} while (result < 0 && errno == EINTR);
	return result;
}

/* More than 0: the extension is there; 0: not; or -EIO. */
static int check_extension(struct compatcaps_host *host,
			   const struct query_calls *calls, int kvm,
			   uintptr_t extension)
{
	int result = kvm_ioctl(calls, kvm, KVM_CHECK_EXTENSION, extension);

	return result < 0 ? fail(host, COMPATCAPS_CALL_CHECK_EXTENSION)
			  : result;
}

/* The one place where the kernel's struct becomes a host's record. */
static void capabilities_from_uapi(struct compatcaps_host *host,
				   const struct kvm_ppc_compat_caps *caps)
{
	host->capabilities = caps->compat_capabilities;
}

/* 0; -ENODATA: this descriptor does not answer; or -EIO. */
static int get_capabilities(struct compatcaps_host *host,
			    const struct query_calls *calls, int fd,
			    enum compatcaps_source source)
{
	/* The first size: each kernel that has the ioctl takes it. */
	struct kvm_ppc_compat_caps caps = {
		.size = KVM_PPC_COMPAT_CAPS_SIZE_VER0,
	};

	if (kvm_ioctl(calls, fd, KVM_PPC_GET_COMPAT_CAPS, (uintptr_t)&caps) <
	    0) {
		fail(host, COMPATCAPS_CALL_GET_COMPAT_CAPS);
		return errno == EINVAL || errno == ENOTTY ? -ENODATA : -EIO;
	}
	host->failed_call = COMPATCAPS_CALL_NONE;
	host->failed_errno = 0;
	capabilities_from_uapi(host, &caps);
	host->source = source;
	return 0;
}

/* Type 0 is KVM's default, which is HV wherever kvm-hv is loaded. */
static int ask_vm(struct compatcaps_host *host, const struct query_calls *calls,
		  int kvm)
{
	int vm = kvm_ioctl(calls, kvm, KVM_CREATE_VM, 0);
	int error;

	if (vm < 0)
		return fail(host, COMPATCAPS_CALL_CREATE_VM);
	error = get_capabilities(host, calls, vm, COMPATCAPS_SOURCE_VM);
	calls->close(vm);
	return error;
}

/*
 * KVM offers KVM_CAP_PPC_NESTED_HV to its guests with API v1 only, so that its
 * absence means v2 unless the administrator took it away.
 */
static int refine_kind(struct compatcaps_host *host,
		       const struct query_calls *calls, int kvm,
		       const char *root)
{
	int nested;

	if (host->kind != COMPATCAPS_KIND_PSERIES)
		return 0;
	nested = check_extension(host, calls, kvm, KVM_CAP_PPC_NESTED_HV);
	if (nested < 0)
		return nested;
	if (nested)
		host->kind = COMPATCAPS_KIND_NESTED_V1;
	else if (compatcaps_machine_nested(root) == MACHINE_NESTED_ON)
		host->kind = COMPATCAPS_KIND_NESTED_V2;
	return 0;
}

static int ask_kvm(struct compatcaps_host *host,
		   const struct query_calls *calls, int kvm, const char *root)
{
	/* On /dev/kvm this one is there if and only if kvm-hv is. */
	int result = check_extension(host, calls, kvm, KVM_CAP_PPC_HTAB_FD);

	if (result <= 0)
		return result < 0 ? result : -ENODEV;
	result = refine_kind(host, calls, kvm, root);
	if (result)
		return result;
	result = check_extension(host, calls, kvm, KVM_CAP_PPC_COMPAT_CAPS);
	if (result <= 0)
		return result < 0 ? result : -ENOTTY;
	result = get_capabilities(host, calls, kvm, COMPATCAPS_SOURCE_DEV_KVM);
	return result == -ENODATA ? ask_vm(host, calls, kvm) : result;
}

static int open_error(int error)
{
	switch (error) {
	case ENOENT:
	case ENODEV:
	case ENXIO:
		return -ENOENT;
	case EACCES:
	case EPERM:
		return -EACCES;
	default:
		return -EIO;
	}
}

static int query_kvm(struct compatcaps_host *host,
		     const struct query_calls *calls, const char *root)
{
	int kvm = calls->open("/dev/kvm", O_RDWR | O_CLOEXEC);
	int error;

	if (kvm < 0) {
		fail(host, COMPATCAPS_CALL_OPEN);
		return open_error(host->failed_errno);
	}
	error = ask_kvm(host, calls, kvm, root);
	calls->close(kvm);
	return error;
}

static void copy_text(char to[COMPATCAPS_TEXT_SIZE], const char *from)
{
	snprintf(to, COMPATCAPS_TEXT_SIZE, "%.*s", COMPATCAPS_TEXT_SIZE - 1,
		 from);
}

static int query_names(struct compatcaps_host *host,
		       const struct query_calls *calls)
{
	struct utsname names;

	if (calls->uname(&names) < 0)
		return fail(host, COMPATCAPS_CALL_UNAME);
	copy_text(host->kernel_release, names.release);
	copy_text(host->machine, names.machine);
	return 0;
}

static int is_power(const char *machine)
{
	return !strcmp(machine, "ppc64le") || !strcmp(machine, "ppc64");
}

static int query(struct compatcaps_host *host, const struct query_calls *calls,
		 const char *root)
{
	int error = query_names(host, calls);

	if (error)
		return error;
	if (!is_power(host->machine))
		return -ENOSYS;
	host->processor_pvr = compatcaps_machine_processor_pvr(root);
	host->partition_pvr = compatcaps_machine_partition_pvr(root);
	host->kind = compatcaps_machine_kind(root);
	return query_kvm(host, calls, root);
}

int compatcaps_query_with(struct compatcaps_host *host,
			  const struct query_calls *calls, const char *root)
{
	struct compatcaps_host known = {.size = sizeof(known)};
	int error;

	if (!host || host->size < HOST_SIZE_VER0)
		return -EINVAL;
	if (known.size > host->size)
		known.size = host->size;
	error = query(&known, calls, root);
	memcpy(host, &known, known.size);
	return error;
}

static int system_open(const char *path, int flags)
{
	return open(path, flags);
}

static int system_ioctl(int fd, unsigned long request, uintptr_t argument)
{
	return ioctl(fd, request, argument);
}

int compatcaps_query(struct compatcaps_host *host)
{
	static const struct query_calls calls = {
		.uname = uname,
		.open = system_open,
		.ioctl = system_ioctl,
		.close = close,
	};

	return compatcaps_query_with(host, &calls, "");
}

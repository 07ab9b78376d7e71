// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmocka_includes.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/auxv.h>

#include "kvm_ppc_compat.h"
#include "kvm_ppc_trial.h"
#include "machine.h"

#define CPUS "proc/device-tree/cpus"

/*
 * A descriptor's number is never used again, so that it cannot be confused with
 * another.
 */
#define FIRST_FD 1000
#define MAX_OPEN 128

/* read() returns small pieces, so that a failure can cut each file. */
#define READ_SIZE 7

enum kind {
	KIND_CLOSED,
	KIND_ROOT,
	KIND_FILE,
	KIND_CPUS,
	KIND_KVM,
	KIND_VM,
	KIND_VCPU,
};

struct descriptor {
	enum kind kind;
	const struct machine_file *file;
	size_t position;
	bool is_stream; /* owned by a DIR */
};

static struct {
	const struct machine *machine;
	unsigned int calls, vms;
	unsigned int fail_first, fail_count;
	int fail_error;
	struct machine_failure failure;
	struct descriptor descriptors[MAX_OPEN];
	int opened;
	bool has_pvr, is_papr;
	struct dirent entry;
} now;

void machine_start(const struct machine *machine)
{
	memset(&now, 0, sizeof(now));
	now.machine = machine;
}

void machine_fail(unsigned int n, unsigned int count, int error)
{
	now.fail_first = n;
	now.fail_count = count;
	now.fail_error = error;
}

unsigned int machine_calls(void)
{
	return now.calls;
}

unsigned int machine_vms(void)
{
	return now.vms;
}

struct machine_failure machine_failure(void)
{
	return now.failure;
}

void machine_must_be_idle(void)
{
	for (int i = 0; i < now.opened; i++) {
		if (now.descriptors[i].kind != KIND_CLOSED)
			fail_msg("descriptor %d of kind %d is left open",
				 FIRST_FD + i, now.descriptors[i].kind);
	}
}

/* Count a call. Returns true, and sets errno, if it must fail. */
static bool fails(enum machine_role role, enum compatcaps_call call,
		  bool is_retried)
{
	now.calls++;
	/* The library repeats no call for ever. */
	assert_in_range(now.calls, 1, 10000);
	if (!now.fail_first || now.calls < now.fail_first ||
	    now.calls - now.fail_first >= now.fail_count)
		return false;
	if (now.failure.role == MACHINE_NONE) {
		now.failure.role = role;
		now.failure.call = call;
		now.failure.retried = is_retried && now.fail_error == EINTR;
	}
	errno = now.fail_error;
	return true;
}

static int fail_with(int error)
{
	errno = error;
	return -1;
}

static int open_descriptor(enum kind kind, const struct machine_file *file)
{
	assert_in_range(now.opened, 0, MAX_OPEN - 1);
	now.descriptors[now.opened].kind = kind;
	now.descriptors[now.opened].file = file;
	return FIRST_FD + now.opened++;
}

static struct descriptor *descriptor_of(int fd)
{
	struct descriptor *descriptor;

	if (fd < FIRST_FD || fd >= FIRST_FD + now.opened)
		fail_msg("descriptor %d was never opened", fd);
	descriptor = &now.descriptors[fd - FIRST_FD];
	if (descriptor->kind == KIND_CLOSED)
		fail_msg("descriptor %d is closed", fd);
	return descriptor;
}

static struct descriptor *descriptor_of_kind(int fd, enum kind kind)
{
	struct descriptor *descriptor = descriptor_of(fd);

	assert_int_equal(descriptor->kind, kind);
	return descriptor;
}

static int machine_uname(struct utsname *names)
{
	if (fails(MACHINE_OBSERVED, COMPATCAPS_CALL_UNAME, false))
		return -1;
	memset(names, 0, sizeof(*names));
	strcpy(names->machine, now.machine->name);
	strcpy(names->release, "6.12.0-simulated");
	strcpy(names->nodename, "simulated");
	return 0;
}

static unsigned long machine_getauxval(unsigned long type)
{
	if (fails(MACHINE_OPTIONAL, COMPATCAPS_CALL_NONE, false))
		return 0;
	if (type == AT_PLATFORM)
		return (unsigned long)now.machine->platform;
	assert_int_equal(type, AT_BASE_PLATFORM);
	return (unsigned long)now.machine->base_platform;
}

static int open_name(const char *name, int flags)
{
	const struct machine_file *file = now.machine->files;

	assert_int_equal(flags & (O_ACCMODE | O_CLOEXEC), O_RDONLY | O_CLOEXEC);
	if (flags & O_DIRECTORY) {
		assert_string_equal(name, CPUS);
		return now.machine->cpus ? open_descriptor(KIND_CPUS, NULL)
					 : fail_with(ENOENT);
	}
	assert_true(flags & O_NONBLOCK);
	for (; file && file->path; file++) {
		if (!strcmp(file->path, name))
			return open_descriptor(KIND_FILE, file);
	}
	return fail_with(ENOENT);
}

static int machine_open(const char *path, int flags)
{
	assert_int_equal(path[0], '/');
	if (!strcmp(path, MACHINE_ROOT)) {
		if (fails(MACHINE_OPEN_ROOT, COMPATCAPS_CALL_NONE, false))
			return -1;
		assert_int_equal(flags, O_RDONLY | O_CLOEXEC | O_DIRECTORY);
		return open_descriptor(KIND_ROOT, NULL);
	}
	if (strcmp(path, "/dev/kvm")) {
		if (fails(MACHINE_OPTIONAL, COMPATCAPS_CALL_NONE, false))
			return -1;
		return open_name(path + 1, flags);
	}
	if (fails(MACHINE_OBSERVED, COMPATCAPS_CALL_OPEN, false))
		return -1;
	assert_int_equal(flags, O_RDWR | O_CLOEXEC);
	return now.machine->kvm_error ? fail_with(now.machine->kvm_error)
				      : open_descriptor(KIND_KVM, NULL);
}

static int machine_open_below(int directory, const char *path, int flags)
{
	const bool is_probe = !strcmp(path, "/");

	if (fails(is_probe ? MACHINE_OPEN_ROOT : MACHINE_OPTIONAL,
		  COMPATCAPS_CALL_NONE, false))
		return -1;
	descriptor_of_kind(directory, KIND_ROOT);
	return is_probe ? open_descriptor(KIND_ROOT, NULL)
			: open_name(path, flags);
}

static ssize_t machine_read(int fd, void *data, size_t size)
{
	struct descriptor *descriptor;
	size_t rest;

	if (fails(MACHINE_OPTIONAL, COMPATCAPS_CALL_NONE, true))
		return -1;
	descriptor = descriptor_of_kind(fd, KIND_FILE);
	rest = descriptor->file->size - descriptor->position;
	size = size < rest ? size : rest;
	size = size < READ_SIZE ? size : READ_SIZE;
	memcpy(data, descriptor->file->data + descriptor->position, size);
	descriptor->position += size;
	return (ssize_t)size;
}

static int machine_close(int fd)
{
	struct descriptor *descriptor = descriptor_of(fd);

	assert_false(descriptor->is_stream);
	descriptor->kind = KIND_CLOSED;
	return fails(MACHINE_CLOSE, COMPATCAPS_CALL_NONE, false) ? -1 : 0;
}

/* A stream is its descriptor, in another type. */
static DIR *machine_fdopendir(int fd)
{
	struct descriptor *descriptor = descriptor_of_kind(fd, KIND_CPUS);

	if (fails(MACHINE_OPTIONAL, COMPATCAPS_CALL_NONE, false))
		return NULL;
	assert_false(descriptor->is_stream);
	descriptor->is_stream = true;
	return (DIR *)descriptor;
}

static struct descriptor *descriptor_of_stream(DIR *stream)
{
	struct descriptor *descriptor = (struct descriptor *)stream;

	assert_int_equal(descriptor->kind, KIND_CPUS);
	assert_true(descriptor->is_stream);
	return descriptor;
}

static struct dirent *machine_readdir(DIR *directory)
{
	struct descriptor *descriptor = descriptor_of_stream(directory);
	const char *name;

	if (fails(MACHINE_OPTIONAL, COMPATCAPS_CALL_NONE, false))
		return NULL;
	name = now.machine->cpus[descriptor->position];
	if (!name)
		return NULL;
	descriptor->position++;
	strcpy(now.entry.d_name, name);
	return &now.entry;
}

static int machine_closedir(DIR *directory)
{
	descriptor_of_stream(directory)->kind = KIND_CLOSED;
	return fails(MACHINE_CLOSE, COMPATCAPS_CALL_NONE, false) ? -1 : 0;
}

static int check_extension(int fd, uintptr_t extension)
{
	descriptor_of_kind(fd, KIND_KVM);
	switch (extension) {
	case KVM_CAP_PPC_HTAB_FD:
		return now.machine->htab_fd;
	case KVM_CAP_PPC_NESTED_HV:
		return now.machine->nested_hv;
	case KVM_CAP_PPC_COMPAT_CAPS:
		return now.machine->compat_caps;
	default:
		fail_msg("extension %lu is asked for",
			 (unsigned long)extension);
		return -1;
	}
}

static int get_compat_caps(int fd, struct kvm_ppc_compat_caps *caps)
{
	const struct descriptor *descriptor = descriptor_of(fd);
	const struct machine_answer *answer = &now.machine->vm;

	if (descriptor->kind == KIND_KVM)
		answer = &now.machine->dev_kvm;
	else
		assert_int_equal(descriptor->kind, KIND_VM);
	/* The library must not call it without the extension. */
	assert_int_not_equal(now.machine->compat_caps, 0);
	assert_int_equal(caps->size, KVM_PPC_COMPAT_CAPS_SIZE_VER0);
	assert_int_equal(caps->flags, 0);
	if (answer->error)
		return fail_with(answer->error);
	caps->compat_capabilities = answer->capabilities;
	return 0;
}

static int create_vm(int fd, uintptr_t type)
{
	descriptor_of_kind(fd, KIND_KVM);
	assert_int_equal(type, 0);
	now.vms++;
	return open_descriptor(KIND_VM, NULL);
}

static int create_vcpu(int fd, uintptr_t id)
{
	descriptor_of_kind(fd, KIND_VM);
	assert_int_equal(id, 0);
	return open_descriptor(KIND_VCPU, NULL);
}

static int get_sregs(int fd, struct kvm_ppc_trial_sregs *sregs)
{
	descriptor_of_kind(fd, KIND_VCPU);
	memset(sregs, 0xa5, sizeof(*sregs));
	sregs->pvr = MACHINE_SREGS_PVR;
	return 0;
}

static int set_sregs(int fd, const struct kvm_ppc_trial_sregs *sregs)
{
	descriptor_of_kind(fd, KIND_VCPU);
	assert_int_equal(sregs->pvr, MACHINE_SREGS_PVR);
	now.has_pvr = true;
	return 0;
}

static int enable_cap(int fd, const struct kvm_enable_cap *enable)
{
	descriptor_of_kind(fd, KIND_VCPU);
	assert_int_equal(enable->cap, KVM_CAP_PPC_PAPR);
	assert_int_equal(enable->flags, 0);
	now.is_papr = true;
	return 0;
}

static int set_one_reg(int fd, const struct kvm_one_reg *one_reg)
{
	const uint32_t *pvr = (const uint32_t *)(uintptr_t)one_reg->addr;

	descriptor_of_kind(fd, KIND_VCPU);
	assert_true(now.has_pvr && now.is_papr);
	assert_int_equal(one_reg->id, KVM_PPC_TRIAL_ARCH_COMPAT);
	assert_int_equal(*pvr & ~63U, 0x0f000000);
	return now.machine->accepted & 1ULL << (*pvr & 63) ? 0
							   : fail_with(EINVAL);
}

static enum compatcaps_call call_of(unsigned long request)
{
	switch (request) {
	case KVM_CHECK_EXTENSION:
		return COMPATCAPS_CALL_CHECK_EXTENSION;
	case KVM_CREATE_VM:
		return COMPATCAPS_CALL_CREATE_VM;
	case KVM_PPC_GET_COMPAT_CAPS:
		return COMPATCAPS_CALL_GET_COMPAT_CAPS;
	case KVM_CREATE_VCPU:
		return COMPATCAPS_CALL_CREATE_VCPU;
	case KVM_PPC_TRIAL_GET_SREGS:
		return COMPATCAPS_CALL_GET_SREGS;
	case KVM_PPC_TRIAL_SET_SREGS:
		return COMPATCAPS_CALL_SET_SREGS;
	case KVM_ENABLE_CAP:
		return COMPATCAPS_CALL_ENABLE_CAP;
	case KVM_SET_ONE_REG:
		return COMPATCAPS_CALL_SET_ONE_REG;
	default:
		fail_msg("ioctl 0x%lx is asked for", request);
		return COMPATCAPS_CALL_NONE;
	}
}

static int machine_ioctl(int fd, unsigned long request, uintptr_t argument)
{
	enum compatcaps_call call = call_of(request);

	if (fails(MACHINE_OBSERVED, call, true))
		return -1;
	switch (call) {
	case COMPATCAPS_CALL_CHECK_EXTENSION:
		return check_extension(fd, argument);
	case COMPATCAPS_CALL_CREATE_VM:
		return create_vm(fd, argument);
	case COMPATCAPS_CALL_GET_COMPAT_CAPS:
		return get_compat_caps(fd, (void *)argument);
	case COMPATCAPS_CALL_CREATE_VCPU:
		return create_vcpu(fd, argument);
	case COMPATCAPS_CALL_GET_SREGS:
		return get_sregs(fd, (void *)argument);
	case COMPATCAPS_CALL_SET_SREGS:
		return set_sregs(fd, (void *)argument);
	case COMPATCAPS_CALL_ENABLE_CAP:
		return enable_cap(fd, (void *)argument);
	default:
		return set_one_reg(fd, (void *)argument);
	}
}

const struct system machine_system = {
	.uname = machine_uname,
	.getauxval = machine_getauxval,
	.open = machine_open,
	.open_below = machine_open_below,
	.read = machine_read,
	.ioctl = machine_ioctl,
	.close = machine_close,
	.fdopendir = machine_fdopendir,
	.readdir = machine_readdir,
	.closedir = machine_closedir,
};

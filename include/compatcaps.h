/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * libcompatcaps: which POWER processor modes a KVM host can give its guests.
 *
 * Everything here is a plain function of its arguments but for
 * compatcaps_query(), which asks the running kernel. The library prints
 * nothing, keeps no state, allocates nothing for its callers and can be called
 * from any thread.
 *
 *	struct compatcaps_host host = { .size = sizeof(host) };
 *	int error = compatcaps_query(&host);
 *
 *	if (!error)
 *		best = compatcaps_best(&host);
 *
 * The words used here: a *mode* is a level of the architecture that a
 * processor offers to software, named after the processor that introduced it.
 * A *logical PVR* names a mode (PAPR, "Logical Processor Version"), a *raw PVR*
 * names a piece of silicon (Power ISA, Processor Version Register).
 */
#ifndef COMPATCAPS_H
#define COMPATCAPS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define COMPATCAPS_API __attribute__((visibility("default")))

/* Bytes of a text inside a record, with its terminating NUL. */
#define COMPATCAPS_TEXT_SIZE 72

/*
 * What kind of host this is. It decides where KVM has its answer from.
 * Later versions may add kinds; treat one that you do not know as unknown.
 * Since 0.1.
 */
enum compatcaps_kind {
	/* Not a POWER machine, or its device tree could not be read. */
	COMPATCAPS_KIND_UNKNOWN = 0,
	/* PowerNV: Linux itself is the hypervisor. */
	COMPATCAPS_KIND_BARE_METAL = 1,
	/* Below a hypervisor; which nested API KVM uses is not known. */
	COMPATCAPS_KIND_PSERIES = 2,
	/* A KVM guest that is a host itself: H_ENTER_NESTED. */
	COMPATCAPS_KIND_NESTED_V1 = 3,
	/* A partition of PowerVM or alike: H_GUEST_CREATE and its family. */
	COMPATCAPS_KIND_NESTED_V2 = 4,
};

/* Which interface of the kernel the modes come from. Since 0.1. */
enum compatcaps_source {
	/* None: nothing is known about modes, `capabilities` means nothing. */
	COMPATCAPS_SOURCE_NONE = 0,
	/* KVM_PPC_GET_COMPAT_CAPS on /dev/kvm. */
	COMPATCAPS_SOURCE_DEV_KVM = 1,
	/* KVM_PPC_GET_COMPAT_CAPS on a virtual machine made for the question.
	 */
	COMPATCAPS_SOURCE_VM = 2,
};

/* A system call of compatcaps_query(), to say which one failed. Since 0.1. */
enum compatcaps_call {
	COMPATCAPS_CALL_NONE = 0,
	COMPATCAPS_CALL_UNAME = 1,
	COMPATCAPS_CALL_OPEN = 2,
	COMPATCAPS_CALL_CHECK_EXTENSION = 3,
	COMPATCAPS_CALL_CREATE_VM = 4,
	COMPATCAPS_CALL_GET_COMPAT_CAPS = 5,
};

/*
 * A host: all that the answers are derived from. It can be kept, and judged
 * elsewhere. Later versions add members at the end only. Since 0.1.
 */
struct compatcaps_host {
	/*
	 * In: sizeof(struct compatcaps_host) of the caller.
	 * Out: how many bytes the library filled, never more than that.
	 */
	size_t size;
	enum compatcaps_kind kind;
	enum compatcaps_source source;
	/*
	 * The processor's own version register, from /proc/cpuinfo;
	 * 0: not known.
	 */
	uint32_t processor_pvr;
	/*
	 * `cpu-version` of the device tree's first processor; 0: not known.
	 * A logical PVR (PAPR) if the host runs in a compat mode, the raw PVR
	 * if it runs in raw mode or on bare metal.
	 */
	uint32_t partition_pvr;
	/*
	 * kvm_ppc_compat_caps.compat_capabilities as the kernel gave it (Linux,
	 * Documentation/virt/kvm/api.rst), unknown bits included. Bit n of the
	 * hypervisor's bitmap, counted from the most significant bit, is
	 * 1 << (63 - n) here.
	 */
	uint64_t capabilities;
	/*
	 * If a failed system call is why the query failed: which one, and its
	 * errno (positive). Else COMPATCAPS_CALL_NONE and 0.
	 */
	enum compatcaps_call failed_call;
	int failed_errno;
	/* uname's release and machine; empty: not known. */
	char kernel_release[COMPATCAPS_TEXT_SIZE];
	char machine[COMPATCAPS_TEXT_SIZE];
};

/*
 * A mode. The library owns all records of this type; they are constant and
 * live as long as the library. Use them by pointer and never by
 * sizeof: later versions add members at the end. Since 0.1.
 */
struct compatcaps_mode {
	/* As IBM writes it: "POWER10", but "Power11". */
	const char *name;
	/* PAPR; what KVM_REG_PPC_ARCH_COMPAT takes. */
	uint32_t logical_pvr;
	/* Upper half of the raw PVR of the processor that introduced it. */
	uint16_t processor_version;
	/* Its bit in compatcaps_host.capabilities; 0: there is none. */
	uint64_t capability;
};

/* Can guests have a mode? Since 0.1. */
enum compatcaps_answer {
	COMPATCAPS_ANSWER_UNKNOWN = 0,
	COMPATCAPS_ANSWER_NO = 1,
	COMPATCAPS_ANSWER_YES = 2,
};

/* Why? Since 0.1. */
enum compatcaps_reason {
	/* Unknown: the record has no source. */
	COMPATCAPS_REASON_NO_SOURCE = 0,
	/* Unknown: the kernel's interface has no bit for the mode. */
	COMPATCAPS_REASON_NO_BIT = 1,
	/* Yes: KVM reports it. */
	COMPATCAPS_REASON_REPORTED = 2,
	/* No: the processor is older than the mode. */
	COMPATCAPS_REASON_NEWER_THAN_PROCESSOR = 3,
	/* No: the host itself runs in an older mode. */
	COMPATCAPS_REASON_ABOVE_PARTITION = 4,
	/* No: processor and partition would allow it, KVM's list lacks it. */
	COMPATCAPS_REASON_NOT_GRANTED = 5,
};

/*
 * One mode judged for one host. The caller sets `size` to its sizeof; the
 * library fills not more and sets `size` to what it filled. Since 0.1.
 */
struct compatcaps_verdict {
	size_t size;
	enum compatcaps_answer answer;
	enum compatcaps_reason reason;
};

/*
 * Ask the running kernel.
 *
 * host: the caller's; `size` is read, all else is overwritten.
 *
 * Whatever could be found out is in *host also when the result is an error
 * (but for -EINVAL): a host whose kernel cannot tell the modes still has its
 * processor, its own mode and its kernel's release there, and `source` is
 * COMPATCAPS_SOURCE_NONE.
 *
 * May load the kvm module, as each open of /dev/kvm may. On a kernel that
 * answers only on virtual machines (mainline) it makes an empty one and closes
 * it. Leaves no descriptor open.
 *
 * Returns 0, or one of
 *   -EINVAL   host is NULL or its size is below that of version 0.1
 *   -ENOSYS   not a 64-bit POWER machine
 *   -ENOENT   no KVM: /dev/kvm is missing or nothing stands behind it
 *   -EACCES   no permission to open /dev/kvm
 *   -ENODEV   KVM is there but kvm-hv is not
 *   -ENOTTY   the kernel has no KVM_CAP_PPC_COMPAT_CAPS on this host
 *   -ENODATA  the kernel has it, and refuses to answer on this host
 *   -EIO      a system call failed unexpectedly: see `failed_call`. E2BIG of
 *             KVM_PPC_GET_COMPAT_CAPS is among these: the kernel answers it to
 *             a struct that is larger than its own and not zero beyond, and
 *             the one used here is of the first size.
 * Since 0.1.
 */
COMPATCAPS_API int compatcaps_query(struct compatcaps_host *host);

/*
 * Judge whether guests of a host can have a mode.
 *
 * verdict: the caller's, with `size` set.
 *
 * Returns 0, or -EINVAL if an argument is NULL or a record's size is below that
 * of version 0.1. Since 0.1.
 */
COMPATCAPS_API int compatcaps_judge(const struct compatcaps_host *host,
				    const struct compatcaps_mode *mode,
				    struct compatcaps_verdict *verdict);

/*
 * The newest mode that guests of a host surely can have. NULL if there is none,
 * if the host's source is none, or if host is not valid. Since 0.1.
 */
COMPATCAPS_API const struct compatcaps_mode *
compatcaps_best(const struct compatcaps_host *host);

/*
 * Those bits of a host's `capabilities` that this version has no mode for. 0 if
 * there are none, if the host's source is none, or if host is not valid.
 * Since 0.1.
 */
COMPATCAPS_API uint64_t
compatcaps_unknown_capabilities(const struct compatcaps_host *host);

/* How many modes this version knows. Since 0.1. */
COMPATCAPS_API size_t compatcaps_mode_count(void);

/*
 * The modes, oldest first: index 0 to compatcaps_mode_count() - 1; NULL beyond.
 * Since 0.1.
 */
COMPATCAPS_API const struct compatcaps_mode *compatcaps_mode_at(size_t index);

/*
 * A mode by its name, in upper or lower case; QEMU's "power10" is POWER10.
 * NULL: no such mode, or name is NULL. Since 0.1.
 */
COMPATCAPS_API const struct compatcaps_mode *
compatcaps_mode_find(const char *name);

/*
 * A mode by a PVR: by a logical one the mode that it names, by a raw one the
 * newest mode of that processor. NULL: this version does not know the PVR.
 * Since 0.1.
 */
COMPATCAPS_API const struct compatcaps_mode *
compatcaps_mode_by_pvr(uint32_t pvr);

/*
 * 1 if a PVR is a logical one (PAPR: its first byte is 0x0f), else 0.
 * Since 0.1.
 */
COMPATCAPS_API int compatcaps_pvr_is_logical(uint32_t pvr);

/*
 * Stable identifiers in lower case, for logs and machines; constant strings of
 * the library. "unknown" for a value that this version does not know.
 * Since 0.1.
 *
 * kind:   unknown, bare-metal, pseries, nested-v1, nested-v2
 * source: none, dev-kvm, vm
 * reason: no-source, no-bit, reported, newer-than-processor, above-partition,
 *         not-granted
 */
COMPATCAPS_API const char *compatcaps_kind_name(enum compatcaps_kind kind);
COMPATCAPS_API const char *
compatcaps_source_name(enum compatcaps_source source);
COMPATCAPS_API const char *
compatcaps_reason_name(enum compatcaps_reason reason);

/*
 * A system call as a message would name it, as "ioctl KVM_CREATE_VM"; a
 * constant string of the library. Since 0.1.
 */
COMPATCAPS_API const char *compatcaps_call_name(enum compatcaps_call call);

#ifdef __cplusplus
}
#endif

#endif

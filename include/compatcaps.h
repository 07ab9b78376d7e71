/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * libcompatcaps: which POWER processor modes a KVM host can give its guests.
 *
 *	struct compatcaps_host host = { .size = sizeof(host) };
 *	int error = compatcaps_query(&host);
 *
 *	if (!error)
 *		best = compatcaps_best(&host, COMPATCAPS_CERTAINTY_LIKELY);
 *
 * An answer takes two steps, which can happen on two machines.
 * compatcaps_collect() makes observations of the host; compatcaps_conclude()
 * concludes from them what the host is. compatcaps_query() does both. Only
 * compatcaps_collect() and compatcaps_query() make system calls; the other
 * functions are pure. The library prints nothing, keeps no state, allocates
 * nothing for its callers and can be called from any thread.
 *
 * Words: a *mode* is a level of the architecture that a processor offers to
 * software, named after the processor that introduced it. A *logical PVR* names
 * a mode (PAPR, "Logical Processor Version"). A *raw PVR* names a processor
 * (Power ISA, Processor Version Register). *Observations* are what was seen of
 * a host before any conclusion.
 */
#ifndef COMPATCAPS_H
#define COMPATCAPS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define COMPATCAPS_API __attribute__((visibility("default")))

/* Bytes of a string in struct compatcaps_host, with its terminating NUL. */
#define COMPATCAPS_TEXT_SIZE 72

/*
 * The kind of a host. It decides where KVM takes its answer from.
 * Later versions may add kinds; treat one that you do not know as unknown.
 * Since 0.1.
 */
enum compatcaps_kind {
	/* Not a POWER machine, or its device tree could not be read. */
	COMPATCAPS_KIND_UNKNOWN = 0,
	/* PowerNV: Linux itself is the hypervisor. */
	COMPATCAPS_KIND_BARE_METAL = 1,
	/* A guest of a hypervisor; the nested API that KVM uses is not known.
	 */
	COMPATCAPS_KIND_PSERIES = 2,
	/* A KVM guest that is a host itself (nested API v1): H_ENTER_NESTED. */
	COMPATCAPS_KIND_NESTED_V1 = 3,
	/* A partition of PowerVM or similar (nested API v2): H_GUEST_CREATE. */
	COMPATCAPS_KIND_NESTED_V2 = 4,
};

/*
 * Where an answer comes from, best first. Later versions may add sources.
 * Since 0.1.
 */
enum compatcaps_source {
	/* None: nothing is known about modes. */
	COMPATCAPS_SOURCE_NONE = 0,
	/* KVM_PPC_GET_COMPAT_CAPS on /dev/kvm. */
	COMPATCAPS_SOURCE_DEV_KVM = 1,
	/* KVM_PPC_GET_COMPAT_CAPS on a virtual machine made for the query. */
	COMPATCAPS_SOURCE_VM = 2,
	/*
	 * Trial: each mode was set (KVM_REG_PPC_ARCH_COMPAT) on a virtual
	 * processor that was made for the query and never runs. Linux 6.12
	 * accepts modes that the mode of the host does not allow; therefore the
	 * mode of the host is part of the answer, too.
	 */
	COMPATCAPS_SOURCE_TRIAL = 3,
	/*
	 * Inference: from the device tree, the auxiliary vector and
	 * /proc/cpuinfo, without KVM.
	 */
	COMPATCAPS_SOURCE_INFERENCE = 4,
};

/* All sources, for compatcaps_collect(). Since 0.1. */
#define COMPATCAPS_ALL_SOURCES                                          \
	(1U << COMPATCAPS_SOURCE_DEV_KVM | 1U << COMPATCAPS_SOURCE_VM | \
	 1U << COMPATCAPS_SOURCE_TRIAL | 1U << COMPATCAPS_SOURCE_INFERENCE)

/* How certain an answer is; greater is more certain. Since 0.1. */
enum compatcaps_certainty {
	/* There is no answer. */
	COMPATCAPS_CERTAINTY_NONE = 0,
	/* Inferred: KVM or the hypervisor may decide otherwise. */
	COMPATCAPS_CERTAINTY_GUESS = 1,
	/*
	 * KVM accepted the mode in a trial, and nothing contradicts it; or the
	 * answer follows from how KVM runs guests on such a host.
	 */
	COMPATCAPS_CERTAINTY_LIKELY = 2,
	/*
	 * KVM reports it by the interface for the purpose, or KVM refused the
	 * mode in a trial.
	 */
	COMPATCAPS_CERTAINTY_SURE = 3,
};

/* The system calls of compatcaps_collect() that can fail. Since 0.1. */
enum compatcaps_call {
	COMPATCAPS_CALL_NONE = 0,
	COMPATCAPS_CALL_UNAME = 1,
	COMPATCAPS_CALL_OPEN = 2,
	COMPATCAPS_CALL_CHECK_EXTENSION = 3,
	COMPATCAPS_CALL_CREATE_VM = 4,
	COMPATCAPS_CALL_GET_COMPAT_CAPS = 5,
	COMPATCAPS_CALL_CREATE_VCPU = 6,
	/* These set up the virtual processor of a trial. */
	COMPATCAPS_CALL_GET_SREGS = 7,
	COMPATCAPS_CALL_SET_SREGS = 8,
	COMPATCAPS_CALL_ENABLE_CAP = 9,
	COMPATCAPS_CALL_SET_ONE_REG = 10,
};

/* Bytes of all paths and values in struct compatcaps_evidence. */
#define COMPATCAPS_EVIDENCE_SIZE 16384

/*
 * Observations of a host: entries, each with a path that says what was
 * observed, for example "proc/cpuinfo", and a value. compatcaps-record(5) lists
 * the paths. Entries that this version does not know are kept and change no
 * answer.
 *
 * The caller owns the structure. To make it empty, set `size` to its sizeof and
 * `used` to 0. Only compatcaps_evidence_add() and compatcaps_evidence_at() may
 * use the other members. Since 0.1.
 */
struct compatcaps_evidence {
	size_t size;
	size_t used;
	char texts[COMPATCAPS_EVIDENCE_SIZE];
};

/*
 * The bit of a logical PVR in tried_accepted and tried_refused: bit n stands
 * for 0x0f000000 + n. Since 0.1.
 */
#define COMPATCAPS_TRIED(logical_pvr) (UINT64_C(1) << ((logical_pvr) & 63))

/*
 * A host: everything that its answers depend on. Later versions add members
 * only at the end. Since 0.1.
 */
struct compatcaps_host {
	/*
	 * In: sizeof(struct compatcaps_host) of the caller.
	 * Out: the number of bytes that the library filled, never more.
	 */
	size_t size;
	enum compatcaps_kind kind;
	/* Where the answers come from. */
	enum compatcaps_source source;
	/*
	 * Why no better source answered: 0, or one of the errors of
	 * compatcaps_query(). It is never 0 if the answers are inferred.
	 */
	int error;
	/*
	 * If a system call failed and that is the reason: the call, and its
	 * errno (positive). Otherwise COMPATCAPS_CALL_NONE and 0.
	 */
	enum compatcaps_call failed_call;
	int failed_errno;
	/*
	 * The raw PVR of the processor, from /proc/cpuinfo; 0: not known.
	 */
	uint32_t processor_pvr;
	/*
	 * `cpu-version` of the device tree's first processor; 0: not known.
	 * A logical PVR (PAPR) if the host runs in a compatibility mode, the
	 * raw PVR if it runs in raw mode or on bare metal.
	 */
	uint32_t partition_pvr;
	/*
	 * The mode of the host itself, a logical PVR, from the names that the
	 * kernel uses: "POWER10 (architected)" in /proc/cpuinfo, or AT_PLATFORM
	 * of the auxiliary vector (Linux, asm/cputable.h). 0: not known.
	 */
	uint32_t platform_pvr;
	/*
	 * Sources dev-kvm and vm: kvm_ppc_compat_caps.compat_capabilities as
	 * the kernel reported it (Linux, Documentation/virt/kvm/api.rst),
	 * including unknown bits. Bit n of the hypervisor's bitmap, counted
	 * from the most significant bit, is 1 << (63 - n) here. Other sources:
	 * 0.
	 */
	uint64_t capabilities;
	/*
	 * Source trial: the modes that KVM accepted and refused, with
	 * COMPATCAPS_TRIED() of each. Other sources: 0.
	 */
	uint64_t tried_accepted;
	uint64_t tried_refused;
	/* release, machine and nodename of uname(2); empty: not known. */
	char kernel_release[COMPATCAPS_TEXT_SIZE];
	char machine[COMPATCAPS_TEXT_SIZE];
	char name[COMPATCAPS_TEXT_SIZE];
};

/*
 * A mode. The library owns all structures of this type; they are constant and
 * live as long as the library. Use pointers to them and never their sizeof:
 * later versions add members at the end. Since 0.1.
 */
struct compatcaps_mode {
	/* In IBM's spelling: "POWER10", but "Power11". */
	const char *name;
	/* From PAPR; KVM_REG_PPC_ARCH_COMPAT takes it. */
	uint32_t logical_pvr;
	/* Upper half of the raw PVR of the processor that introduced it. */
	uint16_t processor_version;
	/* Its bit in compatcaps_host.capabilities; 0: it has none. */
	uint64_t capability;
};

/* Whether guests can have a mode. Since 0.1. */
enum compatcaps_answer {
	COMPATCAPS_ANSWER_UNKNOWN = 0,
	COMPATCAPS_ANSWER_NO = 1,
	COMPATCAPS_ANSWER_YES = 2,
};

/* The reason for an answer. Since 0.1. */
enum compatcaps_reason {
	/* Unknown: the host has no source. */
	COMPATCAPS_REASON_NO_SOURCE = 0,
	/* Unknown: the kernel's interface has no bit for the mode. */
	COMPATCAPS_REASON_NO_BIT = 1,
	/* Yes: KVM reports it. */
	COMPATCAPS_REASON_REPORTED = 2,
	/* No: the processor is older than the mode. */
	COMPATCAPS_REASON_NEWER_THAN_PROCESSOR = 3,
	/* No: the host itself runs in an older mode. */
	COMPATCAPS_REASON_ABOVE_PARTITION = 4,
	/* No: the processor and the host's mode allow it, KVM does not. */
	COMPATCAPS_REASON_NOT_GRANTED = 5,
	/* Yes, likely: KVM accepted it in a trial. */
	COMPATCAPS_REASON_ACCEPTED = 6,
	/*
	 * No, likely: KVM accepted it in a trial, but the host itself runs in
	 * an older mode. A guest in this mode does not start, or leaves the
	 * mode of the host.
	 */
	COMPATCAPS_REASON_ACCEPTED_WRONGLY = 7,
	/* Yes, a guess: the host itself runs in this mode or in a newer one. */
	COMPATCAPS_REASON_INFERRED = 8,
	/* Unknown: neither the processor nor the mode of the host is known. */
	COMPATCAPS_REASON_NO_HINT = 9,
	/*
	 * No: guests in this mode need the hash MMU. KVM cannot give it to them
	 * if the host is itself a guest or a partition, nor on a POWER9 before
	 * version 2.2 whose host uses the radix MMU.
	 */
	COMPATCAPS_REASON_NO_HASH_MMU = 10,
	/*
	 * Unknown: KVM accepted it in a trial, but it is older than the mode of
	 * the host, and the hypervisor decides when a guest starts.
	 */
	COMPATCAPS_REASON_HYPERVISOR_DECIDES = 11,
};

/*
 * The judgement of one mode for one host. The caller sets `size` to its sizeof;
 * the library fills at most that many bytes and sets `size` to their number.
 * Since 0.1.
 */
struct compatcaps_verdict {
	size_t size;
	enum compatcaps_answer answer;
	enum compatcaps_reason reason;
	enum compatcaps_certainty certainty;
};

/*
 * Query the running kernel: use the best source that has an answer.
 *
 * host: the caller's; `size` is read, everything else is overwritten.
 *
 * If the result is an error other than -EINVAL, *host still has everything that
 * could be found out; the answers are inferred then
 * (COMPATCAPS_SOURCE_INFERENCE).
 *
 * The kernel may load the module kvm, as it does whenever a program opens
 * /dev/kvm. If KVM answers only on virtual machines (mainline), or if modes
 * must be tried, the function makes an empty virtual machine and closes it. It
 * leaves no descriptor open.
 *
 * Returns 0 if KVM answered or modes could be tried, otherwise one of
 *   -EINVAL   host is NULL or its size is smaller than in version 0.1
 *   -ENOSYS   not a 64-bit POWER machine
 *   -ENXIO    KVM was not queried: the observations have no entry about it
 *   -ENOENT   no KVM: /dev/kvm is missing, or no driver answers on it
 *   -EACCES   no permission to open /dev/kvm
 *   -ENODEV   KVM is there, but kvm-hv is not loaded
 *   -ENOTTY   KVM has no KVM_CAP_PPC_COMPAT_CAPS, and the caller allowed no
 *             other source
 *   -ENODATA  KVM has the interface but gives no answer on this host, and the
 *             caller allowed no other source
 *   -EIO      a system call failed unexpectedly: see `failed_call`. This
 *             includes E2BIG of KVM_PPC_GET_COMPAT_CAPS: the kernel returns it
 *             for a struct that is larger than its own and not zero behind it,
 *             and the library uses the first, smallest size.
 * Since 0.1.
 */
COMPATCAPS_API int compatcaps_query(struct compatcaps_host *host);

/*
 * Make observations of a host.
 *
 * evidence: the caller's; `size` is read, the old contents are lost.
 * sources:  0: a source is used only if no better source has an answer, as in
 *           compatcaps_query(). Otherwise the sources to use, with
 *           1 << enum compatcaps_source for each; all of them are used. Files
 *           are always read.
 * root:     NULL, or a directory below which files are read instead of below
 *           "/", for example a copy of another host's /proc. Symbolic links
 *           cannot lead out of it (this needs Linux 5.6). Then no other source
 *           is used, and `sources` has no effect.
 *
 * A system call that fails is an observation, not an error.
 *
 * Returns 0, or
 *   -EINVAL   evidence is NULL, its size is smaller than in version 0.1, or
 *             sources has a bit that stands for no source
 *   -ENOSPC   the observations do not fit; those that fit are kept
 * and with a root
 *   -ENOENT, -ENOTDIR, -EACCES   root cannot be opened
 *   -ENOSYS   the kernel cannot keep symbolic links within root
 *   -EIO      any other error
 * Since 0.1.
 */
COMPATCAPS_API int compatcaps_collect(struct compatcaps_evidence *evidence,
				      unsigned int sources, const char *root);

/*
 * Conclude from observations what a host is.
 *
 * source: the only source to use, or COMPATCAPS_SOURCE_NONE for the best one in
 *         the observations.
 * host:   as in compatcaps_query().
 *
 * An entry whose value is not as compatcaps-record(5) says counts as missing.
 *
 * Returns what compatcaps_query() returns; -ENODATA also if the observations
 * have no entry of `source`; and 0 for COMPATCAPS_SOURCE_INFERENCE if the
 * caller asked for it and it was possible. Since 0.1.
 */
COMPATCAPS_API int
compatcaps_conclude(const struct compatcaps_evidence *evidence,
		    enum compatcaps_source source,
		    struct compatcaps_host *host);

/*
 * Add an entry to observations, for example one that was read from a record.
 *
 * path: relative, in parts separated by "/". A part consists of letters, digits
 *       and "_ . , @ + -"; it is not empty, not "." and not "..".
 * text: the value; it is copied.
 *
 * Returns 0, or
 *   -EINVAL   an argument is NULL, the observations are not valid, or path is
 *             not a valid path
 *   -EEXIST   there is already an entry with this path
 *   -ENOSPC   there is no room; nothing was added
 * Since 0.1.
 */
COMPATCAPS_API int compatcaps_evidence_add(struct compatcaps_evidence *evidence,
					   const char *path, const char *text);

/*
 * Get an entry by its index; the order is that in which they were added.
 *
 * Returns 0 and sets *path and *text, which are valid until the observations
 * change; -ENOENT if index is not less than the number of entries; -EINVAL if
 * an argument is NULL or the observations are not valid. Since 0.1.
 */
COMPATCAPS_API int
compatcaps_evidence_at(const struct compatcaps_evidence *evidence, size_t index,
		       const char **path, const char **text);

/*
 * Find the value of a path; valid until the observations change. NULL: there is
 * no such entry, an argument is NULL, or the observations are not valid.
 * Since 0.1.
 */
COMPATCAPS_API const char *
compatcaps_evidence_find(const struct compatcaps_evidence *evidence,
			 const char *path);

/*
 * Judge whether guests of a host can have a mode.
 *
 * verdict: the caller's, with `size` set.
 *
 * Returns 0, or -EINVAL if an argument is NULL or the size of host or verdict
 * is smaller than in version 0.1. Since 0.1.
 */
COMPATCAPS_API int compatcaps_judge(const struct compatcaps_host *host,
				    const struct compatcaps_mode *mode,
				    struct compatcaps_verdict *verdict);

/*
 * The newest mode whose answer is yes with at least this certainty. NULL if
 * there is none, or if host is not valid. Since 0.1.
 */
COMPATCAPS_API const struct compatcaps_mode *
compatcaps_best(const struct compatcaps_host *host,
		enum compatcaps_certainty certainty);

/*
 * The mode of the host itself: the mode in which a partition runs; on bare
 * metal and in raw mode, the newest mode of the processor. NULL: not known,
 * older than all modes that this version knows, or host is not valid. Since
 * 0.1.
 */
COMPATCAPS_API const struct compatcaps_mode *
compatcaps_own_mode(const struct compatcaps_host *host);

/*
 * The bits of a host's `capabilities` for which this version knows no mode. 0
 * if there are none, or if host is not valid. Since 0.1.
 */
COMPATCAPS_API uint64_t
compatcaps_unknown_capabilities(const struct compatcaps_host *host);

/* The number of modes that this version knows. Since 0.1. */
COMPATCAPS_API size_t compatcaps_mode_count(void);

/*
 * A mode by its index, from 0, the oldest, to compatcaps_mode_count() - 1; NULL
 * for a greater index. Since 0.1.
 */
COMPATCAPS_API const struct compatcaps_mode *compatcaps_mode_at(size_t index);

/*
 * A mode by its name; upper and lower case are the same, so that QEMU's
 * "power10" is POWER10. NULL: no such mode, or name is NULL. Since 0.1.
 */
COMPATCAPS_API const struct compatcaps_mode *
compatcaps_mode_find(const char *name);

/*
 * A mode by a PVR: for a logical PVR the mode that it names, for a raw PVR the
 * newest mode of that processor. NULL: this version does not know the PVR.
 * Since 0.1.
 */
COMPATCAPS_API const struct compatcaps_mode *
compatcaps_mode_by_pvr(uint32_t pvr);

/*
 * 1 if a PVR is a logical PVR (PAPR: its first byte is 0x0f), otherwise 0.
 * Since 0.1.
 */
COMPATCAPS_API int compatcaps_pvr_is_logical(uint32_t pvr);

/*
 * The level of a PVR, to compare PVRs: a greater level is newer. Do not compare
 * the PVRs themselves: 0x0f100003, POWER7+, has level 3 as POWER7 has, and
 * Power11 has level 7. A raw PVR has the level of the processor's newest mode.
 * 0: not known. Since 0.1.
 */
COMPATCAPS_API unsigned int compatcaps_pvr_level(uint32_t pvr);

/*
 * The logical PVR of a level less than COMPATCAPS_LEVELS, also if its mode has
 * no name. If a level has variants it is the plain one: 0x0f000003 for level 3.
 * 0: there is no such level. Since 0.1.
 */
COMPATCAPS_API uint32_t compatcaps_pvr_of_level(unsigned int level);

/*
 * The name of the mode of a logical PVR, or of the newest mode of the processor
 * of a raw PVR. Modes older than those of the table have names, too, for
 * example "POWER7+". A constant string of the library. NULL: this version knows
 * no name. Since 0.1.
 */
COMPATCAPS_API const char *compatcaps_pvr_name(uint32_t pvr);

/*
 * Stable identifiers in lower case, for logs and programs; constant strings of
 * the library. "unknown" for a value that this version does not know.
 * Since 0.1.
 *
 * kind:   unknown, bare-metal, pseries, nested-v1, nested-v2
 * source: none, dev-kvm, vm, trial, inference
 * reason: no-source, no-bit, reported, newer-than-processor, above-partition,
 *         not-granted, accepted, accepted-wrongly, inferred, no-hint,
 *         no-hash-mmu, hypervisor-decides
 * certainty: none, guess, likely, sure
 */
COMPATCAPS_API const char *compatcaps_kind_name(enum compatcaps_kind kind);
COMPATCAPS_API const char *
compatcaps_source_name(enum compatcaps_source source);
COMPATCAPS_API const char *
compatcaps_reason_name(enum compatcaps_reason reason);
COMPATCAPS_API const char *
compatcaps_certainty_name(enum compatcaps_certainty certainty);

/*
 * A source by its name, the one that compatcaps_source_name() returns.
 * COMPATCAPS_SOURCE_NONE: no such source, or name is NULL. Since 0.1.
 */
COMPATCAPS_API enum compatcaps_source compatcaps_source_find(const char *name);

/*
 * The highest certainty that a yes from a source can have; a no can be more
 * certain. COMPATCAPS_CERTAINTY_NONE for a source that this version does not
 * know. Since 0.1.
 */
COMPATCAPS_API enum compatcaps_certainty
compatcaps_source_certainty(enum compatcaps_source source);

/*
 * The name of a system call for error messages, for example
 * "ioctl KVM_CREATE_VM"; a constant string of the library. Since 0.1.
 */
COMPATCAPS_API const char *compatcaps_call_name(enum compatcaps_call call);

/*
 * Many hosts
 *
 * All answers for a host fit into one number: for each mode the answer and its
 * certainty, and the certainty of the host's answer as a whole. From such
 * numbers follow the newest mode that all of some hosts give, whether another
 * host can join them, and where a guest can run. A million hosts are an array
 * of a million numbers.
 *
 * Use the functions below to make and read a number. Two hosts with the same
 * number are the same to them; 0 is a host without any answer. Since 0.1.
 */
typedef uint64_t compatcaps_answers;

/* A number has room for this many logical PVRs from 0x0f000000 on. */
#define COMPATCAPS_LEVELS 20

/* The answers for a host; 0 if host is not valid. Since 0.1. */
COMPATCAPS_API compatcaps_answers
compatcaps_answers_of(const struct compatcaps_host *host);

/*
 * The answers for a host with this certainty and without an answer for any mode
 * yet; for answers that do not come from struct compatcaps_host. Since 0.1.
 */
COMPATCAPS_API compatcaps_answers
compatcaps_answers_new(enum compatcaps_certainty certainty);

/*
 * Set the answer for a mode. A yes gets at most the certainty of the host's
 * answer as a whole; a yes with COMPATCAPS_CERTAINTY_NONE becomes unknown. This
 * version need not know the mode.
 *
 * Returns 0, or
 *   -EINVAL   answers is NULL
 *   -ERANGE   there is no room for this PVR; nothing was set
 * Since 0.1.
 */
COMPATCAPS_API int compatcaps_answers_set(compatcaps_answers *answers,
					  uint32_t logical_pvr,
					  enum compatcaps_answer answer,
					  enum compatcaps_certainty certainty);

/*
 * The answer for a mode. If certainty is not NULL, *certainty is set to the
 * certainty of a yes, and to COMPATCAPS_CERTAINTY_NONE for any other answer.
 * Since 0.1.
 */
COMPATCAPS_API enum compatcaps_answer
compatcaps_answers_get(compatcaps_answers answers, uint32_t logical_pvr,
		       enum compatcaps_certainty *certainty);

/* The certainty of the host's answer as a whole. Since 0.1. */
COMPATCAPS_API enum compatcaps_certainty
compatcaps_answers_certainty(compatcaps_answers answers);

/*
 * 1 if guests of the host can have the mode with at least this certainty,
 * otherwise 0. COMPATCAPS_CERTAINTY_NONE means COMPATCAPS_CERTAINTY_GUESS.
 * Since 0.1.
 */
COMPATCAPS_API int compatcaps_gives(compatcaps_answers answers,
				    uint32_t logical_pvr,
				    enum compatcaps_certainty certainty);

/*
 * The newest mode that each host gives; guests in it can move between these
 * hosts. A logical PVR; 0: there is no such mode.
 *
 * certainty: hosts whose answer is less certain are left out.
 * unsure:    NULL, or where to store the number of hosts that were left out.
 *            Only if it is 0, the result holds for all hosts.
 *
 * A host can join others without a cost if the result is the same with and
 * without it. Since 0.1.
 */
COMPATCAPS_API uint32_t compatcaps_baseline(const compatcaps_answers *hosts,
					    size_t count,
					    enum compatcaps_certainty certainty,
					    size_t *unsure);

#ifdef __cplusplus
}
#endif

#endif

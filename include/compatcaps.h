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
 * An answer is made in two steps, which can happen on two machines:
 * compatcaps_collect() writes down what it observes of the host,
 * compatcaps_conclude() makes a host's record of that. compatcaps_query() is
 * both. Only compatcaps_collect() and compatcaps_query() make system calls; the
 * others are plain functions of their arguments. The library prints nothing,
 * keeps no state, allocates nothing for its callers and can be called from any
 * thread.
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

/*
 * Where an answer comes from, best first. Later versions may add sources.
 * Since 0.1.
 */
enum compatcaps_source {
	/* None: nothing is known about modes. */
	COMPATCAPS_SOURCE_NONE = 0,
	/* KVM_PPC_GET_COMPAT_CAPS on /dev/kvm. */
	COMPATCAPS_SOURCE_DEV_KVM = 1,
	/* KVM_PPC_GET_COMPAT_CAPS on a virtual machine made for the question.
	 */
	COMPATCAPS_SOURCE_VM = 2,
	/*
	 * Trial: each mode was set on a virtual processor made for the question
	 * (KVM_REG_PPC_ARCH_COMPAT), which never runs. KVM was seen to accept
	 * there what the host's own mode does not allow (Linux 6.12), so that
	 * the host's mode is looked at, too.
	 */
	COMPATCAPS_SOURCE_TRIAL = 3,
	/*
	 * Inference: from the device tree, the auxiliary vector and
	 * /proc/cpuinfo, without KVM.
	 */
	COMPATCAPS_SOURCE_INFERENCE = 4,
};

/* Every source, as compatcaps_collect() takes them. Since 0.1. */
#define COMPATCAPS_ALL_SOURCES                                          \
	(1U << COMPATCAPS_SOURCE_DEV_KVM | 1U << COMPATCAPS_SOURCE_VM | \
	 1U << COMPATCAPS_SOURCE_TRIAL | 1U << COMPATCAPS_SOURCE_INFERENCE)

/* How sure an answer is; greater is surer. Since 0.1. */
enum compatcaps_certainty {
	/* There is no answer. */
	COMPATCAPS_CERTAINTY_NONE = 0,
	/* Inferred: KVM or the hypervisor may see it otherwise. */
	COMPATCAPS_CERTAINTY_GUESS = 1,
	/*
	 * KVM was tried, and nothing speaks against what it did; or it follows
	 * from the way in which KVM runs guests there.
	 */
	COMPATCAPS_CERTAINTY_LIKELY = 2,
	/* KVM says so, by the interface made for it. */
	COMPATCAPS_CERTAINTY_SURE = 3,
};

/* A system call of compatcaps_collect(), to say which one failed. Since 0.1. */
enum compatcaps_call {
	COMPATCAPS_CALL_NONE = 0,
	COMPATCAPS_CALL_UNAME = 1,
	COMPATCAPS_CALL_OPEN = 2,
	COMPATCAPS_CALL_CHECK_EXTENSION = 3,
	COMPATCAPS_CALL_CREATE_VM = 4,
	COMPATCAPS_CALL_GET_COMPAT_CAPS = 5,
	COMPATCAPS_CALL_CREATE_VCPU = 6,
	/* To set up the virtual processor of a trial. */
	COMPATCAPS_CALL_GET_SREGS = 7,
	COMPATCAPS_CALL_SET_SREGS = 8,
	COMPATCAPS_CALL_ENABLE_CAP = 9,
	COMPATCAPS_CALL_SET_ONE_REG = 10,
};

/* Bytes of all that an evidence holds. */
#define COMPATCAPS_EVIDENCE_SIZE 16384

/*
 * What was seen on a host, before any judgement: texts, each with a path that
 * says what it is, as "proc/cpuinfo". compatcaps-record(5) lists the paths.
 * Texts that this version does not know are kept and do not matter.
 *
 * The caller owns it. Set `size` to its sizeof and `used` to 0: that is an
 * empty one. The rest is for compatcaps_evidence_add() and
 * compatcaps_evidence_at() only. Since 0.1.
 */
struct compatcaps_evidence {
	size_t size;
	size_t used;
	char texts[COMPATCAPS_EVIDENCE_SIZE];
};

/*
 * The bit of a mode in tried_accepted and tried_refused, by its logical PVR:
 * bit n stands for 0x0f000000 + n. Since 0.1.
 */
#define COMPATCAPS_TRIED(logical_pvr) (UINT64_C(1) << ((logical_pvr) & 63))

/*
 * A host: all that the answers are derived from. Later versions add members at
 * the end only. Since 0.1.
 */
struct compatcaps_host {
	/*
	 * In: sizeof(struct compatcaps_host) of the caller.
	 * Out: how many bytes the library filled, never more than that.
	 */
	size_t size;
	enum compatcaps_kind kind;
	/* Where the answers come from. */
	enum compatcaps_source source;
	/*
	 * Why no better source answered: 0, or one of the errors of
	 * compatcaps_query(). A host with inferred answers has one.
	 */
	int error;
	/*
	 * If a failed system call is why: which one, and its errno (positive).
	 * Else COMPATCAPS_CALL_NONE and 0.
	 */
	enum compatcaps_call failed_call;
	int failed_errno;
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
	 * The host's own mode as the kernel's names for it tell, a logical PVR:
	 * "POWER10 (architected)" of /proc/cpuinfo, or AT_PLATFORM of the
	 * auxiliary vector (Linux, asm/cputable.h). 0: not known.
	 */
	uint32_t platform_pvr;
	/*
	 * Sources dev-kvm and vm: kvm_ppc_compat_caps.compat_capabilities as
	 * the kernel gave it (Linux, Documentation/virt/kvm/api.rst), unknown
	 * bits included. Bit n of the hypervisor's bitmap, counted from the
	 * most significant bit, is 1 << (63 - n) here. Other sources: 0.
	 */
	uint64_t capabilities;
	/*
	 * Source trial: the modes that KVM accepted and refused, a
	 * COMPATCAPS_TRIED() for each. Other sources: 0.
	 */
	uint64_t tried_accepted;
	uint64_t tried_refused;
	/* uname's release, machine and nodename; empty: not known. */
	char kernel_release[COMPATCAPS_TEXT_SIZE];
	char machine[COMPATCAPS_TEXT_SIZE];
	char name[COMPATCAPS_TEXT_SIZE];
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
	/* No: processor and partition would allow it, KVM does not. */
	COMPATCAPS_REASON_NOT_GRANTED = 5,
	/* Yes, likely: KVM accepted it on trial. */
	COMPATCAPS_REASON_ACCEPTED = 6,
	/*
	 * No, likely: KVM accepted it on trial, but the host itself runs in an
	 * older mode. A guest in it does not start, or is on its own.
	 */
	COMPATCAPS_REASON_ACCEPTED_WRONGLY = 7,
	/* Yes, a guess: the host itself runs in this mode or in a newer one. */
	COMPATCAPS_REASON_INFERRED = 8,
	/* Unknown: nothing is known of this host's processor or mode. */
	COMPATCAPS_REASON_NO_HINT = 9,
	/*
	 * No, likely: guests in it have the hash MMU, which KVM runs neither
	 * below a hypervisor nor on a POWER9 before version 2.2 with radix.
	 */
	COMPATCAPS_REASON_NO_HASH_MMU = 10,
	/*
	 * Unknown: KVM accepted it on trial, but it is below the host's own
	 * mode, and the hypervisor decides when a guest starts.
	 */
	COMPATCAPS_REASON_HYPERVISOR_DECIDES = 11,
};

/*
 * One mode judged for one host. The caller sets `size` to its sizeof; the
 * library fills not more and sets `size` to what it filled. Since 0.1.
 */
struct compatcaps_verdict {
	size_t size;
	enum compatcaps_answer answer;
	enum compatcaps_reason reason;
	enum compatcaps_certainty certainty;
};

/*
 * Ask the running kernel: the best source that has an answer.
 *
 * host: the caller's; `size` is read, all else is overwritten.
 *
 * Whatever could be found out is in *host also when the result is an error (but
 * for -EINVAL): the answers are then inferred (COMPATCAPS_SOURCE_INFERENCE).
 *
 * May load the kvm module, as each open of /dev/kvm may. Where KVM answers only
 * on virtual machines (mainline), or has to be tried, makes an empty one and
 * closes it. Leaves no descriptor open.
 *
 * Returns 0: KVM answered or could be tried, or one of
 *   -EINVAL   host is NULL or its size is below that of version 0.1
 *   -ENOSYS   not a 64-bit POWER machine
 *   -ENXIO    KVM was not asked: nothing of it is in the evidence
 *   -ENOENT   no KVM: /dev/kvm is missing or nothing stands behind it
 *   -EACCES   no permission to open /dev/kvm
 *   -ENODEV   KVM is there but kvm-hv is not
 *   -ENOTTY   KVM has no KVM_CAP_PPC_COMPAT_CAPS, and no other source was to
 *             be asked
 *   -ENODATA  KVM has it and refuses to answer on this host, likewise
 *   -EIO      a system call failed unexpectedly: see `failed_call`. E2BIG of
 *             KVM_PPC_GET_COMPAT_CAPS is among these: the kernel answers it to
 *             a struct that is larger than its own and not zero beyond, and
 *             the one used here is of the first size.
 * Since 0.1.
 */
COMPATCAPS_API int compatcaps_query(struct compatcaps_host *host);

/*
 * Look at a host and write down what is seen.
 *
 * evidence: the caller's; `size` is read, what it held before is lost.
 * sources:  0: as compatcaps_query(), each source only if no better one has an
 *           answer; or the sources to ask, 1 << enum compatcaps_source each:
 *           they are all asked. Files are always read.
 * root:     NULL, or a directory to read files below instead of "/", as the
 *           copy of another host's /proc. Links do not lead out of it (Linux
 *           5.6 or later). Nothing but files is looked at then; `sources` does
 *           not matter.
 *
 * That a system call fails is something seen, and no error. Returns 0, or one
 * of -EINVAL   evidence is NULL, or its size below that of version 0.1, or
 *             sources has a bit that is no source
 *   -ENOSPC   evidence has no room for all; what fits is in it
 * and with a root
 *   -ENOENT, -ENOTDIR, -EACCES   it cannot be opened
 *   -ENOSYS   this kernel cannot keep links within it
 *   -EIO      any other error
 * Since 0.1.
 */
COMPATCAPS_API int compatcaps_collect(struct compatcaps_evidence *evidence,
				      unsigned int sources, const char *root);

/*
 * Make a host's record of what was seen.
 *
 * source: the only one to go by, or COMPATCAPS_SOURCE_NONE for the best that is
 *         in the evidence.
 * host:   as in compatcaps_query().
 *
 * Texts that are not as expected count as not seen.
 *
 * Returns 0, or as compatcaps_query(); -ENODATA also where the evidence has
 * nothing from `source`; 0 for COMPATCAPS_SOURCE_INFERENCE where it was asked
 * for. Since 0.1.
 */
COMPATCAPS_API int
compatcaps_conclude(const struct compatcaps_evidence *evidence,
		    enum compatcaps_source source,
		    struct compatcaps_host *host);

/*
 * Add a text to an evidence, as one that was kept in a file.
 *
 * path: relative, of letters, digits and "_ . , @ + -", in parts between "/";
 *       a part is neither empty nor "." nor "..".
 *
 * Returns 0, or
 *   -EINVAL   an argument is NULL, the evidence is not valid, or path is none
 *   -EEXIST   the path is there already
 *   -ENOSPC   there is no room; nothing was added
 * Since 0.1.
 */
COMPATCAPS_API int compatcaps_evidence_add(struct compatcaps_evidence *evidence,
					   const char *path, const char *text);

/*
 * The texts of an evidence, in the order in which they were added. Returns 0
 * and sets *path and *text, which live as long as the evidence is not changed;
 * -ENOENT beyond the last one; -EINVAL if an argument is NULL or the evidence
 * is not valid. Since 0.1.
 */
COMPATCAPS_API int
compatcaps_evidence_at(const struct compatcaps_evidence *evidence, size_t index,
		       const char **path, const char **text);

/* The text of a path; NULL: there is none, or as above. Since 0.1. */
COMPATCAPS_API const char *
compatcaps_evidence_find(const struct compatcaps_evidence *evidence,
			 const char *path);

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
 * The newest mode that guests of a host can have, if that is at least so
 * certain. NULL if there is none, or if host is not valid. Since 0.1.
 */
COMPATCAPS_API const struct compatcaps_mode *
compatcaps_best(const struct compatcaps_host *host,
		enum compatcaps_certainty certainty);

/*
 * The host's own mode: of a partition the one that it runs in, on bare metal
 * and in raw mode the newest of its processor. NULL: not known, or older than
 * every mode of this version, or host is not valid. Since 0.1.
 */
COMPATCAPS_API const struct compatcaps_mode *
compatcaps_own_mode(const struct compatcaps_host *host);

/*
 * Those bits of a host's `capabilities` that this version has no mode for. 0 if
 * there are none, or if host is not valid.
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
 * The level of a PVR, to compare PVRs by: greater is newer. The PVRs themselves
 * do not grow with it: 0x0f100003, POWER7+, is of level 3 as POWER7 is, and
 * Power11 of level 7. Of a raw PVR the level of the processor's newest mode.
 * 0: not known. Since 0.1.
 */
COMPATCAPS_API unsigned int compatcaps_pvr_level(uint32_t pvr);

/*
 * The logical PVR of a level below COMPATCAPS_LEVELS, whether its mode has a
 * name or not; of the variants of a level the plain one, 0x0f000003 for
 * level 3. 0: there is no such level. Since 0.1.
 */
COMPATCAPS_API uint32_t compatcaps_pvr_of_level(unsigned int level);

/*
 * The name of a logical PVR's mode, or of the newest mode of a raw PVR's
 * processor, also of one that is older than all modes of this version, as
 * "POWER7+"; a constant string of the library. NULL: this version knows none.
 * Since 0.1.
 */
COMPATCAPS_API const char *compatcaps_pvr_name(uint32_t pvr);

/*
 * Stable identifiers in lower case, for logs and machines; constant strings of
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
 * A source by its name, as compatcaps_source_name() writes it;
 * COMPATCAPS_SOURCE_NONE: no such source, or name is NULL. Since 0.1.
 */
COMPATCAPS_API enum compatcaps_source compatcaps_source_find(const char *name);

/*
 * How sure a yes of a source is, at most; what a source refuses can be surer.
 * COMPATCAPS_CERTAINTY_NONE for a source that this version does not know.
 * Since 0.1.
 */
COMPATCAPS_API enum compatcaps_certainty
compatcaps_source_certainty(enum compatcaps_source source);

/*
 * A system call as a message would name it, as "ioctl KVM_CREATE_VM"; a
 * constant string of the library. Since 0.1.
 */
COMPATCAPS_API const char *compatcaps_call_name(enum compatcaps_call call);

/*
 * Many hosts
 *
 * All that a host answers, in one number: of each mode whether guests can have
 * it and how certain that is, and how certain the host's own word is. Of it
 * follow the mode that all of some hosts give, whether one more may join them,
 * and where a guest can run. A million hosts are an array of them.
 *
 * The functions below make and read it; hosts with equal numbers are alike to
 * them. 0 is a host that says nothing. Since 0.1.
 */
typedef uint64_t compatcaps_answers;

/* There is room for the logical PVRs 0x0f000000 and so many from there on. */
#define COMPATCAPS_LEVELS 20

/* The answers of a host; 0 if it is not valid. Since 0.1. */
COMPATCAPS_API compatcaps_answers
compatcaps_answers_of(const struct compatcaps_host *host);

/*
 * The answers of a host whose own word is so certain, and that says nothing of
 * any mode yet; for what comes from elsewhere. Since 0.1.
 */
COMPATCAPS_API compatcaps_answers
compatcaps_answers_new(enum compatcaps_certainty certainty);

/*
 * Set one: a yes is at most as certain as the host's own word, and without any
 * certainty it is unknown. The mode need not be one that this version knows.
 *
 * Returns 0, or
 *   -EINVAL   answers is NULL
 *   -ERANGE   there is no room for such a PVR; nothing is set
 * Since 0.1.
 */
COMPATCAPS_API int compatcaps_answers_set(compatcaps_answers *answers,
					  uint32_t logical_pvr,
					  enum compatcaps_answer answer,
					  enum compatcaps_certainty certainty);

/*
 * One of them. certainty: NULL, or where that of a yes goes; else it becomes
 * COMPATCAPS_CERTAINTY_NONE. Since 0.1.
 */
COMPATCAPS_API enum compatcaps_answer
compatcaps_answers_get(compatcaps_answers answers, uint32_t logical_pvr,
		       enum compatcaps_certainty *certainty);

/* How certain the host's own word is. Since 0.1. */
COMPATCAPS_API enum compatcaps_certainty
compatcaps_answers_certainty(compatcaps_answers answers);

/*
 * 1 if guests of the host can have a mode, and that is at least so certain;
 * else 0. COMPATCAPS_CERTAINTY_NONE is as COMPATCAPS_CERTAINTY_GUESS. Since
 * 0.1.
 */
COMPATCAPS_API int compatcaps_gives(compatcaps_answers answers,
				    uint32_t logical_pvr,
				    enum compatcaps_certainty certainty);

/*
 * The newest mode that each host gives, if its own word is at least so certain:
 * guests in it can move between these. A logical PVR, or 0: there is none.
 *
 * unsure: NULL, or where it goes how many hosts were left out, because their
 *         word is less certain. Only if that is 0 the answer holds for all.
 *
 * May a host join others? It may if this is the same with it and without.
 * Since 0.1.
 */
COMPATCAPS_API uint32_t compatcaps_baseline(const compatcaps_answers *hosts,
					    size_t count,
					    enum compatcaps_certainty certainty,
					    size_t *unsure);

#ifdef __cplusplus
}
#endif

#endif

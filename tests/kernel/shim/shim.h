/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * As much of the kernel as the files of kernel/ use, for their tests in user
 * space. What the kernel would ask the machine, a test sets in struct
 * shim_machine; "user memory" is one area with an end and a protection.
 */
#ifndef SHIM_H
#define SHIM_H

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef int64_t s64;
typedef unsigned long long u64; /* not uint64_t: the same as __u64 */
typedef uint32_t u32;

#define BUILD_BUG_ON(condition) _Static_assert(!(condition), #condition)
#define smp_load_acquire(pointer) __atomic_load_n(pointer, __ATOMIC_ACQUIRE)
#define IS_ERR(pointer) ((uintptr_t)(pointer) >= (uintptr_t)-4095)
#define PTR_ERR(pointer) ((long)(intptr_t)(pointer))
#define ERR_PTR(error) ((void *)(intptr_t)(error))
#define min_t(type, a, b) ((type)(a) < (type)(b) ? (type)(a) : (type)(b))
#define __user

/* kunit/visibility.h: nothing is exported here */
#define EXPORT_SYMBOL_IF_KUNIT(symbol) _Static_assert(1, #symbol)

/* linux/kvm_host.h and asm/kvm_ppc.h */
struct kvm_ppc_compat_caps;
struct kvmppc_ops {
	int (*get_compat_caps)(struct kvm_ppc_compat_caps *caps);
};
struct kvm {
	struct {
		struct kvmppc_ops *kvm_ops;
		unsigned long lpid;
	} arch;
};
extern struct kvmppc_ops *kvmppc_hv_ops;

/* linux/rcupdate.h: the tests see to it that each lock is released */
extern int shim_rcu_depth;
#define rcu_read_lock() (shim_rcu_depth++)
#define rcu_read_unlock() (shim_rcu_depth--)

/* linux/uaccess.h and linux/mm.h */
struct shim_user {
	char *start;
	size_t readable; /* bytes from start */
	size_t writable;
	int writes;		  /* how many times user memory was written */
	void (*after_read)(void); /* another thread of the program */
};
extern struct shim_user shim_user;
extern unsigned long shim_page_size;
#define PAGE_SIZE shim_page_size

int shim_read(void *to, const void *from, size_t size);
int shim_write(void *to, const void *from, size_t size);
int copy_struct_from_user(void *to, size_t known, const void *from,
			  size_t size);
int copy_struct_to_user(void *to, size_t size, const void *from, size_t known,
			bool *ignored);
#define get_user(x, pointer) shim_read(&(x), pointer, sizeof(*(pointer)))
#define put_user(x, pointer)                                \
	({                                                  \
		__typeof__(*(pointer)) value = (x);         \
		shim_write(pointer, &value, sizeof(value)); \
	})

/* What the machine and the hypervisor say */
struct shim_machine {
	bool pseries;
	bool nested_v2;
	bool isa_300;
	bool isa_31;
	bool has_cpu_version;
	u32 cpu_version;
	u32 raw_pvr;
};
extern struct shim_machine shim_machine;
extern unsigned long nested_capabilities;

#define CPU_FTR_ARCH_300 1
#define CPU_FTR_ARCH_31 2
#define cpu_has_feature(feature)                            \
	((feature) == CPU_FTR_ARCH_31 ? shim_machine.isa_31 \
				      : shim_machine.isa_300)
#define H_GUEST_CAP_COPY_MEM (1UL << 63)
#define H_GUEST_CAP_POWER9 (1UL << (63 - 1))
#define H_GUEST_CAP_POWER10 (1UL << (63 - 2))
#define PVR_ARCH_205 0x0f000002
#define PVR_ARCH_206 0x0f000003
#define PVR_ARCH_206p 0x0f100003
#define PVR_ARCH_207 0x0f000004
#define PVR_ARCH_300 0x0f000005
#define PVR_ARCH_31 0x0f000006
#define PVR_ARCH_31_P11 0x0f000007
#define PVR_ARCH_INVALID 0xffffffff
#define PVR_VER(pvr) (((pvr) >> 16) & 0xffff)
#define PVR_POWER6 0x003e
#define PVR_POWER7 0x003f
#define PVR_POWER7p 0x004a
#define PVR_POWER8E 0x004b
#define PVR_POWER8NVL 0x004c
#define PVR_POWER8 0x004d
#define PVR_HX_C2000 0x0066
#define PVR_POWER9 0x004e
#define PVR_POWER10 0x0080
#define PVR_POWER11 0x0082
#define SPRN_PVR 287
#define mfspr(number) (shim_machine.raw_pvr)
#define kvmhv_on_pseries() (shim_machine.pseries)
#define kvmhv_is_nestedv2() (shim_machine.nested_v2)
/*
 * The log: what was said at debug level, and how many lines of the kind that
 * the kernel prints once were asked for. There is no other kind here, for user
 * space can bring about whatever these files say.
 */
extern char shim_debug[256];
extern int shim_once_lines;
#define shim_debug_log(...) \
	snprintf(shim_debug, sizeof(shim_debug), __VA_ARGS__)
#define shim_log_once(...) \
	(shim_once_lines++, (void)sizeof(printf(__VA_ARGS__)))
#define pr_debug(...) shim_debug_log(__VA_ARGS__)
#define pr_info_once(...) shim_log_once(__VA_ARGS__)
#define pr_warn_once(...) shim_log_once(__VA_ARGS__)

/* asm/guest-state-buffer.h: what the hypervisor was told */
struct kvmppc_gs_buff {
	unsigned long guest_id;
	u32 logical_pvr;
};
struct shim_hypervisor {
	int buffers; /* allocated and not freed */
	int sends;
	unsigned long guest_id;
	u32 logical_pvr;
	bool no_memory;
	int put_result;
	int send_result; /* a code of the hypercall */
};
extern struct shim_hypervisor shim_hypervisor;

struct kvmppc_gs_header {
	u32 nelems;
};
#define GFP_KERNEL 0
#define KVMPPC_GSID_LOGICAL_PVR 3
#define KVMPPC_GS_FLAGS_WIDE 1
#define kvmppc_gsid_size(iden) 4
#define kvmppc_gse_total_size(size) ((size) + 4)
struct kvmppc_gs_buff *kvmppc_gsb_new(size_t size, unsigned long guest_id,
				      unsigned long vcpu_id, int flags);
int kvmppc_gse_put_u32(struct kvmppc_gs_buff *gsb, int iden, u32 value);
int kvmppc_gsb_send(struct kvmppc_gs_buff *gsb, unsigned long flags);
void kvmppc_gsb_free(struct kvmppc_gs_buff *gsb);

/* linux/of.h */
struct device_node {
	int references;
};
extern struct device_node shim_cpu_node;
struct device_node *of_get_next_cpu_node(struct device_node *previous);
int of_property_read_u32(const struct device_node *node, const char *name,
			 u32 *value);
void of_node_put(struct device_node *node);

#endif

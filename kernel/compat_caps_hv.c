// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which processor modes KVM-HV can give its guests, for each kind of host.
 * kvm-hv determines it once, when it is loaded.
 */

#include <kunit/visibility.h>
#include <linux/build_bug.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kvm.h>
#include <linux/kvm_host.h>
#include <linux/of.h>
#include <linux/printk.h>
#include <asm/cputable.h>
#include <asm/guest-state-buffer.h>
#include <asm/hvcall.h>
#include <asm/kvm_book3s.h>
#include <asm/kvm_book3s_64.h>
#include <asm/kvm_ppc.h>
#include <asm/reg.h>

#include "compat_caps.h"
#include "compat_modes.h"

static struct kvmppc_compat_host compat_host;

/*
 * The mode of the partition, or the raw PVR of the CPU on bare metal and in a
 * partition in raw mode.
 */
static u32 own_pvr(void)
{
	struct device_node *cpu = of_get_next_cpu_node(NULL);
	u32 pvr = mfspr(SPRN_PVR);

	of_property_read_u32(cpu, "cpu-version", &pvr);
	of_node_put(cpu);

	return pvr;
}

/*
 * The modes that the kernel's CPU features allow: a limit. Features cover old
 * CPUs that the table does not have, but cannot distinguish CPUs of one ISA.
 */
static u64 modes_of_features(void)
{
	if (cpu_has_feature(CPU_FTR_ARCH_31))
		return KVM_PPC_COMPAT_BITMASK;
	if (cpu_has_feature(CPU_FTR_ARCH_300))
		return KVM_PPC_COMPAT_CAP_POWER9;

	return 0;
}

static u64 modes_up_to_own(void)
{
	return kvmppc_compat_modes_up_to(own_pvr()) & modes_of_features();
}

/**
 * kvmhv_compat_negotiable() - which modes to request from the hypervisor
 * @offered: the bitmap of H_GUEST_GET_CAPABILITIES
 *
 * The bitmap of the nested API v2 has the same bit for each mode. Bits that
 * this kernel does not know are not requested; a debug message shows them.
 *
 * Return: bits for H_GUEST_SET_CAPABILITIES.
 */
unsigned long kvmhv_compat_negotiable(unsigned long offered)
{
	unsigned long modes = modes_up_to_own() & offered;

	BUILD_BUG_ON(KVM_PPC_COMPAT_CAP_POWER9 != H_GUEST_CAP_POWER9);
	BUILD_BUG_ON(KVM_PPC_COMPAT_CAP_POWER10 != H_GUEST_CAP_POWER10);

	pr_debug("kvm-hv: the hypervisor offers 0x%016lx: guest modes 0x%016lx, unknown bits 0x%016lx\n",
		 offered, modes,
		 offered & ~(unsigned long)(KVM_PPC_COMPAT_BITMASK |
					    H_GUEST_CAP_COPY_MEM));

	return modes;
}
EXPORT_SYMBOL_IF_KUNIT(kvmhv_compat_negotiable);

/* The hypervisor decides: the modes that were negotiated with it. */
static u64 nested_v2_modes(void)
{
	return nested_capabilities & KVM_PPC_COMPAT_BITMASK;
}

/* The KVM below enforces nothing: the limit is the mode of this partition. */
static u64 nested_v1_modes(void)
{
	return modes_up_to_own();
}

/* KVM owns the CPU: the level of the CPU and all older modes. */
static u64 powernv_modes(void)
{
	return modes_up_to_own();
}

/**
 * kvmhv_compat_init() - determine which modes guests can have
 *
 * Call it after the capabilities were negotiated with the hypervisor and
 * before kvmppc_hv_ops is set.
 */
void kvmhv_compat_init(void)
{
	if (!kvmhv_on_pseries()) {
		compat_host.kind = KVMPPC_COMPAT_POWERNV;
		compat_host.modes = powernv_modes();
	} else if (kvmhv_is_nestedv2()) {
		compat_host.kind = KVMPPC_COMPAT_NESTED_V2;
		compat_host.modes = nested_v2_modes();
	} else {
		compat_host.kind = KVMPPC_COMPAT_NESTED_V1;
		compat_host.modes = nested_v1_modes();
	}
}

/**
 * kvmhv_get_compat_caps() - which modes guests of this host can have
 * @caps: receives KVM_PPC_COMPAT_CAP_*
 *
 * Return: 0, or -ENOTTY if the host is older than the interface.
 */
int kvmhv_get_compat_caps(struct kvm_ppc_compat_caps *caps)
{
	return kvmppc_compat_report(&compat_host, &caps->compat_capabilities);
}

/* The buffer that tells the hypervisor the mode of a guest, or ERR_PTR() */
static struct kvmppc_gs_buff *new_mode_message(unsigned long guest_id,
					       u32 logical_pvr)
{
	struct kvmppc_gs_buff *gsb;
	size_t size;
	int r;

	size = kvmppc_gse_total_size(kvmppc_gsid_size(KVMPPC_GSID_LOGICAL_PVR)) +
	       sizeof(struct kvmppc_gs_header);
	gsb = kvmppc_gsb_new(size, guest_id, 0, GFP_KERNEL);
	if (!gsb)
		return ERR_PTR(-ENOMEM);

	r = kvmppc_gse_put_u32(gsb, KVMPPC_GSID_LOGICAL_PVR, logical_pvr);
	if (r < 0) {
		kvmppc_gsb_free(gsb);
		return ERR_PTR(r);
	}

	return gsb;
}

/**
 * kvmhv_compat_init_vm() - give a new VM its default mode
 * @kvm: the VM, which the hypervisor already knows
 *
 * If user space sets no mode, the guest must run in the mode of the host. Under
 * the nested API v2 the hypervisor has its own default, which can be the raw
 * processor. If the hypervisor refuses to change it, this is no error, because
 * guests for which user space sets a mode run nevertheless.
 *
 * Return: 0, or a negative errno if the hypervisor could not be called.
 */
int kvmhv_compat_init_vm(struct kvm *kvm)
{
	u32 own = kvmppc_compat_newest(compat_host.modes);
	struct kvmppc_gs_buff *gsb;
	long rc;

	if (compat_host.kind != KVMPPC_COMPAT_NESTED_V2 || !own)
		return 0;

	gsb = new_mode_message(kvm->arch.lpid, own);
	if (IS_ERR(gsb))
		return PTR_ERR(gsb);

	rc = kvmppc_gsb_send(gsb, KVMPPC_GS_FLAGS_WIDE);
	kvmppc_gsb_free(gsb);
	if (rc != H_SUCCESS)
		pr_warn_once("kvm-hv: could not set the default mode 0x%08x of a guest (rc=%ld)\n",
			     own, rc);

	return 0;
}

/* For KVM_REG_PPC_ARCH_COMPAT; see kvmppc_compat_accept(). */
int kvmhv_compat_accept(u32 *arch_compat)
{
	u32 newest = kvmppc_compat_newest(compat_host.modes);
	int r = kvmppc_compat_accept(&compat_host, arch_compat);

	if (r)
		pr_info_once("kvm-hv: refused guest mode 0x%08x (%s): the newest mode of guests here is %s\n",
			     *arch_compat,
			     kvmppc_compat_mode_name(*arch_compat),
			     kvmppc_compat_mode_name(newest));
	return r;
}
EXPORT_SYMBOL_IF_KUNIT(kvmhv_compat_accept);

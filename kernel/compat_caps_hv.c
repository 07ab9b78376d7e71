// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which processor modes KVM-HV can give its guests: what each kind of host
 * knows about it. Found out once, when kvm-hv comes up.
 */

#include <linux/bug.h>
#include <linux/build_bug.h>
#include <linux/err.h>
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
 * What the kernel itself runs with: a limit. It knows old CPUs that the table
 * does not, but cannot tell which of the CPUs of one ISA this is.
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
 * kvmhv_compat_negotiable() - which modes to agree on with the hypervisor
 * @offered: the bitmap of H_GUEST_GET_CAPABILITIES
 *
 * The nested API v2 has the guest modes in the same bits of its bitmap. Bits
 * that this kernel does not know are in no reply; whoever asks for them gets to
 * see them in the log.
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

/* The hypervisor has the last word: what was negotiated with it. */
static u64 nested_v2_modes(void)
{
	return nested_capabilities & KVM_PPC_COMPAT_BITMASK;
}

/* KVM enforces nothing below us: the partition's own mode is the limit. */
static u64 nested_v1_modes(void)
{
	return modes_up_to_own();
}

/* KVM owns the CPU: its level and everything older. */
static u64 powernv_modes(void)
{
	return modes_up_to_own();
}

/**
 * kvmhv_compat_init() - find out which modes guests can have
 *
 * Call it after the capabilities were negotiated with the hypervisor and
 * before kvmppc_hv_ops is set.
 *
 * Return: what KVM_PPC_GET_COMPAT_CAPS answers, or NULL where it does not.
 */
const u64 *kvmhv_compat_init(void)
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

	return kvmppc_compat_report(&compat_host);
}

/* A message to the hypervisor that gives a guest a mode, or ERR_PTR() */
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
 * kvmhv_compat_init_vm() - give a new VM the mode that it has by default
 * @kvm: the VM, known to the hypervisor already
 *
 * A guest whose mode nobody sets must run in the host's own. Under the nested
 * API v2 the default is the hypervisor's, which can be the raw processor. A
 * hypervisor that refuses to have it changed, for whatever reason, keeps its
 * default: guests whose mode user space sets run all the same.
 *
 * Return: 0, or a negative errno where the hypervisor could not be told.
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
		pr_info_once("kvm-hv: refused guest mode 0x%08x (%s): guests of this host can have up to %s\n",
			     *arch_compat,
			     kvmppc_compat_mode_name(*arch_compat),
			     kvmppc_compat_mode_name(newest));
	return r;
}

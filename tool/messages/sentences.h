/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sentences that several rows of the messages' table have. */
#ifndef COMPATCAPS_SENTENCES_H
#define COMPATCAPS_SENTENCES_H

/* The host: its kernel, its log, its room */
#define LOAD_KVM "Run 'modprobe kvm-hv' as root. If that fails, read 'dmesg'."
#define READ_LOG                                                           \
	"Run 'dmesg | compatcaps explain -': the kernel log may name the " \
	"reason."
#define NEWER_KVM "Use a newer kernel with KVM-HV."
#define UPDATE_HOST "Update the firmware and the kernel of this host."
#define FREE_MEMORY \
	"Stop guests that you do not need, or give this host more memory."
#define FEWER_VCPUS                                                            \
	"Start the guest with fewer vCPUs (-smp), or stop guests that you do " \
	"not need."
#define NO_MODULE                                                           \
	"This kernel was built without KVM-HV, or the module of KVM-HV is " \
	"not installed."
#define INSTALL_MODULE                                                   \
	"Install the package with the other modules of this kernel, or " \
	"install a kernel with CONFIG_KVM_BOOK3S_64_HV."
#define MODULE_REFUSED                                                     \
	"kvm-hv does not run on this host: the hypervisor does not allow " \
	"nesting, or the host is a partition that uses the hash MMU "      \
	"('disable_radix' on the kernel command line)."
#define NO_DISABLE_RADIX                                                  \
	"Boot this host without 'disable_radix', if it is on the kernel " \
	"command line. "
#define ALLOW_ON_POWERVM                                                       \
	"If the hypervisor is PowerVM, install firmware that supports KVM in " \
	"a partition (on POWER10: FW1060.10 or later), and enable KVM for "    \
	"this partition at the HMC."
#define ALLOW_NESTING                                                       \
	ALLOW_ON_POWERVM " If the hypervisor is KVM, start this host with " \
			 "'-machine cap-nested-hv=on'."
#define STATE_REFUSED                                                         \
	"The hypervisor did not accept a part of the guest's state when KVM " \
	"started to run the vCPU. The mode is not the cause: KVM sends the "  \
	"mode earlier."
#define NO_VCPU                                                              \
	"KVM did not create a vCPU of the guest. On PowerVM the hypervisor " \
	"creates it, and may have no room."

/* The mode of a guest */
#define START_IN_BEST \
	"Start the guest in a mode that this host can give: {BEST}"
#define CPU_HOST \
	"Use '-cpu host', and set a mode that this host can give: {BEST}"
#define CPU_HOST_HV "Use '-cpu host' with KVM-HV: {BEST}"
#define PSERIES "Use '-machine pseries': {BEST}"
#define TO_USE_KVM                                                        \
	"To use KVM, start the guest in a mode that this host can give: " \
	"{BEST}"
#define OLDER_THAN_PROCESSOR                                                   \
	"This host runs in an older mode than its processor's own, and '-cpu " \
	"host' without a mode requests the processor's own mode."
#define STAYS_PAUSED "QEMU does not exit: the guest stays paused."
#define NOT_THE_MODE "The mode is not the cause."
#define NO_ACTION "No action is needed: the message is a warning."

/* Another machine */
#define REGISTERS_OF(processor)                             \
	"The registers that follow are those of " processor \
	" processor: a POWER mode is not the cause."
#define OTHER_MACHINE "Read 'dmesg' on the host of that guest."

/* The MMU of a guest */
#define HASH_GUEST                                                          \
	"The guest uses the hash MMU: every guest in POWER8 mode or older " \
	"does, and every guest that is booted with 'disable_radix'."
#define HASH_ONLY_GUEST                                                       \
	HASH_GUEST " A host that uses the radix MMU cannot run such a guest " \
		   "if the host is a POWER9 below version 2.2, a partition, " \
		   "or a KVM guest."
#define RADIX_GUEST                                                           \
	"Remove 'disable_radix' from the guest's kernel command line, if it " \
	"is there, and start the guest in POWER9 mode or newer: {BEST}"
#define SMALLER_HPT                                                            \
	"Start the guest with a smaller maxmem (-m ...,maxmem=), or in "       \
	"POWER9 mode or newer, where it needs no hash page table. Or reserve " \
	"more memory for hash page tables: set 'kvm_cma_resv_ratio=' on the "  \
	"host's kernel command line."
#define HASH_DIFFERS                                                      \
	"On this host KVM does not give the guest the hash MMU that the " \
	"guest expects: -cpu names another CPU model than the host's "    \
	"processor, or the host uses KVM-PR."

/* A migration */
#define GUEST_STAYS \
	"The migration fails, and the guest continues on the source host."
#define MOVE_ELSEWHERE                                                        \
	"Move the guest to a host that can give its mode: run 'compatcaps "   \
	"check MODE' on each host first. Or stop the guest, and start it in " \
	"a mode that both hosts can give."
#define HASH_REJECTED \
	"KVM did not accept a part of the incoming guest's hash page table."
#define HASH_AS_SOURCE                                                     \
	"Start QEMU on the destination host with the same maxmem and the " \
	"same max-cpu-compat as on the source host."

/* Options of QEMU's machine */
#define OPTION "'-machine {OPTION}'"
#define ADD_OPTION "Start the guest with " OPTION
#define KEEP_DEFAULT(option) \
	"Remove " option ": QEMU then chooses the value that fits the mode."
#define LIST_VALUES                                                        \
	"Use '?' as the value, for example '-machine pseries,cap-ibs=?': " \
	"QEMU then lists the values."
#define FIRMWARE_LACKS                                                      \
	"The firmware of this host does not report a mitigation that QEMU " \
	"requires for the guest: "
#define UPDATE_OR                                                             \
	"Update the firmware and the kernel of this host. If both are up to " \
	"date and you accept the missing mitigation, or if the processor "    \
	"does not need it, start the guest with " OPTION                      \
	" on each host that it moves to"
#define NO_NESTED_HV                                                          \
	"QEMU was started with cap-nested-hv=on, but KVM on this host does "  \
	"not let a guest have guests of its own: kvm-hv was loaded with "     \
	"'nested=0', the host uses the hash MMU, or the host is a partition " \
	"(nested API v2)."
#define ALLOW_NESTED_HV                                                      \
	"If the guest needs guests of its own and kvm-hv was loaded with "   \
	"'nested=0', run 'echo 1 >/sys/module/kvm_hv/parameters/nested' as " \
	"root. Otherwise, start the guest with " OPTION                      \
	" (libvirt: <nested-hv state='off'/> in <features>)."
#define NESTED_HV_OLDER                                                      \
	"QEMU was started with cap-nested-hv=on, but the guest's CPU model " \
	"or mode is older than POWER9."
#define NO_NESTED_GUEST                                                      \
	"If the guest needs no guests of its own, remove cap-nested-hv=on. " \
	"Otherwise, start the guest in POWER9 mode or newer: {BEST}"
#define RPT_INVALIDATE "QEMU was started with cap-rpt-invalidate=on, but "

/* libvirt */
#define LIBVIRT_XML                                                        \
	"Use 'virsh edit' to replace the domain's <cpu> element with the " \
	"output of 'compatcaps libvirt-xml'."
#define PASSTHROUGH                                                           \
	"Use a newer libvirt, or use <cpu mode='host-passthrough'/> and set " \
	"the mode with <qemu:commandline>. "
#define COMPARE_RECORDS                                                        \
	"Run 'compatcaps snapshot' on each host to write a record. Then run "  \
	"'compatcaps fleet join' or 'compatcaps --from RECORD check MODE' on " \
	"the records."
#define BASELINE_OF_RECORDS                                                   \
	"Run 'compatcaps snapshot' on each host to write a record. Then run " \
	"'compatcaps fleet baseline' on the records."
#define SAME_ELEMENT                                                           \
	"Use the same <cpu> element on both hosts. A guest keeps its element " \
	"until it is stopped and started again."
#define LIBVIRT_NO_KVM                                                      \
	"KVM is not available on this host, or QEMU could not use it when " \
	"libvirt queried QEMU. libvirt remembers the answer."
#define LIBVIRT_LOAD_KVM                                                 \
	LOAD_KVM                                                         \
	" When kvm-hv is loaded, run 'systemctl restart virtqemud', or " \
	"'systemctl restart libvirtd' where that daemon runs."
#define LIBVIRT_OLD_QEMU                                                     \
	"The domain's <features> element has an option that this QEMU does " \
	"not have: QEMU is too old."
#define LIBVIRT_NEWER_QEMU \
	"Use a newer QEMU, or remove the element from <features>."

#endif

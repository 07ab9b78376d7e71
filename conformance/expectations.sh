# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# What compat-caps has to find. Needs host_field() and kernel_field() of lab/parts.sh.

# interface_of KERNEL: as lab/kernels has it. Other kernels: "compat" at the beginning of a
# name is this project's, "mainline" has the interface on VMs only, any other is without it.
interface_of() {
	local interface

	interface=$(kernel_field "$1" interface)
	case ${interface:-$1} in
	none | vm | kvm) echo "$interface" ;;
	compat*) echo kvm ;;
	mainline*) echo vm ;;
	*) echo none ;;
	esac
}

# expectations KERNEL HOST: the arguments of compat-caps
expectations() {
	local modes

	modes=$(host_field "$2" modes | tr ' ' ',')
	case $(host_field "$2" kvm),$(interface_of "$1") in
	absent,kvm) echo --kvm absent ;;
	absent,*) echo --kvm absent --no-device-form ;;
	hv,kvm) echo --expect "$modes" ;;
	hv,vm) echo --expect "$modes" --no-device-form ;;
	*) echo --interface none ;;
	esac
}

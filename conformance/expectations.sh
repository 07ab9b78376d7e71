# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# What compat-caps has to find. Needs host_field() of lab/parts.sh.

# expectations KERNEL HOST: the arguments of compat-caps. A kernel's name that begins with
# "compat" is this project's, one with "mainline" has the interface on VMs only, as has
# compat-7.3, which is mainline's with its gaps closed; any other is without it.
expectations() {
	local modes

	modes=$(host_field "$2" modes | tr ' ' ',')
	case $(host_field "$2" kvm),$1 in
	absent,compat-7.3) echo --kvm absent --no-device-form ;;
	absent,compat*) echo --kvm absent ;;
	absent,*) echo --kvm absent --no-device-form ;;
	hv,compat-7.3) echo --expect "$modes" --no-device-form ;;
	hv,compat*) echo --expect "$modes" ;;
	hv,mainline*) echo --expect "$modes" --no-device-form ;;
	*) echo --interface none ;;
	esac
}

# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# What a host of the lab has to say, to the conformance programs and to the command.

. "$repo/conformance/expectations.sh"
. "$repo/conformance/gaps.sh"

# exit_code MODE: of 'compatcaps check MODE'
exit_code() {
	local kernel=$1 host=$2 mode=$3

	case $(host_field "$host" kvm),$kernel,$mode,$host in
	absent,*) echo 7 ;;
	# Guests in this mode need the hash MMU, which no host below a hypervisor can
	# give. On other hosts the interface has no bit for the mode, and a trial answers.
	*,power8,powervm-* | *,power8,phyp-* | *,power8,nested-*) echo 1 ;;
	*,compat,power8,*) echo 3 ;;
	*,power8,*) echo 0 ;;
	# 6.12 accepts Power11 without negotiating it, and refuses it without POWER10.
	*,stock,power11,phyp-holes) echo 1 ;;
	*,stock,power11,powervm-p11 | *,stock,power11,phyp-*) unproven_code "$host" "$mode" ;;
	*)
		if [[ " $(host_field "$host" modes) " != *" $mode "* ]]; then
			echo 1
		else
			echo 0
		fi
		;;
	esac
}

# unproven_code HOST MODE: by trial, where it can prove the opposite only
unproven_code() {
	[[ " $(host_field "$1" modes) " == *" $2 "* ]] && echo 3 || echo 1
}

# accepts_too_much KERNEL HOST: other kernels than this project's accept modes that they have
# not negotiated, and a strict hypervisor refuses them when the guest runs. What a guest does
# then is only reported.
accepts_too_much() {
	[[ $1 != compat* ]] && is_strict "$2"
}

# best_mode KERNEL HOST: what the tool proposes
best_mode() {
	case $1,$2 in
	stock,phyp-* | stock,powervm-*) host_field "$2" modes | sed 's/ power11$//' | awk '{ print $NF }' ;;
	*) best_of "$2" ;;
	esac
}

kind_of() {
	case $1 in
	# KVM makes no VM there, so nothing tells one kind of partition from another.
	phyp-empty | phyp-old-firmware) echo 'partition or KVM guest \(nested API unknown\)' ;;
	powervm-* | phyp-*) echo 'PowerVM-like partition \(nested API v2\)' ;;
	nested-*) echo 'KVM guest as host \(nested API v1\)' ;;
	powernv-*) echo 'bare metal \(PowerNV\)' ;;
	*) echo '.*' ;;
	esac
}

# If /dev/kvm answers, no VM is made.
source_of() {
	case $1 in
	stock) echo 'trial on a vCPU' ;;
	compat) echo 'KVM_PPC_GET_COMPAT_CAPS on /dev/kvm$' ;;
	esac
}

judge_qemu_args() {
	local kernel=$1 host=$2 output=$3 best

	best=$(best_mode "$kernel" "$host")
	like "$output" "^qemu-args: -machine pseries,accel=kvm,max-cpu-compat=$best -cpu host\$" \
		"$host, $kernel: qemu-args name $best"
}

judge_tool() {
	local kernel=$1 host=$2 output=$3 mode show

	for mode in power8 power9 power10 power11; do
		like "$output" "^check $mode: $(exit_code "$kernel" "$host" "$mode")\$" \
			"$host, $kernel: compatcaps check $mode exits with $(exit_code "$kernel" "$host" "$mode")"
	done
	show=0
	[ "$(host_field "$host" kvm)" != absent ] || show=7
	like "$output" "^show: $show\$" "$host, $kernel: compatcaps exits with $show"
	like "$output" "^json: $show\$" "$host, $kernel: compatcaps --json exits with $show"
	like "$output" "^says: $(kind_of "$host")" "$host, $kernel: compatcaps says what kind of host it is"
	if [ "$show" != 0 ]; then
		like "$output" '^qemu-args: $' "$host, $kernel: no qemu-args without an answer"
		return
	fi
	judge_qemu_args "$@"
	like "$output" "^says: $(source_of "$kernel")" "$host, $kernel: where the answer comes from"
}

# judge_conformance KERNEL HOST OUTPUT: prints its TAP lines with the name of the host
judge_conformance() {
	local kernel=$1 host=$2 output=$3 wanted=0

	! grep -qa '^not ok ' <<<"$output" || wanted=1
	judged "$kernel" "$host" "$host" <<<"$output"
	is "$(sed -n 's/^conformance: //p' <<<"$output")" $wanted \
		"$host, $kernel: the conformance program comes to its end and says the same"
}

# test_host KERNEL/HOST
test_host() {
	local kernel=${1%%/*} host=${1#*/} output status=0
	local -a arguments

	if ! host_is_possible "$host"; then
		skip "$host, $kernel" "$why_not"
		return
	fi
	read -r -a arguments <<<"$(expectations "$kernel" "$host")"
	output=$("$repo/lab/boot" "$host" --kernel "$kernel" \
		--file "$programs/conformance/compat-caps" --file "$programs/tool/compatcaps" \
		-- "$repo/tests/lab/host-inside" "${arguments[@]}" 2>&1) || status=$?
	is $status 0 "$host, $kernel: boots, runs and powers off"
	judge_conformance "$kernel" "$host" "$output"
	judge_tool "$kernel" "$host" "$output"
}

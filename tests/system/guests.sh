# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Guests (L2): what the kernel lets them be, and what QEMU asks for. All hosts,
# kernels and requests: tests/guests.

# name: host kernel QEMU result arguments. A result is the guest's processor;
# refused, where QEMU fails; or stopped, where QEMU and the guest come no further.
declare -A guests=(
	[bug]='powervm-p11-p10 stock stock Power11 -cpu host'
	[default]='powervm-p11-p10 compat stock refused -cpu host'
	[above]='powervm-p11-p10 compat stock refused -machine max-cpu-compat=power11 -cpu host'
	[best]='powervm-p11-p10 compat stock POWER10 -machine max-cpu-compat=power10 -cpu host'
	[older]='powervm-p11-p10 compat stock POWER9 -machine max-cpu-compat=power9 -cpu host'
	[p11]='powervm-p11 compat stock Power11 -cpu host'
	[v1]='nested-p11-p10 compat stock POWER10 -machine max-cpu-compat=power10 -cpu host'
	[v1-above]='nested-p11-p10 compat stock refused -machine max-cpu-compat=power11 -cpu host'
	[bare-metal]='powernv-p10 compat stock POWER10 -machine max-cpu-compat=power10 -cpu host'
	[patched-bug]='powervm-p11-p10 stock patched Power11 -cpu host'
	[patched-default]='powervm-p11-p10 compat patched POWER10 -cpu host'
	[patched-above]='powervm-p11-p10 compat patched refused -machine max-cpu-compat=power11 -cpu host'
	[patched-p9]='powervm-p11-p9 compat patched POWER9 -cpu host'
	[offers-newer]='powervm-p11-p10 compat patched stopped -cpu host'
	[offers-older]='powervm-p11 compat patched stopped -cpu host'
	[answer-older]='powervm-p11 compat patched POWER9 -cpu host'
	[answer-gap]='powervm-p11 compat patched POWER9 -machine max-cpu-compat=power10 -cpu host'
	[answer-newer]='powervm-p11-p10 compat patched refused -machine max-cpu-compat=power9 -cpu host'
	[answer-nothing]='powervm-p11-p10 compat patched refused -cpu host'
	[answer-newer-offers-older]='powervm-p11-p10 compat patched stopped -cpu host'
)

# Where the guest's kernel does not offer all modes that it can be in, but, beside
# raw mode, this one only
declare -A offers=(
	[offers-newer]=0f000007
	[offers-older]=0f000004
	[answer-newer-offers-older]=0f000005
)

# Where QEMU gets another answer than KVM's. The lab has no hypervisor that
# refuses a mode between others; PowerVM does.
declare -A answers=(
	[answer-older]=0x4000000000000000
	[answer-gap]=0x5000000000000000
	[answer-newer]=0x2000000000000000
	[answer-nothing]=0x0
	[answer-newer-offers-older]=0x2000000000000000
)

# What QEMU has to say of a refusal, a line each. KVM accepts no POWER8 in a
# partition and has no bit for it, so QEMU learns that when it is negotiated.
invalid='Unable to set CPU compatibility mode in KVM: Invalid argument'
declare -A says=(
	[default]='error: kvm run failed Invalid argument'
	[above]="qemu-system-ppc64: $invalid"
	[v1-above]="qemu-system-ppc64: $invalid"
	[patched-above]='qemu-system-ppc64: max-cpu-compat=power11: guests on this host cannot have this mode
KVM can give its guests: power9, power10.'
	[offers-newer]="qemu-system-ppc64: Couldn't negotiate a suitable PVR during CAS"
	[offers-older]="qemu-system-ppc64: $invalid"
	[answer-newer]='qemu-system-ppc64: max-cpu-compat=power9: guests on this host cannot have this mode
KVM can give its guests: power10.'
	[answer-nothing]='qemu-system-ppc64: guests on this host cannot have any mode of this CPU
KVM can give its guests: no mode that QEMU knows.'
	[answer-newer-offers-older]="qemu-system-ppc64: Couldn't negotiate a suitable PVR during CAS"
)

# qemu_is_possible QEMU: or sets $why_not. The series is built when it is first
# needed, and a build that fails is a failure.
qemu_is_possible() {
	local command

	[ "$1" != stock ] || return 0
	for command in python3 patch ninja pkg-config; do
		command -v $command >/dev/null || break
		command=
	done
	[ -n "$command" ] || python3 -c 'import ensurepip' 2>/dev/null || command=python3-venv
	[ -n "$command" ] || return 0
	why_not="QEMU cannot be built without $command; 'lab/setup qemu' installs what that needs"
	return 1
}

# offer_only PVR OUT: the guest's kernel with another list for
# ibm,client-architecture-support: six times a mask and this logical PVR
offer_only() {
	PVR=$1 perl -0777 -pe 's/(?:\xff{4}\x0f\x00\x00[\x01-\x07]){6}(?=\xff{3}\xfe\x0f)/("\xff\xff\xff\xff" . pack("H8", $ENV{PVR})) x 6/e or die "no such list\n"' \
		"$suite_dir"/kernel/boot/vmlinux-* >"$2.full" &&
		powerpc64le-linux-gnu-strip -s -o "$2" "$2.full" && rm "$2.full"
}

# start_guest NAME HOST KERNEL QEMU LIMIT ARGUMENT...: prints what QEMU and the guest say
start_guest() {
	local name=$1 folder='' status=0
	local -a options=(--kernel "$3" --qemu "$4" --limit "$5")

	if [ -n "${offers[$name]:-}" ]; then
		new_tmpdir "$build"
		folder=$tmpdir
		offer_only "${offers[$name]}" "$folder/vmlinux" || status=$?
		options+=(--guest-kernel "$folder/vmlinux")
	fi
	[ -z "${answers[$name]:-}" ] || options+=(--answer "${answers[$name]}")
	[ $status != 0 ] || "$repo/lab/guest" "$2" "${options[@]}" -- "${@:6}" || status=$?
	[ -z "$folder" ] || rm -rf "$folder"
	return $status
}

# judge_refusal NAME WHAT: uses $output
judge_refusal() {
	local line

	while read -r line; do
		is "$(grep -aFx -m 1 -- "$line" <<<"$output" || true)" "$line" "$2: '$line'"
	done <<<"${says[$1]}"
	is "$(grep -ac '^guest:' <<<"$output" || true)" 0 "$2: never reaches user space"
}

# A guest's kernel names its processor first, and the mode as the last number.
declare -A logical_pvrs=([POWER8]=0xf000004 [POWER9]=0xf000005 [POWER10]=0xf000006 [Power11]=0xf000007)

# test_guest NAME
test_guest() {
	local host kernel qemu wanted output status=0 what limit=120
	local -a arguments

	read -r host kernel qemu wanted arguments <<<"${guests[$1]}"
	what="guest on $host, $kernel, $qemu QEMU, $arguments"
	what+=${answers[$1]:+, answer ${answers[$1]}}${offers[$1]:+, offers ${offers[$1]}}
	if ! host_is_possible "$host" || ! qemu_is_possible "$qemu"; then
		skip "$what" "$why_not"
		return
	fi
	[ "$wanted" != stopped ] || limit=30
	read -r -a arguments <<<"$arguments"
	output=$(start_guest "$1" "$host" "$kernel" "$qemu" $limit "${arguments[@]}" 2>&1) || status=$?
	output=${output//$'\r'/}
	case $wanted in
	stopped) judge_refusal "$1" "$what" ;;
	refused)
		is $status 1 "$what: QEMU fails"
		judge_refusal "$1" "$what"
		;;
	*)
		is $status 0 "$what: ends well"
		like "$output" "Hardware name: .* ${logical_pvrs[$wanted]} hv:" "$what: is a $wanted"
		like "$output" "^guest: AT_PLATFORM ${wanted,,}" "$what: its programs see ${wanted,,}"
		;;
	esac
}

# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Remedies, followed: a guest that does not start, what 'compatcaps explain' says
# to what QEMU printed, and the guest with the options out of that.

# name: host kernel mode|arguments of QEMU|what explain finds, a step each. The mode
# is the logical PVR that the guest has to run in at the end.
declare -A remedies=(
	[dawr1]='powervm-p11-p9 stock 0xf000005|-cpu host|DAWR1 not supported by KVM'
	[run]='powervm-p11-p10 compat 0xf000006|-cpu host|kvm run failed Invalid argument'
	[mitigations]='powernv-p10 compat 0xf000006|-cpu host|Requested safe cache
Requested safe indirect branch
Requested count cache flush assist'
)

# Those that only 'tests/run all-remedies' follows
declare -A more_remedies=(
	[hash]='powervm-p11-p9 stock 0xf000005|-cpu host -machine max-cpu-compat=power8|HPT not supported in nested guests'
	[newer]='powervm-p11-p9 stock 0xf000005|-cpu host -machine max-cpu-compat=power11|DAWR1 not supported by KVM'
	[pages]='powervm-p11-p9 stock 0xf000005|-cpu host -machine max-cpu-compat=power9,cap-hpt-max-page-size=64k|Can'"'"'t support*guest pages'
	[cpu]='powervm-p11-p9 stock 0xf000005|-cpu power9 -machine max-cpu-compat=power9|Register sync failed'
	[htm]='powervm-p11-p9 stock 0xf000005|-cpu host -machine max-cpu-compat=power9,cap-htm=on|KVM implementation does not support Transactional Memory'
	[refused]='powervm-p11-p10 compat 0xf000006|-cpu host -machine max-cpu-compat=power11|Unable to set CPU compatibility mode in KVM'
	[nested]='powervm-p11-p10 compat 0xf000006|-cpu host -machine max-cpu-compat=power10,cap-nested-hv=on|KVM implementation does not support Nested-HV'
	[v1-run]='nested-p11-p10 compat 0xf000006|-cpu host|kvm run failed Invalid argument'
	[v1-hash]='nested-p11-p10 compat 0xf000006|-cpu host -machine max-cpu-compat=power8|HPT not supported in nested guests'
)

# remedy_hosts NAME...: the hosts and kernels of these remedies
remedy_hosts() {
	local name host kernel

	for name; do
		read -r host kernel _ <<<"${remedies[$name]}"
		echo "$kernel/$host"
	done | sort -u
}

# remedies_of KERNEL/HOST: their names
remedies_of() {
	local name

	for name in $(printf '%s\n' "${!remedies[@]}" | sort); do
		[[ ${remedies[$name]} != "${1#*/} ${1%%/*} "* ]] || echo "$name"
	done
}

# arguments_of NAME
arguments_of() {
	cut -d '|' -f 2 <<<"${remedies[$1]%%$'\n'*}"
}

# judge_remedy NAME WHAT: uses $output
judge_remedy() {
	local mode said line

	read -r _ _ mode <<<"${remedies[$1]%%|*}"
	said=${remedies[$1]##*|}
	while read -r line; do
		like "$output" "^$1 said ${line//\*/\\*}" "$2: explain knows '$line'"
	done <<<"$said"
	is "$(grep -c "^$1 took -" <<<"$output" || true)" "$(wc -l <<<"$said")" "$2: its remedies have options"
	is "$(sed -n "s/^$1 \(runs\|stops\) //p" <<<"$output")" "$mode" "$2: with them the guest runs in the mode of its host"
}

# test_remedies KERNEL/HOST: all in one boot
test_remedies() {
	local kernel=${1%%/*} host=${1#*/} name output status=0
	local -a cases=()

	if ! host_is_possible "$host"; then
		skip "remedies on $host, $kernel" "$why_not"
		return
	fi
	for name in $(remedies_of "$1"); do
		cases+=("$name $(arguments_of "$name")")
	done
	output=$("$repo/lab/boot" "$host" --kernel "$kernel" --limit 600 --archive "$guest_archive" \
		--file "$programs/tool/compatcaps" -- "$repo/tests/system/remedy-inside" 90 "${cases[@]}" 2>&1) || status=$?
	is $status 0 "remedies on $host, $kernel: the host ends well"
	output=${output//$'\r'/}
	for name in $(remedies_of "$1"); do
		judge_remedy "$name" "remedy on $host, $kernel, QEMU $(arguments_of "$name")"
	done
}

# The remedy for a host itself: its machine with the option is another host's.
test_no_nesting() {
	local log remedy option

	log=$("$repo/lab/boot" no-nesting --kernel stock --limit 300 --file "$programs/tool/compatcaps" -- \
		sh -c 'dmesg | compatcaps explain -' 2>&1) || true
	like "$log" '^Message: *Parent hypervisor does not support nesting' "no-nesting: explain knows the log of its kernel"
	is "$(grep -c '^Remedy:' <<<"$log" || true)" 1 "no-nesting: one answer"
	remedy=$(tr -s ' \n' ' ' <<<"$log")
	option=$(grep -oE -m 1 'cap-nested-[a-z]*=on' <<<"$remedy" || true)
	is "$(host_field no-nesting machine),$option" "$(host_field nested-p10 machine)" \
		"no-nesting: with the option of its remedy it is nested-p10"
	log=$("$repo/lab/boot" nested-p10 --kernel stock --limit 300 --file "$programs/tool/compatcaps" -- \
		compatcaps best 2>&1) || true
	is "${log//$'\r'/}" POWER10 "no-nesting: as nested-p10 it has guests"
}

test_remedy_group() {
	case $1 in
	no-nesting) test_no_nesting ;;
	*) test_remedies "$1" ;;
	esac
}

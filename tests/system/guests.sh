# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Guests (L2) of stock QEMU: what the kernel lets them be.

# name: host kernel result arguments
declare -A guests=(
	[bug]='powervm-p11-p10 stock Power11 -cpu host'
	[default]='powervm-p11-p10 compat refused -cpu host'
	[above]='powervm-p11-p10 compat refused -machine max-cpu-compat=power11 -cpu host'
	[best]='powervm-p11-p10 compat POWER10 -machine max-cpu-compat=power10 -cpu host'
	[older]='powervm-p11-p10 compat POWER9 -machine max-cpu-compat=power9 -cpu host'
	[p11]='powervm-p11 compat Power11 -cpu host'
	[v1]='nested-p11-p10 compat POWER10 -machine max-cpu-compat=power10 -cpu host'
	[v1-above]='nested-p11-p10 compat refused -machine max-cpu-compat=power11 -cpu host'
	[bare-metal]='powernv-p10 compat POWER10 -machine max-cpu-compat=power10 -cpu host'
)

# test_guest NAME
test_guest() {
	local host kernel wanted output status=0 what
	local -a arguments

	read -r host kernel wanted arguments <<<"${guests[$1]}"
	what="guest on $host, $kernel, $arguments"
	if ! host_is_possible "$host"; then
		skip "$what" "$why_not"
		return
	fi
	read -r -a arguments <<<"$arguments"
	output=$("$repo/lab/guest" "$host" --kernel "$kernel" --limit 120 -- "${arguments[@]}" 2>&1) || status=$?
	if [ "$wanted" = refused ]; then
		is $status 1 "$what: QEMU fails"
		like "$output" 'kvm run failed Invalid argument|Unable to set CPU compatibility mode in KVM: Invalid argument' \
			"$what: refused with an error"
		is "$(grep -ac '^guest:' <<<"$output")" 0 "$what: never reaches user space"
		return
	fi
	is $status 0 "$what: ends well"
	like "$output" "Hardware name: .*$wanted \(architected\)" "$what: is a $wanted"
	like "$output" "^guest: AT_PLATFORM ${wanted,,}" "$what: its programs see ${wanted,,}"
}

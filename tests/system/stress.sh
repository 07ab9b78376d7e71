# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Many threads that ask while VMs come and go, descriptors close and kvm-hv is
# loaded again, on a host of each kind.

stress_hosts=(powervm-p11-p10 nested-p10 powernv-p10)

# test_stress HOST
test_stress() {
	local host=$1 output status=0

	output=$("$repo/lab/boot" "$host" --limit 240 --file "$programs/conformance/compat-stress" \
		-- compat-stress --reload /lab/kvm-hv.ko --limit 150 2>&1) || status=$?
	is $status 0 "$host: compat-stress finds nothing wrong"
	grep -aE '^(ok|not ok) |^# ' <<<"$output" | grep -v ' passed, ' |
		sed -E "s/^(ok|not ok) [0-9]+ - /\1 - $host: /"
}

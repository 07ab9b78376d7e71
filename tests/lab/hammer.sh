# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# The hammer, conformance/hammer.c, on Debian's kernel with the modules and on a kernel
# that watches itself. Needs $seed, $report (a folder for rows of the report), $programs
# and, for that kernel, $debug_kernel.

# host kernel seconds rounds of hammer arguments, separated by ";"
declare -A hammer_runs=(
	[modules-v2]='powervm-p11-p10 compat --calls 600000'
	[modules-v1]='nested-p10 compat --calls 600000'
	[modules-bare-metal]='powernv-p9 compat --calls 600000'
	[debug-v2]='powervm-p11-p10 debug --calls 40000'
	[debug-v1]='nested-p10 debug --calls 40000'
	[debug-faults-v2]='powervm-p11-p10 debug --calls 10000 --faults'
)

# Words that switch on the checks of a kernel, and the words with which they report.
# Debian's kernel has its own checks, all off by default.
declare -A watched_by=(
	[compat]='slub_debug=FZPU page_poison=1 kfence.sample_interval=5'
	[debug]='slub_debug=FZPU'
)
declare -A watches=(
	[compat]='kfence: initialized SLUB'
	[debug]='KASAN init Lock dependency validator kmemleak: Kernel memory leak detector initialized SLUB'
)

# value NAME OUTPUT
value() {
	sed -n "s/^$1: //p" <<<"$2" | tail -n 1
}

# judge_leaks WHAT ROUNDS OUTPUT: KVM's own error paths leak when allocations
# fail (kvmhv_nestedv2_vcpu_create); what this project allocates must not.
judge_leaks() {
	if [[ $2 == *--faults* ]]; then
		echo "# $1: $(value leaks "$3") leaks in KVM's own error paths"
		is "$(grep -cE "^# +(kvmhv_compat_|kvmppc_compat_|new_mode_message)" <<<"$3" || true)" 0 \
			"$1: no leak with this project's functions in its backtrace"
		return
	fi
	is "$(value leaks "$3")" 0 "$1: no memory is leaked"
}

# test_hammer NAME
test_hammer() {
	local name=$1 host kernel rounds output status=0 what image
	local -a arguments

	read -r host kernel rounds <<<"${hammer_runs[$name]}"
	what="$host, $kernel"
	[[ $rounds != *--faults* ]] || what+=" with faults"
	image=$kernel
	[ "$kernel" != debug ] || image=$debug_kernel:${debug_kernel%/*}/modules
	IFS=';' read -r -a arguments <<<"$rounds"
	arguments=("${arguments[@]/#/--seed $seed --seconds 240 }")
	output=$("$repo/lab/boot" "$host" --kernel "$image" --limit 580 --file "$programs/conformance/hammer" --file "$repo/tests/lab/kernel-says" \
		--append "${watched_by[$kernel]}" -- "$repo/tests/lab/hammer-inside" "${arguments[@]}" 2>&1) || status=$?
	is $status 0 "$what: boots, runs and powers off"
	is "$(grep -c '^hammer: 0$' <<<"$output")" ${#arguments[@]} "$what: the hammer finds nothing wrong"
	grep -aE '^(ok|not ok) |^# ' <<<"$output" |
		sed -E "s/^(ok|not ok) [0-9]+ - /\1 - $what: /"
	is "$(sed -n 's/^watch: //p' <<<"$output" | xargs)" "${watches[$kernel]}" "$what: what is to watch does"
	is "$(value machines "$output")" 0 "$what: no VM is left in the kernel"
	is "$(value complaints "$output")" 0 "$what: no complaint in the kernel's log"
	sed -n 's/^complaint:/#   complaint:/p' <<<"$output"
	case $kernel in
	debug)
		judge_leaks "$what" "$rounds" "$output"
		;;
	*)
		is "$(value users "$output")" 0 "$what: nothing holds kvm-hv"
		is "$(value unload "$output")" 0 "$what: kvm-hv and kvm unload"
		;;
	esac
	record_hammer "$what" "$output"
}

# Prints a row of the report for each round.
record_hammer() {
	awk -v what="$1" -v release="$(value release "$2")" '
		/^# seed/ { seed = $3; faults = /faults/ ? "yes" : "no"; sub(",", "", seed) }
		/^# calls/ { calls = $3; vms = $5; vcpus = $7; sub(",", "", calls); sub(",", "", vms); sub(",", "", vcpus) }
		/^# [0-9]+ passed/ { passed = $2; failed = $4 }
		/^hammer: / {
			printf "| %s | %s | %s | %s | %s | %s | %s | %s passed, %s failed |\n", what, release, seed, faults, calls, vms, vcpus, passed, failed
		}' <<<"$2" >"$report/${1//[ ,\/]/_}.row"
}

# hammers PREFIX: the names of these runs
hammers() {
	printf '%s\n' "${!hammer_runs[@]}" | grep "^$1-" | sort
}

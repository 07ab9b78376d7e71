# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# The long suites for kernel/. Each keeps its results. When all have run on the current
# tree, docs/results/hardening.md is written.

. "$repo/lab/kernel-source.sh"
. "$repo/tests/lab/hammer.sh"

hardening_suites=(kernel-patches kunit hammer hammer-debug)
bases=(6.12 7.2)
debug_parts=(kunit debug faults)
cross=(powerpc64le-linux-gnu-gcc)
results=$build/hardening

hardening_usage() {
	cat <<-EOF2
		usage: tests/run ${0##*/} [-- [SERIES...] [CONFIGURATION...] [--seed N] [--resume]]
		  SERIES     kernel-patches takes these first: 6.12, 7.2, 7.3 (default: all)
		  CONFIGURATION  and these: hv, pr, hv-pr, none, book3s32, e500v2, e500mc (default: all)
		  --seed N   for the random calls (today's date)
		  --resume   nothing, if it has been run on what is in the tree now
	EOF2
}

# hardening_arguments ARGUMENT...: sets $seed; ends where there is nothing to do
hardening_arguments() {
	seed=$(date +%Y%m%d)
	while [ $# -gt 0 ]; do
		case $1 in
		--seed)
			[[ ${2:-} =~ ^(0|[1-9][0-9]{0,17})$ ]] ||
				die $EXIT_USAGE "--seed takes a whole number without leading zeroes, not '$(visible "${2:-}")'"
			seed=$2
			shift
			;;
		--resume) resume=yes ;;
		-h | --help) hardening_usage; exit 0 ;;
		*) die $EXIT_USAGE "unknown argument '$(visible "$1")'; see tests/run ${0##*/} -- --help" ;;
		esac
		shift
	done
	if [ -n "${resume:-}" ] && is_done "${0##*/}"; then
		say "${0##*/}: was run on this already"
		cat "$results/${0##*/}"/*.tap
		exit 0
	fi
}

# The inputs of the results; a suite that ran on them need not run again.
inputs() {
	local -a files=("$repo"/kernel/*.[ch] "$repo"/kernel/linux-*/*.patch "$repo/kernel/series"
		"$repo"/lab/small-kernel/*)

	case $1 in
	hammer*) files+=("$repo"/conformance/*.[ch]) ;;
	esac
	cat "${files[@]}" | sha256sum | cut -c1-16
}

is_done() {
	[ "$(cat "$results/$1/INPUTS" 2>/dev/null)" = "$(inputs "$1")" ]
}

# one NAME: a group, into a file of the results, too
one() {
	run_group "$1" | tee "$report/${0##*/},${1//\//,}.tap"
}

# harden FUNCTION NAME...: one after another, for a host has two processors of its own.
# The results take the place of older ones when the suite has come to its end.
harden() {
	local name suite=${0##*/}

	group_function=$1
	shift
	report=$results/$suite.new
	rm -rf "$report"
	mkdir -p "$report"
	say "running: $suite ($# groups)"
	for name; do
		one "$name"
	done
	inputs "$suite" >"$report/INPUTS"
	echo "$seed" >"$report/SEED"
	replace_dir "$report" "$results/$suite"
	! all_are_done || {
		write_report >"$results/report"
		mv "$results/report" "$repo/docs/results/hardening.md"
	}
}

prepare_hardening() {
	bring emulator kernel libraries headers source
	use_tools
	programs=$("$repo/lab/build-programs")
	find_emulator
}

options_of() {
	sed -n 's/^CONFIG_\([A-Z0-9_]*\)=y$/\1/p' "$repo/lab/small-kernel/$1.config" | xargs | fold -sw 78
}

sources_of_bases() {
	local base

	for base in "${bases[@]}"; do
		(find_suite "$base" && full_source_package | tr '=' ' ')
	done | paste -sd , | sed 's/,/ and /'
}

# sums: name, passed, failed, skipped of each group
sums() {
	local suite file name skipped

	for suite in "${hardening_suites[@]}"; do
		for file in "$results/$suite"/*.tap; do
			[ -e "$file" ] || continue
			name=${file##*/}
			skipped=$(number '^ok .* # SKIP ' "$file")
			echo "${name%.tap} $(($(number '^ok ' "$file") - skipped)) $(number '^not ok ' "$file") $skipped"
		done
	done
}

all_are_done() {
	local suite

	for suite in "${hardening_suites[@]}"; do
		is_done "$suite" || return 1
	done
}

write_report() {
	cat <<-EOF2
		# Hardening

		Written by \`tests/run ${hardening_suites[*]}\` (\`make test-full\`) from its own run; do not edit.

		Seed $(cat "$results/hammer/SEED"); with \`--seed\` a run takes the same random numbers.
		$(sums | awk '{ p += $2; f += $3; s += $4 } END { print p " passed, " f " failed, " s " skipped." }')

		## Kernels

		- *compat*: Debian's kernel with this project's modules, \`${watched_by[compat]}\`.
		- *small*: $("${cross[@]}" --version | head -n 1), the sources of
		  $(sources_of_bases), \`lab/build-kernel --series SERIES kunit\`:
		  allnoconfig and \`lab/small-kernel/base.config\`, KVM-HV built in.
		- *debug*: the one of ${bases[0]} with \`lab/build-kernel ${debug_parts[*]}\`. On top of base:

		$(for part in "${debug_parts[@]}"; do options_of "$part"; done | sed 's/^/      /')

		The kernel excludes KVM on 64-bit Book3S from KASAN, because much of it runs in
		real mode. This project's files never do, so the series' patch for KASAN takes them in
		again: KASAN checks their own loads and stores, and everything outside of
		KVM's folder. KVM's other files are only watched from outside (SLUB, lists,
		locks, leaks).

		## What was done

		\`kernel-patches\`: the series of a base (\`kernel/series\`), one patch after the other, the
		small kernel built after each. \`kunit\`: the tests of \`kernel/compat_caps_test.c\` at
		boot, on each kind of host. \`hammer\`: see below.

		| what | passed | failed | skipped |
		|---|---|---|---|
		$(sums | awk '{ gsub(",", " ", $1); print "| " $1 " | " $2 " | " $3 " | " $4 " |" }')

		## Random calls

		\`conformance/hammer.c\`: 4 threads call the ioctl on \`/dev/kvm\` and on four VMs
		that are replaced all the time, with sizes, flags, tails, alignments and
		addresses at random, among them unmapped, PROT_NONE, read-only and the
		kernel's own. A model of the rules says what each call has to return and which
		bytes it has to write; every other byte must stay. With faults, 3% of the
		allocations and copies of these threads fail; after that, the n-th place that
		can fail does for n = 1, 2, ... until the step needs no more.

		| host, kernel | release | seed | faults | calls | VMs | vCPUs | judgement |
		|---|---|---|---|---|---|---|---|
		$(cat "$results"/*/*.row)

		One fault after another:

		$(grep -h 'places that can fail' "$results"/*/*.tap | sed 's/^# /- /' | sort | uniq -c | sed 's/^ *\([0-9]*\) - \(.*\)/- \2 (\1 host(s))/')

		After each run: no VM left in the kernel; kvm-hv unused and unloadable (modules);
		no leak in two scans of kmemleak (debug; with faults: none of this project, KVM's
		own error paths have some); no line in the kernel's log with
		WARNING, BUG, KASAN, UBSAN, Oops, a call trace or a complaint of lockdep, RCU,
		debugobjects or the hung-task watch.
	EOF2
}

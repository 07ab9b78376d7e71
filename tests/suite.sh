# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# What the suites share. A suite is a program: it prints TAP on standard output and its
# progress on standard error. tests/run starts it, and counts.

. "$(dirname "${BASH_SOURCE[0]}")/../lab/lib.sh"
. "$repo/lab/suite.sh"
. "$repo/lab/parts.sh"
. "$repo/lab/guest-parts.sh"
. "$repo/lab/parallel.sh"
. "$repo/lab/native.sh"
. "$repo/lab/modes.sh"
. "$repo/tests/tap.sh"
. "$repo/tests/lab/records.sh"

mkdir -p "$logs"
wanted_groups=()

# wait_until COMMAND...: tries it ten times a second. Fails if it never succeeds in a minute.
wait_until() {
	local tenths

	for ((tenths = 0; tenths < 600; tenths++)); do
		! "$@" || return 0
		sleep 0.1
	done
	return 1
}

# is_running PATTERN: whether a process has it in its command line
is_running() {
	pgrep -f "$1" >/dev/null
}

is_gone() {
	! is_running "$1"
}

# take_no_arguments ARGUMENT...: for suites without options
take_no_arguments() {
	[ $# = 0 ] || die $EXIT_USAGE "this suite takes no options and no arguments, and got '$(visible "$1")'"
}

# take_groups ARGUMENT...: for suites whose arguments are names of their groups
take_groups() {
	case ${1:-} in
	-h | --help)
		echo "usage: tests/run ${0##*/} [-- GROUP...]: those groups alone, named as a run prints them; * stands for anything"
		exit 0
		;;
	-*) die $EXIT_USAGE "unknown option '$(visible "$1")'; arguments are names of groups" ;;
	esac
	wanted_groups=("$@")
}

# choose_groups NAME...: sets $group_names, the groups to run
choose_groups() {
	local wanted name found

	group_names=("$@")
	[ ${#wanted_groups[@]} -gt 0 ] || return 0
	group_names=()
	for wanted in "${wanted_groups[@]}"; do
		found=
		for name; do
			# shellcheck disable=SC2053 # a pattern
			[[ $name != $wanted ]] || { group_names+=("$name"); found=yes; }
		done
		[ -n "$found" ] || die $EXIT_USAGE "no group '$(visible "$wanted")'; groups are: $*"
	done
}

# prepare_lab: fetches and builds the parts of emulated hosts. Sets $programs and what
# lab/parts.sh and lab/guest-parts.sh need.
prepare_lab() {
	bring emulator kernel guest-qemu libraries headers source
	use_tools
	programs=$("$repo/lab/build-programs")
	"$repo/lab/build-modules" >/dev/null
	prepare_guest_archive
	find_emulator
}

# join_words: lines as a list
join_words() {
	paste -s -d , | sed 's/,/, /g'
}

# run_group NAME: prints a line with its name, then its lines. A group that ends early has
# failed.
run_group() {
	echo "# group: $1"
	("$group_function" "$1"; true) 2>&1 || not_ok "$1: ended with status $?"
}

# run_groups FUNCTION NAME...: FUNCTION NAME prints the lines of a group. As many groups
# run at a time as there are processors; the lines of each are printed together, in order.
run_groups() {
	group_function=$1
	choose_groups "${@:2}"
	say "running: ${0##*/} (${#group_names[@]} groups)"
	run_jobs run_group "${group_names[@]}"
}

# run_meson SUITE: prints a line for each of its tests in the native build
run_meson() {
	local log=$logs/meson-$1.log

	require_native
	set_up "$native" "$log" || {
		tail -n 20 "$log" >&2
		die $EXIT_NOT_BUILT "the native build could not be set up; the whole log: $log"
	}
	say "running: $1"
	meson test -C "$native" --suite "$1" >"$log" 2>&1 || true
	grep -q '^Ok:' "$log" || {
		tail -n 30 "$log" >&2
		die $EXIT_NOT_BUILT "the native build failed; the whole log: $log"
	}
	meson_lines <"$log"
}

# meson_lines [PREFIX]: TAP of what 'meson test' printed
# shellcheck disable=SC2120 # suites have a prefix
meson_lines() {
	sed -n -E "s/^ *[0-9]+\/[0-9]+ +(.*[^ ]) +OK +.*/ok - ${1-}\1/p
		s/^ *[0-9]+\/[0-9]+ +(.*[^ ]) +SKIP +.*/ok - ${1-}\1 # SKIP it skips itself, see its log/p
		s/^ *[0-9]+\/[0-9]+ +(.*[^ ]) +(FAIL|ERROR|TIMEOUT|INTERRUPT) +.*/not ok - ${1-}\1/p"
}

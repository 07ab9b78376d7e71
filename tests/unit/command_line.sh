#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# command_line.sh PROGRAM SCRIPTED-PROGRAM POWER
#
# Exit codes and streams, of the tool as it is installed and of the one with
# scripted hosts. POWER is "yes" if this machine is one: then the installed tool
# may answer anything.
# shellcheck disable=SC2317 # conditions are called by result
set -u
program=$1
scripted=$2
power=$3
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export COMPATCAPS_SCRIPTED_HOST=v2-power11-in-power10-mode

count=0
failed=0

# result TITLE CONDITION...
result() {
	title=$1
	shift
	count=$((count + 1))
	if "$@"; then
		echo "ok $count - $title"
		return
	fi
	echo "not ok $count - $title"
	sed 's/^/# /' "$scratch/out" "$scratch/err"
	failed=1
}

code_is() {
	[ "$code" -eq "$1" ]
}

out_is_empty() {
	[ ! -s "$scratch/out" ]
}

# One line that begins with the program's name.
err_is_one_line() {
	[ "$(wc -l <"$scratch/err")" -eq 1 ] &&
		grep -q '^compatcaps: ' "$scratch/err"
}

refused() {
	code_is "$1" && out_is_empty && err_is_one_line
}

# The program's name in messages is its own, whatever it was started as.
run() {
	"$@" >"$scratch/out" 2>"$scratch/err"
	code=$?
}

usage() {
	run "$program" "$@"
	result "usage: $*" refused 2
}

writes_nowhere() {
	: >"$scratch/out"
	"$@" >/dev/full 2>"$scratch/err"
	code=$?
	result "/dev/full: $*" refused 8
	"$@" >&- 2>"$scratch/err"
	code=$?
	result "closed output: $*" refused 8
}

usage nonsense
usage ''
usage SHOW
usage --nonsense
usage -x
usage --json=1
usage --help=1
usage show power9
usage show --json extra
usage check
usage check power9 power10
usage check p9
usage check ''
usage check power9 --json
usage qemu-args power12
usage qemu-args power9 extra
usage qemu-args --json
usage --json nonsense

run "$program" check p9
for mode in POWER8 POWER9 POWER10 Power11; do
	result "unknown mode: $mode is offered" grep -q "$mode" "$scratch/err"
done

for option in --help -h; do
	run "$program" $option
	result "$option" code_is 0
	for word in show check qemu-args --json 'Exit codes' Power11; do
		result "$option tells of $word" \
			grep -q -e "$word" "$scratch/out"
	done
done
run "$program" --version
result "--version" code_is 0
result "--version tells it" grep -q '^compatcaps [0-9.]*$' "$scratch/out"

writes_nowhere "$program" --help
writes_nowhere "$program" --version
writes_nowhere "$scripted"
writes_nowhere "$scripted" --json
writes_nowhere "$scripted" check power11
writes_nowhere "$scripted" qemu-args

run "$scripted" --json show
result "an option before its command" code_is 0
cp "$scratch/out" "$scratch/before"
run "$scripted" show --json
result "an option after its command" code_is 0
result "both the same" cmp -s "$scratch/before" "$scratch/out"
run "$scripted" --json
result "the default command" cmp -s "$scratch/before" "$scratch/out"

# What a shell makes of it is what QEMU must see.
# shellcheck disable=SC2046
set -- $("$scripted" qemu-args)
result "four words for QEMU" [ $# -eq 4 ]
result "QEMU's machine" \
	[ "$2" = pseries,accel=kvm,max-cpu-compat=power10 ]

if [ "$power" != yes ]; then
	run "$program"
	result "not POWER: show" refused 4
	run "$program" check power9
	result "not POWER: check" refused 4
	run "$program" qemu-args
	result "not POWER: qemu-args" refused 4
	run "$program" --json
	result "not POWER: JSON" code_is 4
	result "not POWER: JSON tells" \
		grep -q '"code": "not-power"' "$scratch/out"
fi

echo "1..$count"
exit $failed

#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# validate.sh PROGRAM RECORDS MADE-UP-RECORDS
#
# 'compatcaps validate' on hosts that fail in one check each, and on those that do not.
set -u
. "$(dirname "$0")/outcome.sh"
program=$1
records=$2
made_up=$3

# validate RECORD [OPTION...]
validate() {
	record=$1
	shift
	run "$program" --from "$record" --libvirt 12.8 validate "$@"
}

# check_is WORDS RESULT
check_is() {
	grep -F -e "checking that $1 " "$scratch/out" | grep -q ": $2\( (.*)\)\?$"
}

# judged RECORD CODE WORDS RESULT
judged() {
	validate "$1"
	result "${1##*/}: exit status $2" code_is "$2"
	result "${1##*/}: $3: $4" check_is "$3" "$4"
	result "${1##*/}: 12 checks" [ "$(grep -c ': checking that ' "$scratch/out")" = 12 ]
}

device='the device /dev/kvm exists'
opened='the device /dev/kvm can be opened'
reports='KVM reports the modes of its guests'
host_cpu="'-cpu host' without a mode stays in this host's mode"
default="a domain without <cpu> stays in this host's mode"
host_model="a domain with host-model stays in this host's mode"
judged "$records/nested-p10.compat" 0 "$host_cpu" PASS
judged "$records/nested-p10.compat" 0 "$reports" PASS
judged "$records/nested-p10.stock" 0 "$reports" WARN
judged "$records/powervm-p11-p10.stock" 1 "$host_cpu" FAIL
judged "$records/powervm-p11-p10.stock" 1 "$default" FAIL
judged "$records/powervm-p11-p10.compat" 1 "$host_model" FAIL
judged "$records/powervm-p11-p10.compat" 1 'guests can have a mode' PASS
judged "$made_up/no-dev-kvm" 1 "$device" FAIL
judged "$made_up/no-dev-kvm" 1 "$opened" SKIP
judged "$made_up/no-permission" 1 "$device" PASS
judged "$made_up/no-permission" 1 "$opened" FAIL
judged "$made_up/not-power" 1 'this is a 64-bit POWER machine' FAIL
judged "$records/no-nesting.stock" 1 'the module kvm-hv is loaded' FAIL

# What fails has a hint, and what passes has none.
for record in "$records"/* "$made_up"/*; do
	validate "$record"
	[ "$code" -le 1 ] || continue
	result "${record##*/}: hints" \
		[ -z "$(grep -E ': PASS .|: (WARN|FAIL|SKIP)$' "$scratch/out")" ]
	grep -q ': FAIL' "$scratch/out"
	fails=$?
	result "${record##*/}: 1 exactly if a check fails" [ "$((1 - fails))" = "$code" ]
done

run "$program" --from "$records/powervm-p11-p10.stock" --libvirt 11.3 validate
result 'a libvirt without the processor' check_is 'libvirt knows the processor' WARN
run "$program" --from "$records/powervm-p11-p10.stock" validate
result 'no libvirt' check_is 'libvirt knows the processor' SKIP
validate "$records/powervm-p11-p10.stock" -q
result '-q: the exit status' code_is 1
result '-q: nothing printed' out_is_empty
validate "$records/powervm-p11-p10.stock" --json
result '--json: each check' [ "$(grep -c '"result"' "$scratch/out")" = 12 ]
result '--json: the exit status' code_is 1
run "$program" --from "$scratch/no-such-record" validate
result 'no record' refused 9 'no-such-record'
run "$program" validate extra
result 'a word too many' refused 2 "'extra'"
finish

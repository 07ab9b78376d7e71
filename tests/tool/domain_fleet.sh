#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# domain_fleet.sh PROGRAM RECORDS
#
# 'compatcaps domain --fleet': where domains become the same, and what to change.
set -u
. "$(dirname "$0")/outcome.sh"
program=$1
records=$2
xml=$scratch/domain.xml
hosts=$scratch/hosts
mkdir "$hosts"

# fleet RECORD...: the hosts
fleet() {
	rm -rf "$hosts"
	mkdir "$hosts"
	for record; do
		cp -R "$records/$record" "$hosts"
	done
}

# domain CPU [ARCH [TYPE]]
domain() {
	cat >"$xml" <<-END
		<domain type='${3:-kvm}'><name>guest</name>
		<os><type arch='${2:-ppc64le}' machine='pseries'>hvm</type></os>
		$1</domain>
	END
}

# ask ARGUMENT...: with a libvirt that knows each processor
ask() {
	run "$program" --libvirt 12.8 domain --fleet "$hosts" "$@"
}

says() {
	code_is "$1" && out_has "$2" && [ ! -s "$scratch/err" ]
}

fleet powervm-p10.compat powervm-p11-p10.compat powervm-p11-p10.stock
domain "<cpu mode='host-passthrough'/>"
ask "$xml"
result 'host-passthrough: not in one mode' says 1 "$xml:1: guest: not in one mode on each host"
result 'where it runs' out_has '  runs as POWER10 (likely) on 1: powervm-p10.compat'
result 'where it is paused' out_has '  paused (likely) on 1: powervm-p11-p10.compat'
result 'where it leaves the mode' out_has '  silently runs as Power11 (likely) on 1: powervm-p11-p10.stock'
result 'the line to change' out_has '  instead of <cpu> in line 3, for POWER10 on each host:'
result 'host-model is proposed' out_has "    <cpu mode='host-model'><model>power10</model></cpu>"

domain "<cpu mode='host-model'><model>power10</model></cpu>"
ask "$xml"
result 'what is proposed is the same everywhere' says 0 \
	'  runs as POWER10 (likely) on 3: powervm-p10.compat, powervm-p11-p10.compat, powervm-p11-p10.stock'
ask --quiet "$xml"
result '--quiet: 0' code_is 0
result '--quiet prints nothing' [ ! -s "$scratch/out" ]
run "$program" domain --fleet "$hosts" "$xml"
result 'without --libvirt, Power11 is not known to it' says 1 '  refused (guess) on 2: powervm-p11-p10.compat, powervm-p11-p10.stock'
result 'an argument of QEMU is proposed' out_has "      <qemu:arg value='max-cpu-compat=power10'/>"
run "$program" domain --json --fleet "$hosts" "$xml"
result '--json: 1' code_is 1
result '--json: the hosts' out_has '"powervm-p11-p10.stock"'

fleet powervm-p11.compat powervm-p10.compat
domain ''
ask "$xml"
result 'two modes are not one' says 1 '  runs as Power11 (likely) on 1: powervm-p11.compat'
result 'without <cpu>, one is added' out_has '  add, for POWER10 on each host:'
domain '' x86_64
ask "$xml"
result 'another arch' says 1 '  refused (likely) on 2: powervm-p10.compat, powervm-p11.compat'
result 'another arch: no <cpu> helps' [ -z "$(grep 'for POWER10' "$scratch/out")" ]
domain '' ppc64le qemu
ask "$xml"
result 'a type that is not judged' says 0 '  not judged on 2: powervm-p10.compat, powervm-p11.compat'

fleet powervm-p10.compat no-nesting.stock
domain "<cpu mode='host-passthrough'><model>x</model></cpu>"
ask "$xml"
result 'a host without an answer is a guess' says 3 '  runs as POWER10 (guess) on 1: no-nesting.stock'

fleet powervm-p10.compat
"$program" --from "$records/powervm-p11.compat" --json >"$hosts/printed.json"
ask "$xml"
result 'a record of --json has no processor to judge by' says 3 '  unknown on 1: printed'

rm -rf "$hosts"
mkdir "$hosts"
ask "$xml"
result 'no record: 3' code_is 3
result 'no record is said' err_has 'no record of a host found'
echo '{"format": "x"}' >"$hosts/bad.json"
ask "$xml"
result 'a broken record: 9' code_is 9
result 'a broken record is named' err_has "$hosts/bad.json:1: it is not a record"
fleet powervm-p10.compat
echo '<domain>' >"$xml"
ask "$xml"
result 'broken XML: 9' code_is 9
result 'broken XML is said' err_has 'broken XML'
ask
result 'no FILE: 2' code_is 2
ask --live
result 'with --live: 2' code_is 2
ask --from "$records/powervm-p10.compat" "$xml"
result 'with --from: 2' code_is 2
result 'with --from is said' err_has '--fleet cannot be used with'
run "$program" domain --fleet - -
result 'standard input twice: 2' code_is 2
finish

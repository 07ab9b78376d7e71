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
result 'where it leaves the mode' out_has '  silently runs as Power11 (guess) on 1: powervm-p11-p10.stock'
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

fleet powervm-p10-p9.compat powervm-p11-p10.compat
run "$program" --libvirt 11.3 domain --fleet "$hosts" "$xml"
result 'one outcome for two reasons: the first host' says 1 '  refused (likely) on 1: powervm-p10-p9.compat'
result 'one outcome for two reasons: the second host' out_has '  refused (likely) on 1: powervm-p11-p10.compat'
result 'one outcome for two reasons: the first reason' out_has "    guests cannot have POWER10: newer than the host's own mode (POWER9)"
result 'one outcome for two reasons: the second reason' out_has '    libvirt before 11.4.0 does not support host-model on Power11'

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
result 'a record of --json is judged as the host' says 1 '  runs as Power11 (likely) on 1: printed'

# What --json printed of a host leads to the same as its record.
# ask_one RECORDS
ask_one() {
	run "$program" --libvirt 12.8 domain --fleet "$1" --json "$xml"
	grep -E '"(outcome|mode|certainty|explanation|same)":' "$scratch/out"
}

same() {
	grep -q '"outcome"' "$scratch/of-record" && cmp -s "$scratch/of-record" "$scratch/of-printed"
}

domain "<cpu mode='host-passthrough'/>"
for record in "$records"/*; do
	rm -rf "$hosts"
	mkdir "$hosts"
	ask_one "$record" >"$scratch/of-record"
	"$program" --from "$record" --json >"$hosts/printed.json" 2>/dev/null
	ask_one "$hosts" >"$scratch/of-printed"
	result "--json of ${record##*/} leads to the same" same
done

fleet powervm-p10.compat
"$program" --from "$records/powervm-p10.compat" --json >"$hosts/printed.json"
sed -i 's/"certainty": "sure"/"certainty": "likely"/' "$hosts/printed.json"
ask "$xml"
result 'printed answers that do not follow are not judged' says 3 '  unknown on 1: printed'

# Two records of a host
fleet powervm-p10.compat
for mode in p10 p11; do
	"$program" --from "$records/powervm-$mode.compat" --json |
		sed 's/"name": "(none)"/"name": "twice"/' >"$hosts/$mode.json"
done
run "$program" --libvirt 12.8 domain --fleet "$hosts" "$xml"
result 'two records of a host that differ: 3' code_is 3
result 'two records of a host that differ' out_has '  unknown on 1: twice'
result 'they are said' err_has 'have the same host name and different answers'
run "$program" --libvirt 12.8 domain --fleet "$hosts" --latest "$xml"
result '--latest: the later one' out_has '  runs as Power11 (likely) on 1: twice'
cp "$hosts/p11.json" "$hosts/p10.json"
run "$program" --libvirt 12.8 domain --json --fleet "$hosts" "$xml"
result 'two records that say the same are one host' out_has '"hosts": 2'

rm -rf "$hosts"
mkdir "$hosts"
ask "$xml"
result 'no record: 3' code_is 3
result 'no record is said' err_has 'no record of a host found'
echo '{"format": "x"}' >"$hosts/bad.json"
ask "$xml"
result 'a broken record: 9' code_is 9
result 'a broken record is named' err_has "$hosts/bad.json:1: it is not a record"
ask --skip-broken "$xml"
result '--skip-broken, nothing else: 3' code_is 3
cp -R "$records/powervm-p10.compat" "$hosts"
domain "<cpu mode='host-passthrough'/>"
ask --skip-broken "$xml"
result '--skip-broken: the others' code_is 0
result '--skip-broken: they are judged' out_has '  runs as POWER10 (likely) on 1: powervm-p10.compat'
result '--skip-broken: the broken one is named' err_has "$hosts/bad.json:1: it is not a record"
run "$program" domain --latest "$xml"
result '--latest without --fleet: 2' code_is 2
result '--latest without --fleet is said' err_has '--latest and --skip-broken are for --fleet'
ask --certainty likely "$xml"
result '--certainty is not of domain: 2' code_is 2
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

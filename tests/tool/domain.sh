#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# domain.sh PROGRAM RECORDS
#
# 'compatcaps domain': what libvirt was seen to do in the lab, a row a case, and
# files that are no domains.
set -u
. "$(dirname "$0")/outcome.sh"
program=$1
records=$2
xml=$scratch/domain.xml
type="<os><type arch='ppc64le' machine='pseries'>hvm</type></os>"
p11="<cpu mode='custom'><model>POWER11</model></cpu>"
p9="<cpu mode='custom'><model>POWER9</model></cpu>"
p9_unchecked="<cpu mode='custom' check='none'><model fallback='forbid'>POWER9</model></cpu>"
model() {
	echo "<cpu mode='host-model'><model>$1</model></cpu>"
}
space="xmlns:q='http://libvirt.org/schemas/domain/qemu/1.0'"
limit="<q:commandline $space><q:arg value='-machine'/><q:arg value='x-vof=on,max-cpu-compat=power10'/></q:commandline>"

# domain INSIDE [TYPE]
domain() {
	printf '%s\n' "<domain type='${2:-kvm}'>" "<name>guest</name>" "$1" '</domain>' >"$xml"
}

# judged RECORD VERSION CODE WORDS CPU: what a domain with it becomes there
judged() {
	domain "$type$5"
	run "$program" --from "$records/$1" --libvirt "$2" domain "$xml"
	result "$1, libvirt $2, ${5:-no <cpu>}: $4" judged_as "$3" "$4"
}

judged_as() {
	code_is "$1" && out_has "$xml:1: guest: $2" && [ ! -s "$scratch/err" ]
}

# A partition in POWER10 mode on Power11
host=powervm-p11-p10
silent='silently runs as Power11 (guess)'
for cpu in '' "<cpu mode='host-model'/>" "<cpu mode='host-passthrough'/>" "$p11" "$(model power11)"; do
	judged $host.stock 12.8 1 "$silent" "$cpu"
done
judged $host.mainline 12.8 1 'paused (likely)' ''
judged $host.mainline 12.8 1 'paused (likely)' "<cpu mode='host-model'/>"
judged $host.mainline 12.8 1 'refused (likely)' "$(model power11)"
judged $host.compat 12.8 1 'paused (likely)' "<cpu mode='host-passthrough'/>"
for kernel in stock mainline compat; do
	judged $host.$kernel 12.8 0 'runs as POWER10 (likely)' "$(model power10)"
	judged $host.$kernel 11.3 0 'runs as POWER10 (likely)' "<cpu mode='host-passthrough'/>$limit"
	judged $host.$kernel 11.3 1 'refused (likely)' "$(model power10)"
done
judged $host.stock 11.3 1 'refused (likely)' "<cpu mode='host-model'/>"
judged $host.stock 11.3 1 'refused (likely)' "$p11"
judged $host.stock 11.3 1 "$silent" "<cpu mode='host-passthrough'/>"
judged $host.stock 11.3 1 "$silent" ''
judged $host.compat 11.3 1 'paused (likely)' ''

# Other hosts
for cpu in '' "<cpu mode='host-model'/>" "<cpu mode='host-passthrough'/>"; do
	judged powervm-p10-p9.stock 11.3 1 'silently runs as POWER10 (guess)' "$cpu"
	judged powervm-p10-p9.compat 11.3 1 'paused (likely)' "$cpu"
	judged powernv-p10.stock 11.3 0 'runs as POWER10 (likely)' "$cpu"
done
# Linux 7.3 stops a guest without a limit on Power11, not on POWER10.
for host_in_power9 in powervm-p10-p9 nested-p10-p9; do
	judged $host_in_power9.mainline 11.3 1 'silently runs as POWER10 (guess)' ''
done
judged nested-p10-p9.compat 11.3 1 'paused (likely)' ''
# A KVM guest as host: nothing pauses the guest.
judged nested-p11-p10.stock 12.8 1 'silently runs as Power11 (likely)' ''
# Bare metal with a kernel that accepts more than the processor has: libvirt does not.
judged powernv-p10.stock 11.3 1 'refused (likely): libvirt accepts no <model> that is newer' "$(model power11)"
for kernel in stock compat; do
	judged powervm-p10-p9.$kernel 11.3 0 'runs as POWER9 (likely)' "$(model power9)"
	judged powervm-p10-p9.$kernel 11.3 1 'refused (likely)' "$p9"
done
judged powernv-p10.stock 11.3 1 'refused (likely)' "$p9"
judged powernv-p10.stock 11.3 1 'refused (likely): with check' "$p9_unchecked"

# What nothing is known of
for cpu in "$(model POWER10)" "$(model z14)" "<cpu mode='maximum'/>" "<cpu mode='custom'/>" \
	"<q:commandline $space><q:arg value='-cpu'/><q:arg value='host'/></q:commandline>"; do
	judged $host.stock 12.8 3 'unknown' "$cpu"
done

# --- the remedy, and what it makes

domain "$type<cpu mode='host-model'/>"
run "$program" --from "$records/$host.stock" --libvirt 12.8 domain "$xml"
result 'the line to change is named' out_has 'instead of <cpu> in line 3, for POWER10:'
sed -n 's/^    //p' "$scratch/out" >"$scratch/remedy"
domain "$type$(cat "$scratch/remedy")"
run "$program" --from "$records/$host.stock" --libvirt 12.8 domain "$xml"
result 'with the remedy it runs' judged_as 0 'runs as POWER10'
domain "$type<cpu mode='host-model'/>"
run "$program" --from "$records/$host.stock" domain "$xml"
result 'an assumed libvirt is a guess' judged_as 1 'refused (guess)'
sed -n 's/^    //p' "$scratch/out" >"$scratch/remedy"
domain "$type$(cat "$scratch/remedy")"
run "$program" --from "$records/$host.stock" domain "$xml"
result 'with the remedy of arguments it runs' judged_as 0 'runs as POWER10'

# --- other guests

ask() {
	run "$program" --from "$records/$host.stock" --libvirt 12.8 domain "$@"
}
domain "$type" qemu
ask "$xml"
result 'TCG is not judged' judged_as 0 'not judged: its type is not kvm'
domain "<os><type arch='x86_64' machine='q35'>hvm</type></os>"
ask "$xml"
result 'another arch' judged_as 1 'refused (likely): its arch'
for machine in powernv10 pseriesx ppce500; do
	domain "<os><type arch='ppc64' machine='$machine'>hvm</type></os>"
	ask "$xml"
	result "machine $machine" judged_as 1 'refused (likely): its machine'
done
domain "<os><type arch='ppc64' machine='pseries-10.0'>hvm</type></os>$(model power10)"
ask "$xml"
result 'a versioned pseries, big endian' judged_as 0 'runs as POWER10'

# --- several, and quiet

cp "$xml" "$scratch/good"
domain "$type"
cat "$scratch/good" "$xml" >"$scratch/both"
ask "$scratch/both"
result 'several one after another: the worst counts' code_is 1
result 'several: the line of the second' out_has "$scratch/both:5: guest: silently"
run sh -c '"$1" --from "$2" --libvirt 12.8 domain - <"$3"' sh "$program" "$records/$host.stock" "$scratch/good"
result 'standard input' answers '-:1: guest: runs as POWER10 (likely): accepted by KVM in a trial'
ask -q "$scratch/both"
result '-q prints nothing' code_is 1
result '-q prints nothing, indeed' out_is_empty
printf '<domain type="kvm"><name>a\302\233b&#10;c</name></domain>' >"$xml"
ask "$xml"
result 'a name moves no terminal' out_has 'a\xc2\x9bb\x0ac: '

# --- no domains

# bad WORDS TEXT
bad() {
	printf '%s' "$2" >"$xml"
	ask "$xml"
	result "bad: $1" refused 9 "$1"
}
bad 'empty' ''
bad 'broken XML' "<domain type='kvm'>"
bad 'broken XML' 'no XML'
bad "the root element is <network>" '<network/>'
bad "the root element is <domain>" "<domain xmlns='http://example.org/'/>"
bad "the root element is <pool>" '<pool/><domain type="kvm"/>'
bad 'broken XML' '</domains><domain/>'
bad 'a DOCTYPE is not allowed' '<!DOCTYPE domain SYSTEM "/etc/passwd"><domain type="kvm"/>'
bad 'a DOCTYPE is not allowed' '<!DOCTYPE domain [<!ENTITY x SYSTEM "/etc/passwd">]><domain><name>&x;</name></domain>'
printf '<domain type="kvm"/>text<domain type="kvm"/>' >"$xml"
ask "$xml"
result 'text between domains: 9' code_is 9
result 'text between domains is said' err_has "$xml:1: text between domains is not allowed"
deep=$(head -c 3000 /dev/zero | sed 's/\x0/<a>/g')
bad 'broken XML' "<domain>$deep"
head -c 17000000 /dev/zero | tr '\0' ' ' >"$xml"
ask "$xml"
result 'too large' refused 9 'larger than 16 MiB'
ask "$scratch/no-such-file"
result 'no such file' refused 9 'No such file'
run "$program" --from "$records/$host.stock" domain
result 'no FILE' refused 2 "a FILE or --live is missing"
finish

#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# host_texts.sh PROGRAM HOSTS
#
# What people have of a host instead of a record: lscpu's output, /proc/cpuinfo,
# and the trees of sosreport and must-gather. Answers are guesses, or unknown.
set -u
. "$(dirname "$0")/outcome.sh"
program=$1
hosts=$2

# lscpu NAME PVR HYPERVISOR
lscpu() {
	cat <<-END
		Architecture:                         ppc64le
		Byte Order:                           Little Endian
		CPU(s):                               64
		On-line CPU(s) list:                  0-63
		Thread(s) per core:                   8
		Model:                                2.0 (pvr $2)
		Model name:                           $1, altivec supported
		${3:+Hypervisor vendor:                    $3}
		${3:+Virtualization type:                  para}
		L1d cache:                            64 KiB
		NUMA node0 CPU(s):                    0-63
	END
}

# rows: the answers of the table, in one line
rows() {
	"$program" "$@" --source inference show --no-header 2>/dev/null | awk '{ printf "%s=%s ", $1, $2 }'
}

partition_power9='POWER8=no POWER9=guess POWER10=no Power11=no '
partition_power10='POWER8=no POWER9=? POWER10=guess Power11=no '

# text TITLE ANSWERS: of $scratch/text
text() {
	is "$(rows --from "$scratch/text")" "$2" "$1"
	is "$(rows --from - <"$scratch/text")" "$2" "$1, on standard input"
}

lscpu 'POWER9 (architected)' '0080 0200' pHyp >"$scratch/text"
text "lscpu: a partition in POWER9 mode on POWER10" "$partition_power9"
run "$program" --from "$scratch/text" show
result "without --source inference the exit code tells that KVM was not asked" code_is 3
run "$program" --from "$scratch/text" --source inference check power10
result "check: no" code_is 1
run "$program" --from "$scratch/text" --source inference check power9
result "check: yes, and that it is a guess" answers "POWER9: guess, not newer than the host's own mode (POWER9)"
"$program" --from "$scratch/text" snapshot >"$scratch/record"
is "$(rows --from "$scratch/record")" "$partition_power9" "a record made of it"
lscpu 'POWER10 (architected)' '0082 1200' KVM >"$scratch/text"
text "lscpu: a KVM guest in POWER10 mode on Power11" "$partition_power10"
lscpu 'POWER10 (raw)' '0080 1200' KVM >"$scratch/text"
text "lscpu: a KVM guest in raw mode" "$partition_power10"
lscpu POWER9 '004e 1202' '' >"$scratch/text"
text "lscpu: bare metal" 'POWER8=guess POWER9=guess POWER10=no Power11=no '
lscpu 'POWER8E (raw)' '004b 0201' '' >"$scratch/text"
text "lscpu: a POWER8E" 'POWER8=guess POWER9=no POWER10=no Power11=no '
lscpu 'POWER12 (architected)' '0084 0100' pHyp >"$scratch/text"
text "lscpu: a processor from the future" 'POWER8=no POWER9=? POWER10=? Power11=? '

lscpu 'POWER9 (architected)' '0080 0200' pHyp >"$scratch/english"
sed 's/^Architecture/Architektur/; s/^Byte Order/Byte-Reihenfolge/; s/^Model name/Modellname/; s/^Model:/Modell:/
	s/^Hypervisor vendor/Hypervisor-Anbieter/' "$scratch/english" >"$scratch/text"
text "lscpu in another language" "$partition_power9"
awk -F ': *' 'BEGIN { print "{\n   \"lscpu\": [" }
	NF == 2 { printf "%s      {\"field\": \"%s:\", \"data\": \"%s\"}", n++ ? ",\n" : "", $1, $2 }
	END { print "\n   ]\n}" }' "$scratch/english" >"$scratch/text"
text "lscpu --json" "$partition_power9"
iconv -t UTF-16 "$scratch/english" >"$scratch/text"
text "lscpu from a system with UTF-16" "$partition_power9"
sed 's/^/> /; s/  */ /g; s/$/\r/' "$scratch/english" >"$scratch/text"
text "lscpu in a mail" "$partition_power9"

# processors COUNT: /proc/cpuinfo of this many processors
processors() {
	for i in $(seq "$1"); do
		printf 'processor\t: %d\ncpu\t\t: POWER9 (architected), altivec supported\nclock\t\t: 3450.0MHz\nrevision\t: 2.0 (pvr 0080 0200)\n\n' "$i"
	done
	printf 'timebase\t: 512000000\nplatform\t: pSeries\nmodel\t\t: IBM,9105-22A\nmachine\t\t: CHRP IBM,9105-22A\nMMU\t\t: Radix\n'
}
processors 600 >"$scratch/text"
text "/proc/cpuinfo of 600 processors" "$partition_power9"

# refuses TITLE CODE WORDS
refuses() {
	run "$program" --from "$scratch/text" --source inference
	result "$1" refused "$2" "$3"
}
sed 's/0080/0082/' "$scratch/english" | cat "$scratch/english" - >"$scratch/text"
refuses "two hosts in one text" 9 "it describes several processors"
{ cat "$scratch/english"; head -c 512 /dev/zero; } >"$scratch/text"
refuses "an archive" 9 "it is neither a record nor output of lscpu; 'compatcaps snapshot' writes a record"
printf 'BZh91AY&SYabcdef' >"$scratch/text"
refuses "a packed file" 9 "it is neither a record nor output of lscpu; 'compatcaps snapshot' writes a record"
sed 's/(pvr.*//; s/ppc64le/x86_64/' "$scratch/english" >"$scratch/text"
run "$program" --from "$scratch/text" check power9
result "lscpu of another architecture" refused 4 "this machine is x86_64"
"$program" --from "$hosts/powervm-p11-p10.stock" snapshot | iconv -t UTF-16 >"$scratch/text"
refuses "a record in UTF-16" 9 "it is neither a record nor output of lscpu; 'compatcaps snapshot' writes a record"
sed '1d; s/(pvr.*//' "$scratch/english" >"$scratch/text"
refuses "half of lscpu's output" 9 "it is neither a record nor output of lscpu; 'compatcaps snapshot' writes a record"

# --- trees

# tree_says TITLE ANSWERS: of $scratch/tree
tree_says() {
	is "$(rows --root "$scratch/tree")" "$2" "$1"
}
# as the tree of sosreport, with its links
sos=$scratch/tree
base=$sos/sys/firmware/devicetree/base
mkdir -p "$sos/proc" "$base/cpus/PowerPC,POWER10@0" "$sos/sos_commands/kernel" "$sos/sos_commands/processor"
processors 192 >"$sos/proc/cpuinfo"
ln -s ../sys/firmware/devicetree/base "$sos/proc/device-tree"
printf 'IBM,9105-22A\0' >"$base/compatible"
printf '\017\000\000\005' >"$base/cpus/PowerPC,POWER10@0/cpu-version"
echo 'Linux lpar7 5.14.0-503.el9.ppc64le #1 SMP Mon Sep 30 11:25:15 EDT 2024 ppc64le ppc64le ppc64le GNU/Linux' \
	>"$sos/sos_commands/kernel/uname_-a"
ln -s sos_commands/kernel/uname_-a "$sos/uname"
cp "$scratch/english" "$sos/sos_commands/processor/lscpu"
ln -s sos_commands/processor/lscpu "$sos/lscpu"
tree_says "sosreport" "$partition_power9"
"$program" --root "$sos" >"$scratch/out"
result "sosreport: its kernel" out_has "Kernel:      5.14.0-503.el9.ppc64le"
"$program" --root "$sos" show --json >"$scratch/out"
result "sosreport: its name" grep -q '"name": "lpar7"' "$scratch/out"
run "$program" --from "$sos"
result "sosreport is no record: which option reads it" refused 9 "it is a copy of a host's files, not a record; use --root"
run "$program" --root "$scratch"
result "the folder above it" refused 9 "name the folder with the files of one host"
rm -r "$sos/sys" "$sos/proc/device-tree"
tree_says "sosreport without a device tree: the kernel's name has the mode" "$partition_power9"
rm "$sos/proc/cpuinfo"
tree_says "sosreport without /proc, too: lscpu has it" "$partition_power9"
rm -r "$sos/sos_commands/processor"
run "$program" --root "$sos" check power9
result "only its name is left: no answer" code_is 3
echo 'Linux n 5.14.0 #1 SMP 2024 x86_64 x86_64 x86_64 GNU/Linux' >"$sos/sos_commands/kernel/uname_-a"
run "$program" --root "$sos" check power9
result "sosreport of another architecture" refused 4 "this machine is x86_64"

rm -r "$sos"
mkdir -p "$sos/nodes/worker-0"
cp "$scratch/english" "$sos/nodes/worker-0/lscpu"
is "$(rows --root "$sos/nodes/worker-0")" "$partition_power9" "a node's folder of must-gather"
run "$program" --root "$sos"
result "must-gather as a whole" refused 9 "name the folder with the files of one host"

# Links do not lead out of a tree, and nothing there is waited for.
rm -r "$sos"
mkdir "$sos"
ln -s "$scratch/english" "$sos/lscpu"
run "$program" --root "$sos"
result "a link out of the tree" refused 9 "name the folder with the files of one host"
rm "$sos/lscpu"
mkfifo "$sos/lscpu"
run timeout 10 "$program" --root "$sos"
result "a FIFO" refused 9 "name the folder with the files of one host"
rm "$sos/lscpu"
mkdir "$sos/lscpu"
run "$program" --root "$sos"
result "a folder in place of lscpu" refused 9 "name the folder with the files of one host"

# What is concluded from /proc/cpuinfo alone is what the whole record says, but for Power11: only
# KVM tells whether there is a hypervisor with which it has to be negotiated.
for record in "$hosts"/*.stock; do
	mode=$("$program" --from "$record" --source inference best 2>/dev/null)
	guess=$("$program" --from "$record/proc/cpuinfo" --source inference best 2>/dev/null)
	[ "$mode/$guess" != Power11/ ] || mode=
	is "$guess" "$mode" "${record##*/}: its own mode, from /proc/cpuinfo"
done
finish

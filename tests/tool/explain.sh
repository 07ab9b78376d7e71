#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# explain.sh PROGRAM ROWS SAMPLES HOSTS RECORDS
#
# Messages as they are printed, with whatever stands around them: each text of
# SAMPLES (messages.txt) has one answer, that of the row which it names. ROWS
# prints the table's rows (messages_page.c).
set -u
. "$(dirname "$0")/outcome.sh"
program=$1
rows=$2
samples=$3
hosts=$4
records=$5
record=$hosts/powervm-p11-p10.stock

"$rows" --rows >"$scratch/rows" || exit 1

# sample N: its text; the rows and records are in $scratch/names
sample() {
	awk -v n="$1" '/^= / { count++; next } count == n' "$samples"
}
sed -n 's/^= //p' "$samples" >"$scratch/names"
is "$(cut -f 1 "$scratch/rows" | sort)" "$(cut -d ' ' -f 1 "$scratch/names" | sort -u)" \
	"each row has a text here, and no other has"

# record_of NAME: a record by its name; without one, a host that is no POWER host,
# so that only the text counts
record_of() {
	for folder in "$hosts" "$records"; do
		[ ! -e "$folder/$1" ] || echo "$folder/$1"
	done
}

# asks RECORD ARGUMENT...
asks() {
	asked=$1
	shift
	run "$program" --from "$asked" explain "$@"
}

explains() {
	asks "$record" "$@"
}

# row FIELD ID: 2: its cause, 3: its remedy up to what is put in
row() {
	awk -F '\t' -v id="$2" -v field="$1" '$1 == id { sub(/\{.*/, "", $field); print $field }' "$scratch/rows"
}

in_one_line() {
	tr -s ' \n' ' ' <"$scratch/out"
}

# answered ID: by this row, and by no other
answered() {
	[ "$code" -eq 0 ] && [ ! -s "$scratch/err" ] &&
		[ "$(grep -cE '^(Message|From|Cause|Remedy): +[^ ]' "$scratch/out")" -eq 4 ] &&
		in_one_line | grep -qF -e "Cause: $(row 2 "$1" | tr -s ' ') Remedy: $(row 3 "$1" | tr -s ' ' | sed 's/ $//')"
}

# same_as_before TITLE
same_as_before() {
	result "$1" cmp -s "$scratch/alone" "$scratch/out"
}

# asked_of_a_log TEXT-FILE: in capitals and with other white space, in a long log
asked_of_a_log() {
	{
		seq 200 | sed 's/^/[    1.000000] a line of the log, number /'
		tr '[:lower:]' '[:upper:]' <"$1" | sed 's/ /\t  /g; s/$/\r/'
		seq 200
	} | "$program" --from "$asked" explain - >"$scratch/out" 2>"$scratch/err"
}

number=0
while read -r id host; do
	number=$((number + 1))
	sample $number >"$scratch/text"
	text=$(cat "$scratch/text")
	title="$id ($number)"
	asks "$(record_of "${host:-not-power}")" -- "$text"
	result "$title" answered "$id"
	is "$(awk 'length > 80' "$scratch/out" | grep -v '^ *[^ ]*$')" "" "$title: lines for a terminal"
	cp "$scratch/out" "$scratch/alone"
	# shellcheck disable=SC2086
	set -f; set -- $text; set +f
	asks "$asked" -- "$@"
	same_as_before "$title: in words"
	asked_of_a_log "$scratch/text"
	same_as_before "$title: disguised, in a whole log"
done <"$scratch/names"

# --- the remedy is that of the text and of the host

# remedy: of the last run, in one line
remedy() {
	in_one_line | sed 's/.*Remedy: //; s/ $//'
}

# has_option TITLE TEXT OPTION: that one, and no other
has_option() {
	explains -- "$2"
	is "$(remedy | grep -oE "cap-[a-z0-9-]+=[a-z0-9-]+" | sort -u | xargs)" "$3" "$1"
}

refused='level not supported by KVM'
has_option "QEMU's hint: cap-cfpc" "Requested safe cache capability $refused
Try appending -machine cap-cfpc=workaround" cap-cfpc=workaround
has_option "QEMU's hint: cap-ibs, and another option of the command line" "-machine pseries,cap-ibs=fixed-na
Requested safe indirect branch capability $refused
Try appending -machine cap-ibs=fixed-ccd" cap-ibs=fixed-ccd
has_option "QEMU's hint, as old versions have it" \
	"Requested safe bounds check capability level not supported by kvm, try cap-sbbc=workaround" cap-sbbc=workaround
has_option "QEMU's hint is missing" "Requested safe bounds check capability $refused" cap-sbbc=broken
has_option "QEMU's hint has no value" "Requested safe bounds check capability $refused
Try appending -machine cap-sbbc=" cap-sbbc=broken
has_option "QEMU's hint is of another option" "Requested safe bounds check capability $refused
Try appending -machine cap-cfpc=workaround" cap-sbbc=broken
has_option "one option, not all four" "Requested count cache flush assist capability $refused
Try appending -machine cap-ccf-assist=off" cap-ccf-assist=off
value=$(head -c 300 /dev/zero | tr '\0' x)
has_option "QEMU's hint has a very long value" "Requested safe bounds check capability $refused
Try appending -machine cap-sbbc=$value" "cap-sbbc=$(echo "$value" | cut -c 1-54)"

# has_best TITLE RECORD MODE TEXT
has_best() {
	asks "$hosts/$2" -- "$4"
	result "$1" grep -qF -e "-machine pseries,accel=kvm,max-cpu-compat=$3 -cpu host" <<-EOF
		$(remedy)
	EOF
}

dawr1='qemu-system-ppc64: DAWR1 not supported by KVM.
Try appending -machine cap-dawr1=off'
has_best "DAWR1: the mode of a host in POWER9 mode" powervm-p11-p9.stock power9 "$dawr1"
result "DAWR1: not the option that QEMU's hint names" [ "$(remedy | grep -c cap-dawr1)" -eq 0 ]
has_best "kvm run failed: the mode of a host in POWER10 mode" powervm-p11-p10.stock power10 "kvm run failed Invalid argument"
has_best "and of another host" powervm-p11.compat power11 "kvm run failed Invalid argument"
asks "$hosts/no-nesting.stock" "kvm run failed Invalid argument"
result "a host without KVM has no such mode" grep -qF "no mode is known; run 'compatcaps' for the reason." <<-EOF
	$(remedy)
EOF

# --- several, one, none

# messages_are LINES: those that have an answer, as the table writes them
messages_are() {
	is "$(awk '/^[A-Z][a-z]*:/ { inside = /^Message:/ } inside' "$scratch/out" | cut -c 14-)" "$1" "$2"
}

cat >"$scratch/log" <<-EOF
	[    3.210000] kvm-hv: nestedv2 get capabilities hcall failed, falling back to nestedv1 (rc=-2)
	[   42.123456] kvm-hv: could not set the default mode 0x0f000006 of a guest (rc=-22)
	qemu-system-ppc64: DAWR1 not supported by KVM. Try appending -machine cap-dawr1=off
	error: kvm run failed Invalid argument
	qemu-system-ppc64: Requested safe cache capability level not supported by KVM
EOF
"$program" --from "$record" explain - <"$scratch/log" >"$scratch/out" 2>"$scratch/err"
code=$?
result "several messages: exit code 0" code_is 0
messages_are "kvm run failed Invalid argument
DAWR1 not supported by KVM
could not set the default mode
falling back to nestedv1
Requested safe cache capability level not supported by KVM" \
	"several messages: each once, those of one topic together"
is "$(grep -c '^Remedy:' "$scratch/out")" 4 "several messages: an answer a topic"

"$program" --from "$record" explain - <<-EOF >"$scratch/out" 2>"$scratch/err"
	kvm-hv: nestedv2 get capabilities hcall failed, falling back to nestedv1 (rc=-2)
	kvm-hv: Parent hypervisor does not support nesting (rc=-2)
EOF
messages_are "Parent hypervisor does not support nesting
falling back to nestedv1" "no nesting: both messages are named"
is "$(grep -c '^Remedy:' "$scratch/out")" 1 "no nesting: one answer"
result "no nesting: not that no action is needed" [ "$(remedy | grep -ci 'no action is needed')" -eq 0 ]
result "no nesting: firmware and the HMC's setting" grep -qE 'FW1060\.10 .*HMC' <<-EOF
	$(remedy)
EOF

if [ "$(uname -m)" != ppc64le ]; then
	run "$program" explain "error: kvm run failed Invalid argument"
	result "a message is explained where there is no KVM, too" answered run-einval
	result "and the remedy names the command" grep -qF "run 'compatcaps qemu-args' on the guest's host" <<-EOF
		$(remedy)
	EOF
fi
run "$program" --from "$scratch/missing" explain "error: kvm run failed Invalid argument"
result "a record that cannot be read is an error" [ "$code" -eq 9 ]

for text in "CPU mode 'host-model' for i686 kvm domain on i686 host is not supported by hypervisor" 'all is well' 'kvm' 'power' '' ' ' '*' 'kvm run' 'Register sync failed' '-cpu host Register sync failed'; do
	explains -- "$text"
	result "not known: '$text'" refused 3 "no known message"
done
for input in /dev/null /bin/true; do
	"$program" --from "$record" explain - <"$input" >"$scratch/out" 2>"$scratch/err"
	code=$?
	result "not known: standard input from $(basename "$input")" refused 3 "no known message"
done
head -c 5000000 /dev/zero | timeout 20 "$program" --from "$record" explain - >"$scratch/out" 2>"$scratch/err"
code=$?
result "not known: 5 MB of NULs" refused 3 "no known message"
yes 'Register sync failed' | head -c 1000000 |
	timeout 20 "$program" --from "$record" explain - >"$scratch/out" 2>"$scratch/err"
code=$?
result "not known: half a message, many times" refused 3 "no known message"

# --- a mode

for mode in power8 POWER9 Power10 power11; do
	explains "$mode"
	result "explain $mode: exit code 0" code_is 0
	result "explain $mode: only that one" \
		[ "$(grep -ciE '^power[0-9]+ ' "$scratch/out")" -eq 1 ]
	result "explain $mode: that one" grep -qi "^$mode " "$scratch/out"
done
for words in power7 p10 P9 'POWER 10' 'power-11' power12 'Power10 mode' 'ISA 3.1' POWER10+ power99; do
	explains "$words"
	result "explain $words: the list of modes" refused 2 \
		"unknown mode '$words'; use one of POWER8, POWER9, POWER10, Power11"
done
explains POWER 10
result "explain POWER 10, as two words" refused 2 "unknown mode 'POWER 10'; use one of POWER8"
for words in power 'power10 kvm run' p 'p 1 2' 10; do
	explains "$words"
	result "explain $words: no mode" refused 3 "no known message"
done
explains
result "explain: all four modes" [ "$(grep -ciE '^power[0-9]+ ' "$scratch/out")" -eq 4 ]
finish

#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# explain.sh PROGRAM MESSAGES RECORDS
#
# Messages as they are printed, with whatever stands around them: each pattern
# of MESSAGES (tool/messages.def) has to be found by its own message.
set -u
. "$(dirname "$0")/tap.sh"
program=$1
messages=$2
records=$3
record=$records/powervm-p11-p10.stock

# Each message, in the order of messages.def
cat >"$scratch/messages" <<'END'
error: kvm run failed Invalid argument
[   42.123456] KVM-NESTEDv2: couldn't set guest wide elements
qemu-system-ppc64: Unable to set CPU compatibility mode in KVM: Invalid argument
qemu-system-ppc64: max-cpu-compat=power11: guests on this host cannot have this mode
qemu-system-ppc64: Couldn't negotiate a suitable PVR during CAS
Nov 22 10:00:00 host kernel: kvm-hv: refused guest mode 0x0f000007 (Power11): guests of this host can have up to POWER10
[   42.123456] kvm-hv: could not set the default mode 0x0f000006 of a guest (rc=-22)
2026-11-22T10:00:00.000000Z qemu-system-ppc64: Register sync failed... If you're using kvm-hv.ko, only "-cpu host" is possible
qemu-system-ppc64: -machine pseries,max-cpu-compat=power12: Invalid compatibility mode "power12"
qemu-system-ppc64: Compatibility PVR 0x0f000007 not valid for CPU
qemu-system-ppc64: DAWR1 not supported by KVM. Try appending -machine cap-dawr1=off
qemu-system-ppc64: Requested safe cache capability level not supported by KVM
[    3.210000] kvm-hv: nestedv2 get capabilities hcall failed, falling back to nestedv1 (rc=-2)
[    3.210000] kvm-hv: Could not configure parent hypervisor capabilities (rc=-75)
<3>[   42.123456] KVM: Create Guest hcall failed, rc=-4
modprobe: ERROR: could not insert 'kvm_hv': No such device
Could not access KVM kernel module: No such file or directory
Could not access KVM kernel module: Permission denied
2026-11-22 10:00:00.000+0000: 1234: error : ppc64DriverDecode:600 : operation failed: Cannot find CPU model with PVR 0x00821200
error: internal error: Unknown CPU model power11
error: kvm run failed Bad address
END
sed -n 's/^MESSAGE("\([^"]*\)".*/\1/p' "$messages" >"$scratch/patterns"
result "each pattern has a message here" \
	[ "$(grep -c '^MESSAGE(' "$messages")" -eq "$(wc -l <"$scratch/messages")" ]

# explains ARGUMENT...
explains() {
	run "$program" --from "$record" explain "$@"
}

# finds PATTERN: as the first and only one
finds() {
	[ "$code" -eq 0 ] && [ "$(sed -n 's/^Message: *//p' "$scratch/out" | tr -s ' ')" = "$1" ] &&
		[ "$(grep -cE '^(From|Cause|Way out): +[^ ]' "$scratch/out")" -eq 3 ] && [ ! -s "$scratch/err" ]
}

while IFS= read -r message && IFS= read -r pattern <&3; do
	explains "$message"
	result "$message" finds "$pattern"
	cp "$scratch/out" "$scratch/alone"
	# shellcheck disable=SC2086
	explains -- $message
	result "in words: $pattern" cmp -s "$scratch/alone" "$scratch/out"
	explains "$(echo "$message" | tr '[:lower:]' '[:upper:]')"
	result "in capitals: $pattern" cmp -s "$scratch/alone" "$scratch/out"
	explains "$(echo "$message" | sed 's/ /\t  /g')"
	result "with other white space: $pattern" cmp -s "$scratch/alone" "$scratch/out"
	{
		seq 2000 | sed 's/^/[    1.000000] a line of the log, number /'
		printf '%s\r\n' "$message"
		seq 2000
	} | "$program" --from "$record" explain - >"$scratch/out" 2>"$scratch/err"
	result "in a whole log: $pattern" cmp -s "$scratch/alone" "$scratch/out"
	lines=$(awk '{ print length }' "$scratch/out" | sort -n | tail -n 1)
	result "lines for a terminal: $pattern" [ "$lines" -le 80 ]
done <"$scratch/messages" 3<"$scratch/patterns"

# --- several, one, none

sed -n '7p; 11p; 1p' "$scratch/messages" >"$scratch/log"
"$program" --from "$record" explain - <"$scratch/log" >"$scratch/out" 2>"$scratch/err"
code=$?
result "several messages: exit code 0" code_is 0
result "several messages: each once, what says more first" \
	[ "$(sed -n 's/^Message: *//p' "$scratch/out" | paste -sd '|')" = \
	"kvm run failed Invalid argument|could not set the default mode|DAWR1 not supported by KVM" ]

explains "error: kvm run failed Invalid argument"
tr -s ' \n' ' ' <"$scratch/out" >"$scratch/words"
result "the way out names the host's best mode" \
	grep -qF -e "-machine pseries,accel=kvm,max-cpu-compat=power10 -cpu host" "$scratch/words"
run "$program" --from "$records/powervm-p11.compat" explain "error: kvm run failed Invalid argument"
tr -s ' \n' ' ' <"$scratch/out" >"$scratch/words"
result "and another one on another host" \
	grep -qF -e "-machine pseries,accel=kvm,max-cpu-compat=power11 -cpu host" "$scratch/words"
if [ "$(uname -m)" != ppc64le ]; then
	run "$program" explain "error: kvm run failed Invalid argument"
	result "a message is explained where there is no KVM, too" finds "kvm run failed Invalid argument"
	tr -s ' \n' ' ' <"$scratch/out" >"$scratch/words"
	result "and the way out names the command" grep -qF "'compatcaps qemu-args' on that host" "$scratch/words"
fi

for text in 'all is well' 'kvm' 'power' '' ' ' '*' 'kvm run' 'Register sync failed' '-cpu host Register sync failed'; do
	explains -- "$text"
	result "not known: '$text'" refused 3 "no message that is known here"
done
for input in /dev/null "$program"; do
	"$program" --from "$record" explain - <"$input" >"$scratch/out" 2>"$scratch/err"
	code=$?
	result "not known: standard input from $(basename "$input")" refused 3 "no message that is known here"
done
head -c 5000000 /dev/zero | timeout 20 "$program" --from "$record" explain - >"$scratch/out" 2>"$scratch/err"
code=$?
result "not known: 5 MB of NULs" refused 3 "no message that is known here"
yes 'Register sync failed' | head -c 1000000 |
	timeout 20 "$program" --from "$record" explain - >"$scratch/out" 2>"$scratch/err"
code=$?
result "not known: half a message, many times" refused 3 "no message that is known here"
"$program" --from "$record" explain - <&- >"$scratch/out" 2>"$scratch/err"
code=$?
result "not known: closed standard input" refused 3 "no message that is known here"

# --- a mode

for mode in power8 POWER9 Power10 power11; do
	explains "$mode"
	result "explain $mode: exit code 0" code_is 0
	result "explain $mode: only that one" \
		[ "$(grep -ciE '^power[0-9]+ ' "$scratch/out")" -eq 1 ]
	result "explain $mode: that one" grep -qi "^$mode " "$scratch/out"
done
explains
result "explain: all four modes" [ "$(grep -ciE '^power[0-9]+ ' "$scratch/out")" -eq 4 ]
finish

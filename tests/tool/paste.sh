#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# paste.sh PROGRAM RECORD
#
# 'compatcaps explain' of a message as people have it: from a mail, a page, a
# terminal, another system, or in the midst of a large log.
set -u
. "$(dirname "$0")/outcome.sh"
program=$1
record=$2
message="qemu-system-ppc64: Register sync failed... If you're using kvm-hv.ko, only \"-cpu host\" is possible"

"$program" --from "$record" explain "$message" >"$scratch/alone"
result "the message itself" grep -q '^Message: *Register sync failed' "$scratch/alone"

# reads TITLE COMMAND...: what the command writes is read as the message
reads() {
	title=$1
	shift
	"$@" | "$program" --from "$record" explain - >"$scratch/out" 2>"$scratch/err"
	result "$title" cmp -s "$scratch/alone" "$scratch/out"
}

typographic() { printf 'Register sync failed\342\200\246 If you\342\200\231re using kvm\342\200\221hv.ko, only \342\200\234-cpu host\342\200\235 is possible'; }
page() { printf 'Register sync failed... If you&#39;re using kvm-hv.ko,<br/>only &quot;-cpu&nbsp;host&quot; is possible'; }
terminal() { printf 'Regi\033[01;31mster\033[0m sync \033[1mfailed\033[0m... kvm-hv.ko, only "-cpu ho\033[Kst" is possible'; }
mail() {
	printf '> On Sunday somebody wrote:\r\n> > %s\r\n> > %s\r\n' \
		"qemu-system-ppc64: Register sync failed... If you're using kvm-hv.ko," 'only "-cpu host" is possible'
}
terminal_wide() { echo "$message" | fold -w 60; }
json() { printf '{"level":"error","msg":"Register sync failed... only \\"-cpu host\\" is possible\\n"}\n'; }
encoded() { echo "$message" | iconv -t "$1"; }
unmarked() { echo "$message" | iconv -t UTF-16LE; }
behind_zeros() { head -c 100000 /dev/zero; echo "$message"; }

reads "typographic quotes, dashes and points" typographic
reads "a page's entities and elements" page
reads "a terminal's colours within words" terminal
reads "quoted mail, broken within the message" mail
reads "a terminal that is not wide" terminal_wide
reads "a log in JSON" json
for encoding in UTF-16LE UTF-16BE UTF-16 UTF-8; do
	reads "$encoding" encoded $encoding
done
reads "behind zero bytes" behind_zeros

# Larger than the part that is kept, with the message at its end
long_log() {
	yes '[   12.345678] audit: type=1400 a line of a log that has nothing to do with it' | head -c "$1"
	printf '\n%s\n' "$message"
}
reads "at the end of 20 MB of log" long_log 20000000
one_line() {
	head -c 3000000 /dev/zero | tr '\0' x
	printf ' %s\n' "$message"
}
reads "at the end of a line of 3 MB" one_line

long_log 300000000 | "$program" --from "$record" explain - >"$scratch/out" 2>"$scratch/err"
code=$?
result "a log that is too large: says the limit" refused 8 "longer than 256 MiB"
for packer in gzip bzip2 xz zstd; do
	if ! command -v $packer >/dev/null; then
		skip "a log that $packer packed" "$packer is missing"
		continue
	fi
	echo "$message" | $packer | "$program" --from "$record" explain - >"$scratch/out" 2>"$scratch/err"
	code=$?
	result "a log that $packer packed: says what to do" refused 8 "the text is compressed; unpack it first"
done
"$program" --from "$record" explain - <&- >"$scratch/out" 2>"$scratch/err"
code=$?
result "closed standard input" refused 8 "standard input: Bad file descriptor"
"$program" --from "$record" explain - </ >"$scratch/out" 2>"$scratch/err"
code=$?
result "a directory" refused 8 "standard input: Is a directory"

printf 'Register sync failed\nstarted with -cpu host\n' |
	"$program" --from "$record" explain - >"$scratch/out" 2>"$scratch/err"
code=$?
result "lines that have nothing to do with each other" refused 3 "no known message"

# --- not quoted, with options of QEMU in it

run "$program" --from "$record" explain qemu-system-ppc64: -machine pseries,max-cpu-compat=power12: Invalid compatibility mode '"power12"'
result "an option within a message is no option of explain" code_is 0
result "and the message is found" grep -q '^Message: *Invalid compatibility mode' "$scratch/out"
run "$program" --from "$record" explain qemu: --json --help -q --nonsense --from x kvm run failed Invalid argument
result "nor are those that explain has itself" code_is 0
run "$program" explain --from "$record" kvm run failed Invalid argument
result "options of explain stand before the message" code_is 0
run "$program" explain power10 --from "$record"
result "or behind a mode" code_is 0
echo 'kvm run failed Invalid argument' | "$program" explain - --from "$record" >"$scratch/out" 2>"$scratch/err"
code=$?
result "or behind the '-' for standard input" code_is 0
run env POSIXLY_CORRECT=1 "$program" explain power10 --from "$record"
result "whatever POSIXLY_CORRECT says" code_is 0
finish

#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# command.sh TOOL HOSTS: what 'compatcaps fleet' takes and refuses: forms of
# records, broken and hostile ones, names that are there twice, outputs that are
# interrupted, wrong command lines.
set -u
. "$(dirname "$0")/../tool/outcome.sh"
tool=$1
hosts=$2
nl='
'

host() {
	"$tool" --from "$hosts/$1" --json 2>/dev/null
}

# named HOST NAME: its record on one line, with that name
named() {
	host "$1" | tr -d '\n' | sed "s/\"name\": \"(none)\"/\"name\": \"$2\"/"
	echo
}

# on_input TEXT COMMAND...: run with that on standard input
on_input() {
	printf '%s\n' "$1" >"$scratch/in"
	shift
	timeout 20 "$@" <"$scratch/in" >"$scratch/out" 2>"$scratch/err"
	code=$?
}

# All of standard error is lines that begin with the program's name and can go to
# a terminal.
err_is_clean() {
	! grep -qvE '^compatcaps fleet: [ -~]*$' "$scratch/err"
}

# refused CODE WORDS: that exit code, nothing on standard output, and why
refused() {
	code_is "$1" && out_is_empty && err_is_clean && err_has "$2"
}

has_in() {
	grep -qF -e "$2" "$1"
}

p10=$(named powervm-p11-p10.compat ten)
p11=$(named powervm-p11.compat eleven)
p9=$(named powervm-p9.compat nine)
likely=$(named powervm-p10.stock maybe)

# --- forms of records

on_input "$p10$nl$p11" "$tool" fleet baseline
result 'a record a line' code_is 0
result 'the best mode of both' out_has 'POWER10: the best mode that guests can have on each of 2 hosts.'
run "$tool" fleet baseline "$hosts/powervm-p11-p10.compat"
result 'a folder that is a record' code_is 0
run "$tool" fleet place --mode power10 "$hosts/powervm-p11-p10.compat/"
result 'without a name it is known by the folder' out_is powervm-p11-p10.compat
mkdir -p "$scratch/mixed/sub"
cp -R "$hosts/powervm-p11-p10.compat" "$scratch/mixed/ten"
host powervm-p11.compat >"$scratch/mixed/eleven.json"
printf '%s\n' "$p9" >"$scratch/mixed/sub/nine.ndjson"
echo 'no record' >"$scratch/mixed/README.md"
mkdir "$scratch/mixed/.hidden"
echo '{' >"$scratch/mixed/.hidden/x.json"
run "$tool" fleet place --mode power9 "$scratch/mixed"
result 'a folder with all kinds of records' out_is "eleven${nl}nine${nl}ten"
{ host powervm-p11-p10.compat; host powervm-p11.compat; "$tool" --from "$hosts/powervm-p9.compat" snapshot; } >"$scratch/many.json"
run "$tool" fleet place --mode power9 "$scratch/many.json"
result 'records as they are printed, one after the other' out_has 'many'
result 'all three' [ "$(wc -l <"$scratch/out")" = 3 ]
second=$(grep -n '^{' "$scratch/many.json" | sed -n 2p | cut -d: -f1)
result 'those behind the first are known by their line' out_has "many.json:$second"
printf '%s\r\n\r\n\n  %s' "$p10" "$p11" >"$scratch/crlf"
run "$tool" fleet place --mode power10 "$scratch/crlf"
result 'lines of DOS, blank lines, no newline at the end' out_is "ten${nl}eleven"
on_input "$p10" "$tool" fleet place --mode POWER10 - "$scratch/crlf"
result 'standard input among files' out_is "ten${nl}ten${nl}eleven"
on_input "$(printf '%s' "$p10" | sed 's/"version": 1/"version": 1, "later": {"a": [1, null]}/')" "$tool" fleet baseline
result 'members of a later release are passed over' code_is 0
later=$(printf '%s' "$p11" | sed 's/"modes": \[/"modes": [{"name": "Power12", "logical_pvr": "0x0f000008", "available": true, "certainty": "sure", "reason": "reported", "explanation": "x"},/')
on_input "$later" "$tool" fleet baseline
result 'a mode of a later release is kept' out_has 'Power12: the best mode'
on_input "$later$nl$(named powervm-p11.compat other)" "$tool" fleet baseline
result 'and who does not know it does not give it' out_has 'Power11: the best mode'
on_input "$later" "$tool" fleet place --mode power12
result 'a guest can be placed in it' out_is eleven
on_input "$p11" "$tool" fleet place --mode power12
result 'where nobody names it, it is no mode' refused 2 "unknown mode 'power12'"

# --- how sure

on_input "$p10$nl$likely" "$tool" fleet baseline
result 'a host that is not sure is never assumed good' code_is 3
result 'and is named' out_has 'Without a confirmed answer, so counted as giving no mode: maybe.'
on_input "$p10$nl$likely" "$tool" fleet baseline --certainty likely
result 'it counts where that was asked for' code_is 0
on_input "$p10$nl$likely" "$tool" fleet place --others --mode power10
result 'place counts it apart' out_is "maybe	unsure"
on_input "$likely" "$tool" fleet place --mode power10
result 'with nobody else, nobody can tell' code_is 3

# --- broken records

bad() {
	on_input "$p10$nl$3$nl$p11" "$tool" fleet baseline
	result "$1" refused 9 "standard input:2: $2"
	result "$1: what to do" err_has '--skip-broken'
	on_input "$p10$nl$3$nl$p11" "$tool" fleet baseline --json --skip-broken
	result "$1: skipped on request" code_is 0
	result "$1: and counted" out_has '"broken": 1,'
	result "$1: and still said" err_has "standard input:2: $2"
	result "$1: the others count" out_has '"hosts": 2,'
}

bad 'half a line' 'invalid JSON: ' "$(printf '%s' "$p10" | head -c 300)"
bad 'no JSON' 'invalid JSON: ' 'Connection to host closed.'
bad 'no object' 'it is not a record: "format" is missing' '[1, 2]'
bad 'another format' 'it is not a record: "format" is neither' '{"format": "other", "version": 1}'
bad 'of the future' 'version 2 of the format is newer than this program supports (1)' \
	"$(printf '%s' "$p10" | sed 's/"version": 1/"version": 2/')"
bad 'a record of the future' 'version 7 of the format is newer than this program supports (1)' \
	'{"format": "compatcaps-record", "version": 7, "texts": {}}'
bad 'no version' '"version" is not a whole number from 1 on' "$(printf '%s' "$p10" | sed 's/"version": 1/"version": "1"/')"
bad 'no modes' '"modes" is not an array' '{"format": "compatcaps-host", "version": 1, "host": {}, "source": "vm", "modes": 1}'
bad 'half a mode' 'mode 1 lacks' \
	'{"format": "compatcaps-host", "version": 1, "host": {}, "source": "vm", "modes": [{"name": "x"}]}'
bad 'a mode twice' "logical PVR 0x0f000006 of mode 'POWER10' occurs twice" \
	"$(printf '%s' "$p10" | sed 's/0x0f000007/0x0f000006/; s/"Power11",  *"logical/"POWER10", "logical/')"
bad 'a mode with the PVR of another' "logical PVR 0x0f000006 of mode 'POWER9' is that of POWER10" \
	"$(printf '%s' "$p10" | sed 's/0x0f000005/0x0f000006/')"
bad 'a mode that is none' "logical PVR 0x00800200 of mode 'POWER9' names no mode" "$(printf '%s' "$p10" | sed 's/0x0f000005/0x00800200/')"
bad 'bits that are none' '"capabilities" is not a number' \
	"$(printf '%s' "$p10" | sed 's/"capabilities": "0x[0-9a-f]*"/"capabilities": "0xfoo"/')"
bad 'a text that is none' "the text of 'a/b' is not a string" \
	'{"format": "compatcaps-record", "version": 1, "texts": {"a/b": 1}}'
bad 'a path that leads out' "'../a' is not a valid text path" \
	'{"format": "compatcaps-record", "version": 1, "texts": {"../a": "x"}}'
bad 'a text twice' "invalid JSON: duplicate object key 'a'" \
	'{"format": "compatcaps-record", "version": 1, "texts": {"a": "x", "a": "y"}}'
bad 'a NUL in a text' 'invalid JSON: line 1, column 66: \u0000 is not allowed' \
	'{"format": "compatcaps-record", "version": 1, "texts": {"a": "x\u0000y"}}'
bad 'not UTF-8' 'invalid JSON: ' "$(printf '%s' "$p10" | sed "s/ten/$(printf '\303\050')/")"
bad 'a line of 2 MiB' 'the record is larger than 1 MiB' "$(head -c 2000000 /dev/zero | tr '\0' x)"
bad 'nested deeply' 'invalid JSON: ' "$(head -c 5000 /dev/zero | tr '\0' '[')"
bad 'escape sequences' "the text of '?[31m' is not a string" \
	'{"format": "compatcaps-record", "version": 1, "texts": {"\u001b[31m": 1}}'
host powervm-p11-p10.compat | head -n 20 >"$scratch/cut.json"
host powervm-p11.compat >>"$scratch/cut.json"
run "$tool" fleet baseline --skip-broken "$scratch/cut.json"
result 'a printed record that was cut off' err_has 'cut.json:1: invalid JSON: '
result 'does not take the next one with it' out_has 'Power11: the best mode'
i=0
while [ $i -lt 50 ]; do
	echo "broken $i"
	i=$((i + 1))
done >"$scratch/fifty"
run "$tool" fleet baseline --skip-broken "$scratch/fifty"
result 'nothing but broken records' refused 3 'no record of a host found: all records are broken'
result 'of fifty the first twenty are named' [ "$(grep -c ': invalid JSON' "$scratch/err")" = 20 ]
on_input '' "$tool" fleet baseline
result 'an empty fleet' refused 3 'no record of a host found'
mkdir "$scratch/empty"
run "$tool" fleet pools "$scratch/empty"
result 'an empty folder' refused 3 'no record of a host found'
run "$tool" fleet baseline "$scratch/none"
result 'a file that is not there' refused 9 'none: No such file or directory'
if [ "$(id -u)" != 0 ]; then
	echo >"$scratch/secret.json"
	chmod 0 "$scratch/secret.json"
	run "$tool" fleet baseline "$scratch/secret.json"
	result 'a file that may not be read' refused 9 'secret.json: Permission denied'
else
	skip 'a file that may not be read' 'root may read all'
fi
mkdir -p "$scratch/deep/a/b/c/d/e/f/g/h/i/j"
run "$tool" fleet baseline "$scratch/deep"
result 'folders nested too deeply' refused 9 'folders are nested too deeply'
ln -s . "$scratch/deep/loop"
run "$tool" fleet baseline "$scratch/deep"
result 'a link to its own folder ends' code_is 9

# --- files and folders that cannot be read, among others

mkdir -p "$scratch/spotty/below" "$scratch/spotty/deep/a/b/c/d/e/f/g/h/i"
printf '%s\n' "$p10" >"$scratch/spotty/a.json"
printf '%s\n' "$p11" >"$scratch/spotty/z.json"
ln -s loop.json "$scratch/spotty/loop.json"
ln -s nowhere "$scratch/spotty/nowhere.json"
ln -s .. "$scratch/spotty/below/up"
run "$tool" fleet baseline "$scratch/spotty"
result 'a folder with links that lead nowhere' refused 9 'up: it is a link to a folder that contains it'
run "$tool" fleet baseline --json --skip-broken "$scratch/spotty" "$scratch/none"
result 'skipped on request: the exit code tells' code_is 9
result 'the answer is there' out_has '"baseline": "POWER10"'
result 'of all other hosts' out_has '"hosts": 2,'
result 'how many is in it' out_has '"unreadable": 5,'
result 'and said' err_has 'left out: 5 files or folders that cannot be read'
for what in 'loop.json: Too many levels of symbolic links' 'nowhere.json: No such file' 'nested too deeply' \
	'up: it is a link to a folder that contains it' 'none: No such file'; do
	result "named: $what" err_has "$what"
done
for command in 'place --mode power10' pools 'pools --members' page "diff $scratch/spotty" "join --with $scratch/a.json"; do
	cp "$scratch/spotty/a.json" "$scratch/a.json"
	# shellcheck disable=SC2086
	run "$tool" fleet $command --skip-broken "$scratch/spotty"
	result "$command: 9, too" code_is 9
	result "$command: with an answer" [ -s "$scratch/out" ]
done
run "$tool" fleet baseline --skip-broken "$scratch/none" "$scratch/nothing"
result 'nothing but what cannot be read: no answer' refused 9 'no record of a host found'

# --- a snapshot that was killed

mkdir "$scratch/collected"
cp -R "$hosts/powervm-p11.compat" "$scratch/collected/.ten.99.part"
cp -R "$hosts/powervm-p11-p10.compat" "$scratch/collected/ten"
run "$tool" fleet place --mode power9 "$scratch/collected"
result 'what a snapshot left is no host' out_is ten
run "$tool" fleet baseline "$scratch/collected/.ten.99.part"
result 'nor by its name' refused 9 "it is incomplete: 'compatcaps snapshot' was interrupted; run it again"
run "$tool" --from "$scratch/collected/.ten.99.part" best
result 'nor for another command' code_is 9
cp -R "$scratch/collected/.ten.99.part" "$scratch/collected/.tenth.99.part"
mkdir "$scratch/collected/.ten.100.part" "$scratch/collected/.ten.x.part"
rm -r "$scratch/collected/ten"
exec 9<"$scratch/collected/.ten.100.part"
flock -n 9
run "$tool" --from "$hosts/powervm-p11.compat" snapshot "$scratch/collected/ten"
result 'the next snapshot of that name' code_is 0
result 'sweeps its own, and leaves that which is being written' \
	[ "$(find "$scratch/collected" -mindepth 1 -maxdepth 1 -printf '%f\n' | sort | xargs)" = '.ten.100.part .ten.x.part .tenth.99.part ten' ]
exec 9<&-
if strace -o /dev/null -e inject=renameat2:signal=KILL true 2>/dev/null; then
	mkdir "$scratch/killed"
	strace -f -o "$scratch/calls" -e trace=fsync,renameat2 -e inject=renameat2:error=EIO:signal=KILL \
		"$tool" --from "$hosts/powervm-p11.compat" snapshot "$scratch/killed/eleven" 2>/dev/null
	result 'a snapshot that is killed leaves something' [ "$(ls -A "$scratch/killed" | wc -l)" = 1 ]
	result 'all of it was on the disk before its name was' \
		[ "$(grep -c 'fsync(.*= 0' "$scratch/calls")" = "$(find "$scratch/killed" -mindepth 1 | wc -l)" ]
	run "$tool" fleet baseline "$scratch/killed"
	result 'which is no host' refused 3 'no record of a host found'
	run "$tool" --from "$hosts/powervm-p11.compat" snapshot "$scratch/killed/eleven"
	result 'and is gone with the next one' [ "$(ls -A "$scratch/killed")" = eleven ]
	strace -f -o /dev/null -e inject=renameat2:error=EINVAL -e inject=flock:error=EBADF \
		"$tool" --from "$hosts/powervm-p11.compat" snapshot "$scratch/killed/twelve" 2>"$scratch/err"
	result 'a file system without such locks and renames has snapshots, too' \
		[ "$(ls -A "$scratch/killed" | tail -n 1)" = twelve ]
else
	skip 'a snapshot that is killed' 'no strace'
fi

# --- unknown modes, and names that do not belong to them

# with_mode NAME PVR HOST: Power11's record, with such a mode, too
with_mode() {
	named powervm-p11.compat "$3" | sed "s/\"modes\": \[/\"modes\": [{\"name\": \"$1\", \"logical_pvr\": \"$2\", \"available\": true, \"certainty\": \"sure\"},/"
}

by_pvr() {
	on_input "$2" "$tool" fleet baseline
	result "a mode that is called $1 goes by its PVR" out_has '0x0f000008: the best mode of 1 host.'
	on_input "$2" "$tool" fleet pools
	result "$1: so does its pool" out_has '0x0f000008  0x0f000008'
	on_input "$2" "$tool" fleet place --mode 0X0F000008
	result "$1: a guest can be placed by it" out_is x
	for command in baseline pools; do
		on_input "$2" "$tool" fleet $command --json
		result "$1: $command as JSON" out_has '"0x0f000008"'
	done
	on_input "$2" "$tool" fleet page
	result "$1: the page has it" out_has '"baseline":"0x0f000008"'
}

by_pvr nothing "$(with_mode '' 0x0f000008 x)"
by_pvr none "$(with_mode none 0x0f000008 x)"
by_pvr unsure "$(with_mode UnSure 0x0f000008 x)"
by_pvr 'a PVR' "$(with_mode 0x0f000009 0x0f000008 x)"
by_pvr 'what is no word' "$(with_mode 'a b' 0x0f000008 x)"
by_pvr 'an escape' "$(with_mode '\\u001b[2J' 0x0f000008 x)"
by_pvr 'what is too long' "$(with_mode 'Power12Power12Power12Power12' 0x0f000008 x)"
on_input "$(with_mode Power12 0x0f000008 x)$nl$(with_mode Power13 0x0f000008 y)" "$tool" fleet baseline
result 'records that disagree: by its PVR' out_has '0x0f000008: the best mode'
on_input "$(with_mode Power12 0x0f000008 x)$nl$(with_mode power12 0x0f000009 y)" "$tool" fleet baseline
result 'two modes of one name: by their PVRs' out_has '0x0f000009  '
result 'both' out_has '0x0f000008  '
result 'and not by that name' [ "$(grep -ci power12 "$scratch/out")" = 0 ]
on_input "$(with_mode Power12 0x0f000008 x)$nl$(with_mode POWER12 0x0f000008 y)" "$tool" fleet baseline
result 'the same name in other letters is the same' out_has 'Power12: the best mode'
bad 'the name of a known mode' "logical PVR 0x0f000008 of mode 'POWER10' is not that of POWER10" \
	"$(with_mode POWER10 0x0f000008 x)"
bad 'another name for a known mode' "logical PVR 0x0f000006 of mode 'Power12' is that of POWER10" \
	"$(printf '%s' "$p10" | sed 's/"name": "POWER10", *"logical_pvr"/"name": "Power12", "logical_pvr"/')"
bad 'a NUL in the name of a mode' 'invalid JSON: ' "$(with_mode '\\u0000' 0x0f000008 x)"
bad 'a NUL in the name of a host' 'invalid JSON: ' "$(named powervm-p11.compat 'a\\u0000b')"
bad 'a member twice' "invalid JSON: duplicate object key 'source'" \
	"$(printf '%s' "$p10" | sed 's/"source": "[a-z-]*",/"source": "vm", "source": "dev-kvm",/')"
padding=$(head -c 1048576 /dev/zero | tr '\0' ' ')
bad 'a record that is padded to 1 MiB, and garbage behind it' 'the record is larger than 1 MiB' "$p10${padding}garbage"
on_input "$p10$padding${nl}garbage" "$tool" fleet baseline
result 'and garbage below it' refused 9 'standard input:2: invalid JSON: '
on_input "$p10$padding" "$tool" fleet baseline
result 'white space alone is none of the record' code_is 0

# --- names of files that are not text, and long ones

latin1=$(printf 'h\303\251\351')
if mkdir "$scratch/names" && host powervm-p11.compat >"$scratch/names/$latin1.json" 2>/dev/null; then
	run "$tool" fleet baseline --json --certainty likely "$scratch/names" "$hosts/powervm-p10.stock"
	result 'a file name that is not UTF-8: JSON' code_is 0
	run "$tool" fleet place --json --mode power11 "$scratch/names"
	result 'its host is there' out_is "$(printf '{"name":"h\303\251?","answer":"yes"}')"
	run "$tool" fleet page "$scratch/names"
	result 'and on the page' out_has "$(printf '["h\303\251?",0,')"
	run "$tool" fleet diff --json "$scratch/names" "$hosts/powervm-p9.compat"
	result 'and in what changed' out_has "$(printf '"name": "h\303\251?",')"
else
	skip 'a file name that is not UTF-8' 'this file system has none'
fi
# 250 characters of two bytes each: whatever is cut to a number of bytes is cut in one
long=$(printf '\303\244%.0s' $(seq 250))
on_input "$(named powervm-p11.compat "x$long")$nl$(named powervm-p9.compat "$long")" "$tool" fleet baseline --json
result 'a long name is whole' out_has "\"$long\""
on_input "$(named powervm-p11.compat "x$long")$nl$(named powervm-p9.compat "$long")" "$tool" fleet page
result 'on a page, too' out_has "[\"x$long\","
component=$(printf '\303\244%.0s' $(seq 120))
deep=$scratch/$component/x$component/$component
mkdir -p "$deep"
host powervm-p9.compat >"$deep/$component.json"
run "$tool" fleet page "$deep"
result 'a long path is whole' out_has "\"$deep/$component.json:1\""
printf '%s\n' "$(named powervm-p9.compat ten)" "$p10" >"$deep/twice.json"
run "$tool" fleet baseline --json "$deep/twice.json"
result 'the place of a contradiction, too' out_has "\"$deep/twice.json:1\""

# --- contradictions, and names that are there more than once

liar=$(printf '%s' "$p10" | sed 's/"capabilities": "0x[0-9a-f]*"/"capabilities": "0x0000000000000000"/')
on_input "$p11$nl$liar" "$tool" fleet baseline
result 'answers that are not what the bits say' code_is 3
result 'are named' err_has "standard input:2: host 'ten': its answer on POWER9 contradicts its capabilities"
record() {
	"$tool" --from "$hosts/powervm-p11-p10.compat" snapshot | tr -d '\n'
}
on_input "$(record | sed 's/"kvm\/compat-caps\/vm": "0x6/"kvm\/compat-caps\/vm": "0x2/')" "$tool" fleet baseline
result 'two sources with different answers' code_is 3
result 'are named, too' err_has '/dev/kvm and a virtual machine have different answers'
on_input "$(record | sed 's/arch-compat-0x0f000006": "ok"/arch-compat-0x0f000006": "EINVAL"/')" "$tool" fleet baseline
result 'a mode that is reported and refused' err_has 'KVM reports POWER10 and refuses it'
on_input "$p10$nl$p10$nl$p11" "$tool" fleet baseline --json
result 'the same host twice counts once' out_has '"hosts": 2,'
result 'and is said' err_has '1 host names occur more than once; each host counts once'
other=$(named powervm-p9.compat ten)
on_input "$p10$nl$other$nl$p11" "$tool" fleet baseline
result 'the same name with other answers is not sure' code_is 3
result 'both places are named' err_has 'standard input:1 and standard input:2 have the same host name'
on_input "$p10$nl$other$nl$p11" "$tool" fleet baseline --latest
result 'the later record on request' out_has 'POWER9: the best mode that guests can have on each of 2 hosts.'
on_input "$other$nl$p10$nl$p11" "$tool" fleet baseline --latest
result 'it is the order of the records that counts' out_has 'POWER10: the best mode that guests can have on each of 2 hosts.'
on_input "$(host powervm-p11.compat | tr -d '\n')$nl$(host powervm-p9.compat | tr -d '\n')" "$tool" fleet place --mode power9
result 'hosts without a name are known by their place' out_is "standard input:1${nl}standard input:2"
on_input "$(named powervm-p11.compat '\\u001b[2Jx\\u202e')" "$tool" fleet place --mode power9
result 'names cannot reach the terminal' [ "$(tr -d '[ -~]\n' <"$scratch/out" | wc -c)" = 0 ]

# --- join, pools, diff

printf '%s\n' "$p10" "$p11" >"$scratch/fleet.ndjson"
on_input "$p9" "$tool" fleet join --with "$scratch/fleet.ndjson" -
result 'a host that costs' code_is 1
result 'what it costs' out_has 'would fall from POWER10 to POWER9'
result 'who costs' out_has 'POWER10 cannot be given by nine.'
on_input "$p11" "$tool" fleet join --with "$scratch/fleet.ndjson" -
result 'a host that may join' out_is 'Yes: the best mode that each host gives stays POWER10.'
on_input "$likely" "$tool" fleet join --with "$scratch/fleet.ndjson" -
result 'a host of which nobody can tell' code_is 3
run "$tool" fleet join --with "$scratch/fleet.ndjson" "$scratch/none"
result 'a newcomer that is not there' refused 9 'No such file'
printf '%s\n' "$p10" "$p11" "$p9" "$likely" >"$scratch/all.ndjson"
run "$tool" fleet pools --members "$scratch/all.ndjson"
result 'each host with its pool' out_is "power10	ten${nl}power11	eleven${nl}power9	nine${nl}unsure	maybe"
run "$tool" fleet pools --members --most 1 "$scratch/all.ndjson"
result 'in one pool' out_is "power9	ten${nl}power9	eleven${nl}power9	nine${nl}unsure	maybe"
on_input "$p10" "$tool" fleet pools --members
result 'each host of standard input' out_is "power10	ten"
printf '%s\n' "$(named powervm-p9.compat ten)" "$p11" "$likely" >"$scratch/new.ndjson"
run "$tool" fleet diff "$scratch/all.ndjson" "$scratch/new.ndjson"
result 'two collections that differ' code_is 1
result 'who left' out_has "left	nine"
result 'who changed, and how' out_has "changed	ten	POWER10: no, was yes"
result 'in short' out_has '0 joined, 1 left, 1 changed, 2 same. Best mode of those with an answer: POWER9, was POWER9.'
run "$tool" fleet diff --json "$scratch/all.ndjson" "$scratch/new.ndjson"
result 'the same as JSON' out_has '"new_baseline_of_answered": "POWER9"'
run "$tool" fleet diff "$scratch/all.ndjson" "$scratch/all.ndjson"
result 'two that are the same' code_is 0

# --- the page, and outputs that do not arrive

hostile=$(named powervm-p11.compat '<\/script><img src=x>')
on_input "$hostile" "$tool" fleet page
result 'a page' code_is 0
result 'a name does not end its element' [ "$(grep -c '<img' "$scratch/out")" = 0 ]
run "$tool" fleet page --output "$scratch/page.html" "$scratch/all.ndjson"
result 'a page into a file' code_is 0
result 'it is whole' has_in "$scratch/page.html" '</html>'
before=$(cksum <"$scratch/page.html")
on_input "$p10${nl}broken" "$tool" fleet page --output "$scratch/page.html"
result 'a page that fails' code_is 9
result 'leaves the old one' [ "$(cksum <"$scratch/page.html")" = "$before" ]
result 'and nothing else' [ "$(find "$scratch" -name '*page*' | wc -l)" = 1 ]
for signal in INT TERM; do
	mkfifo "$scratch/slow.ndjson"
	# A shell without job control lets its children ignore SIGINT; env undoes that.
	env --default-signal=INT "$tool" fleet page --output "$scratch/page.html" "$scratch/slow.ndjson" 2>/dev/null &
	pid=$!
	{ printf '%s\n' "$p10"; sleep 0.5; kill -s "$signal" $pid; sleep 0.2; } >"$scratch/slow.ndjson"
	wait $pid
	rm "$scratch/slow.ndjson"
	result "SIG$signal leaves the old page" [ "$(cksum <"$scratch/page.html")" = "$before" ]
	result "SIG$signal leaves nothing else" [ "$(find "$scratch" -name '*page*' | wc -l)" = 1 ]
done
for command in baseline pools 'place --mode power9' page "diff $scratch/all.ndjson" \
	"join --with $scratch/all.ndjson"; do
	# shellcheck disable=SC2086
	"$tool" fleet $command "$scratch/all.ndjson" >/dev/full 2>"$scratch/err"
	code=$?
	result "$command on a full disk" code_is 8
	result "$command: says so" err_has 'cannot write the output'
done
on_input "$p10" env TMPDIR="$scratch/none" "$tool" fleet baseline
result 'no fleet needs a temporary file' code_is 0

# --- command lines

wrong() {
	words=$1
	shift
	run "$tool" fleet "$@"
	result "$*" refused 2 "$words"
}

wrong "unknown command 'frobnicate'" frobnicate
wrong "unknown option '--frob'" baseline --frob
wrong "unknown certainty 'maybe'; use one of sure, likely, guess" baseline --certainty maybe x
wrong "--mode MODE is missing after 'place'" place x
wrong "--with RECORDS is missing after 'join'" join x
wrong "NEW is missing after 'join'" join --with x
wrong "OLD and NEW are missing after 'diff'" diff x
wrong "unexpected argument 'c'" diff a b c
wrong "cannot both be '-'" diff - -
wrong "cannot both be '-'" join --with - -
wrong 'standard input can be read only once' join --with - x -
wrong 'standard input can be read only once' baseline - x -
wrong "--mode cannot be used with 'baseline'" baseline --mode power9 x
wrong "--latest cannot be used with 'place'" place --mode power9 --latest x
wrong "--output cannot be used with 'pools'" pools --output x x
wrong "a value is missing after '--mode'" place --mode
wrong "--from cannot be used with 'baseline'" baseline --from x
wrong "--quiet cannot be used with 'pools'" pools -q
wrong "unknown command 'show'" show
for option in --latest --skip-broken --members --others '--certainty sure' '--with x' '--mode x' '--most 1'; do
	# shellcheck disable=SC2086
	run "$tool" show $option
	result "show $option" code_is 2
	result "show $option: it is of the fleet's commands" err_has "${option%% *} cannot be used with 'show'"
	run "$tool" --help
	# These two are of 'domain --fleet', too.
	[ "$option" = --latest ] || [ "$option" = --skip-broken ] ||
		result "${option%% *} is not in the help of the others" [ "$(grep -cF -e "${option%% *}" "$scratch/out")" = 0 ]
done
run "$tool" --json fleet baseline "$scratch/fleet.ndjson"
result 'an option before the command' out_has '"format": "compatcaps-fleet"'
run env POSIXLY_CORRECT=1 "$tool" fleet baseline "$scratch/fleet.ndjson" --json
result 'and behind its operands' out_has '"format": "compatcaps-fleet"'
run "$tool" fleet --version
result 'the version is that of the command' answers "$("$tool" --version)"
wrong "--most takes a number from 1 to 1000, not '0'" pools --most 0 x
wrong "--most takes a number from 1 to 1000, not 'many'" pools --most many x
run "$tool" fleet --help
result 'help' code_is 0
for word in baseline join place pools diff page --certainty --skip-broken --latest; do
	result "help has $word" out_has "$word"
done

run "$tool" fleet
result 'without a word: exit code 2' refused 2 "a command is missing; see 'compatcaps fleet --help'"
finish

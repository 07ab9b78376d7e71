#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# bad_records.sh PROGRAM RECORD
#
# Records that are none, broken, hostile or of a later version: exit code 9, one
# line on standard error that says what and where, nothing on standard output,
# and no waiting. RECORD is a good one to break.
set -u
. "$(dirname "$0")/outcome.sh"
program=$1
record=$2
bad=$scratch/bad

# bad TITLE WORDS: $bad is refused, in words
bad() {
	run "$program" --from "$bad" show
	result "$1: refused" refused 9 "$2"
	result "$1: the record is named" err_has "record $bad: "
	run "$program" --from "$bad" snapshot "$scratch/made"
	result "$1: snapshot" refused 9 "$2"
	result "$1: nothing is made of it" [ ! -e "$scratch/made" ]
	rm -rf "$scratch/made"
	rm -rf "$bad"
}

# bad_for_all TITLE WORDS: for each command, too
bad_for_all() {
	for command in 'show --json' 'show -q' 'show --no-header' 'show --source inference' \
		'check power9' 'check -q power9' best qemu-args 'qemu-args power9' libvirt-xml \
		snapshot explain 'explain power9' 'run -- echo'; do
		# shellcheck disable=SC2086
		run "$program" --from "$bad" $command
		result "$1: $command" refused 9 "$2"
	done
	bad "$@"
}

# good TITLE: $bad is a valid record
good() {
	run "$program" --from "$bad" best
	result "$1" answers POWER10
	rm -rf "$bad"
}

# json TEXTS: a record with these members in "texts"
json() {
	printf '{"format": "compatcaps-record", "version": 1, "texts": {%s}}' "$1" >"$bad"
}

# repeat TEXT COUNT
repeat() {
	head -c "$2" /dev/zero | sed "s/\\x00/$1/g"
}

folder() {
	cp -r "$record" "$bad"
	rm -f "$bad/kvm/open"
}

# --- inputs that are not records

bad_for_all "a missing file" "No such file or directory"
: >"$bad"
bad "an empty file" "it is empty"
mkdir "$bad"
bad "an empty folder" "it is not a record: it has neither uname/machine nor proc/cpuinfo"
mkdir -p "$bad/uname"
echo 6.12 >"$bad/uname/release"
bad "a folder that is something else" "it is not a record"
cp "$0" "$bad"
bad "a text that is no JSON" "line 1, column 1: "
# The start of one: all of it can be larger than a record, and has words of one
head -c 4096 "$program" >"$bad"
bad "a program" "it is neither a record nor output of lscpu; 'compatcaps snapshot' writes a record"
echo "Linux host 6.12.0 ppc64le" >"$bad"
bad "another text" "it is neither a record nor output of lscpu; 'compatcaps snapshot' writes a record"
head -c 3000000 /dev/zero >"$bad"
bad "a huge file of NULs" "it is larger than 1048576 bytes"
head -c 3000 /dev/zero >"$bad"
bad "a file of NULs" "it is neither a record nor output of lscpu; 'compatcaps snapshot' writes a record"
ln -s /dev/zero "$bad"
bad "a device without end" "it is larger than 1048576 bytes"
run "$program" --from '' show
result "an empty name" refused 9 "No such file or directory"
run "$program" --from "$record/uname/machine/x" show
result "a path through a file" refused 9 "Not a directory"
if [ "$(id -u)" != 0 ]; then
	: >"$bad"
	chmod 0 "$bad"
	bad "a file without permission" "Permission denied"
else
	skip "a file without permission" "root may read all"
fi

# --- JSON

"$program" --from "$record" snapshot >"$scratch/good"
cp "$scratch/good" "$bad"
good "the record as JSON is good"
size=$(wc -c <"$scratch/good")
for part in 1 20 $((size / 2)) $((size - 3)); do
	head -c "$part" "$scratch/good" >"$bad"
	bad "JSON cut off after $part bytes" "line "
done
{ cat "$scratch/good"; echo '{}'; } >"$bad"
bad "JSON with more behind it" "more text after the end of the JSON value"
{ cat "$scratch/good"; head -c 1048576 /dev/zero | tr '\0' ' '; echo garbage; } >"$bad"
bad "JSON that is padded to 1 MiB, with more behind it" "it is larger than 1048576 bytes"
{ cat "$scratch/good"; head -c 2000000 /dev/zero | tr '\0' ' '; } >"$bad"
bad "JSON that is padded beyond 1 MiB" "it is larger than 1048576 bytes"
sed 's/"compatcaps-record"/"compatcaps-host"/' "$scratch/good" >"$bad"
bad "another format" '"format" is not "compatcaps-record"'
echo '[]' >"$bad"
bad "an array" '"format" is not "compatcaps-record"'
echo '{}' >"$bad"
bad "an empty object" '"format" is not "compatcaps-record"'
for version in 2 99999999999; do
	sed "s/\"version\": 1/\"version\": $version/" "$scratch/good" >"$bad"
	bad "version $version" "version $version of the format is newer than this program supports (1)"
done
for version in 0 -1 '"1"' 1.5 null; do
	sed "s/\"version\": 1/\"version\": $version/" "$scratch/good" >"$bad"
	bad "version $version" '"version" is not a whole number from 1 on'
done
echo '{"format": "compatcaps-record", "version": 1, "texts": []}' >"$bad"
bad "texts in an array" '"texts" is not an object'
json '"uname/machine": 5'
bad "a text that is a number" "the text of 'uname/machine' is not a string"
json '"uname/machine": "ppc64le", "uname/machine": "x86_64"'
bad "a duplicate key" "duplicate object key"
json '"uname/machine": "ppc\u0000le"'
bad "a NUL in a text" "NUL"
{ printf '{"format": "compatcaps-record", '; printf '"a\000b": 1}'; } >"$bad"
bad "a NUL byte" "line 1"
# Invalid JSON, and what some readers accept although it is invalid
for part in 01 1. .5 -.5 - +1 1e 1e+ 0x1 1e999 -1e999 Infinity NaN nul TRUE "'a'" '"a' '"\x"' '"\u12"' '"\u00zz"' \
	'"\ud800"' '"\udc00"' '"\ud800\u0041"' '1 2' '[1,]' '[,1]' '[1 2]' '{"a":1,}' '{"a" 1}' '{1:1}' '{a:1}' '[1}' \
	'{"a":1]' ']' '"\u0000"' '{"\u0000":1}' '{"a":1,"\u0061":2}' '/**/1' "$(printf '"\t"')" "$(printf '"\001"')" \
	"$(printf '1\v')" "$(printf '1\f')" "$(printf '\302\2401')" "$(printf '"\300\200"')" "$(printf '"\355\240\200"')" \
	"$(printf '"\364\220\200\200"')" "$(printf '"\342\202"')" "$(printf '"\200"')"; do
	printf '{"later": %s, "format": "compatcaps-record", "version": 1, "texts": {}}' "$part" >"$bad"
	bad "$(printf %s "$part" | cat -v) in a record" ""
done
printf '\357\273\277' | cat - "$scratch/good" >"$bad"
bad "a byte order mark" "line 1, column 1: invalid token"
sed 's/"version": 1/"version": 1, "later": [0, -0, 1.5e-3, 1E+2, "\\ud83d\\ude00\\u00e4\\\/", "ä€😀", true, false, null, {}, []]/' \
	"$scratch/good" >"$bad"
good "all kinds of JSON that is good"
{ repeat '[' 100000; repeat ']' 100000; } >"$bad"
bad_for_all "deep nesting" "nested too deeply (limit 128)"
json "\"uname/machine\": \"$(repeat x 2000000)\""
bad "a huge file" "it is larger than 1048576 bytes"
json "\"uname/machine\": \"$(repeat x 20000)\""
bad "a huge text" "does not fit: the record is too large (limit 16384 bytes)"
for path in ../x a/../b /etc/passwd a//b a/ '' . ./a 'a b' 'a\\b' 'a\u001b[31m' 'a\nb' 'ä'; do
	json "\"uname/machine\": \"ppc64le\", \"$path\": \"1\""
	bad "the path '$path'" "is not a valid text path"
done
printf '{"format": "compatcaps-record", "version": 1, "texts": {"\377": "1"}}' >"$bad"
bad "what is not UTF-8" "line 1, column "
sed 's/"version": 1/"version": 1, "later": {"a": [1, 2]}/' "$scratch/good" >"$bad"
good "a member that only a later version knows is passed over"

# --- folders

folder
echo 2 >"$bad/compatcaps-record"
bad "a folder of version 2" "compatcaps-record: unsupported version of the format (supported: 1); use a newer compatcaps"
cp -r "$record" "$bad"
rm "$bad/compatcaps-record"
good "a folder without a version is one of version 1"
folder
printf 'ok\000\n' >"$bad/kvm/open"
bad "a NUL byte in a folder" "kvm/open: it contains a NUL byte"
folder
ln -s /etc/passwd "$bad/kvm/open"
bad "a link in a folder" "kvm/open: not a regular file"
folder
ln -s ../uname/machine "$bad/kvm/open"
bad "a link within a folder" "kvm/open: not a regular file"
folder
ln -s /nowhere "$bad/kvm/open"
bad_for_all "a link to nowhere" "kvm/open: not a regular file"
folder
ln -s .. "$bad/kvm/open"
bad "a cyclic link" "kvm/open: not a regular file"
folder
mkfifo "$bad/kvm/open"
bad "a FIFO" "kvm/open: not a regular file"
folder
if mknod "$bad/kvm/open" c 1 5 2>/dev/null; then
	bad "a device" "kvm/open: not a regular file"
else
	rm -rf "$bad"
	skip "a device" "only root makes devices"
fi
folder
repeat x 20000 >"$bad/kvm/open"
bad "a huge text in a folder" "kvm/open: File too large"
folder
for i in 1 2 3; do
	repeat x 7000 >"$bad/text$i"
done
bad "texts without room in a folder" ": the record is too large (limit 16384 bytes)"
folder
for i in $(seq 300); do
	: >"$bad/kvm/x$i"
done
bad "a folder of many files" "too many files (limit 256)"
folder
mkdir -p "$bad/1/2/3/4/5/6/7/8/9/10"
bad "a deep folder" "folders are nested too deeply (limit 8)"
folder
: >"$bad/kvm/a b"
bad "a name with a space" "kvm/a b: invalid text path"
folder
: >"$bad/$(printf 'a\033[31m\nb')"
bad "a name with escapes" "invalid text path"
cp -r "$record" "$scratch/real"
ln -s real "$bad"
good "a link to a record that the user names is followed"
finish

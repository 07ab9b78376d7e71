#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# golden.sh [--update] PROGRAM FOLDER RECORDS...
#
# Each file FOLDER/NAME is a list of runs on the record RECORDS/NAME.json, or on the
# folder RECORDS/NAME where RECORDS is named folders: a line that
# begins with "$ compatcaps" is a command line (--from the record comes on top),
# and behind it stands what it prints and how it ends. Each record has such a
# file, with 'show' at least, and each file a record.
#
# --update writes the files anew from their command lines, and new ones for new
# records; read the difference before you believe it.
set -u
LC_ALL=C
export LC_ALL
update=
if [ "${1:-}" = --update ]; then
	update=yes
	shift
fi
program=$1
folder=$2
shift 2
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

# run RECORD LINE: the part of a golden file that belongs to a command line
run() {
	record=$1
	echo "$2"
	# The line is made of plain words; splitting it is meant.
	set -f
	# shellcheck disable=SC2086
	set -- $2
	set +f
	shift 2
	"$program" --from "$record" "$@" </dev/null >"$scratch/out" 2>"$scratch/err"
	code=$?
	cat "$scratch/out"
	[ ! -s "$scratch/err" ] || echo "--- standard error"
	cat "$scratch/err"
	echo "--- exit $code"
}

# run_all RECORD GOLDEN: the whole of a golden file, to standard output
run_all() {
	grep '^\$ compatcaps' "$2" >"$scratch/lines" || echo "\$ compatcaps show" >"$scratch/lines"
	first=yes
	while IFS= read -r line; do
		[ -n "$first" ] || echo
		first=
		run "$1" "$line"
	done <"$scratch/lines"
}

# result TITLE WHAT-IS-WRONG-FILE: which is empty if nothing is
result() {
	count=$((count + 1))
	if [ ! -s "$2" ]; then
		echo "ok $count - $1"
		return
	fi
	echo "not ok $count - $1"
	sed 's/^/# /' "$2"
	failed=1
}

name_of() {
	basename "$1" .json
}

judge() {
	name=$(name_of "$1")
	golden=$folder/$name
	if [ ! -e "$golden" ]; then
		echo "no golden file: golden.sh --update makes it" >"$scratch/diff"
	else
		run_all "$1" "$golden" >"$scratch/now"
		diff -u "$golden" "$scratch/now" >"$scratch/diff"
		grep -q '^\$ compatcaps show$' "$golden" ||
			echo "'compatcaps show' is not among its command lines" >>"$scratch/diff"
	fi
	result "$name: $(grep -c '^\$ compatcaps' "$golden" 2>/dev/null) command lines" "$scratch/diff"
}

update() {
	golden=$folder/$(name_of "$1")
	touch "$golden"
	run_all "$1" "$golden" >"$scratch/now" && cp "$scratch/now" "$golden"
}

# has_record NAME RECORDS...
has_record() {
	name=$1
	shift
	for records; do
		[ ! -e "$records/$name.json" ] && [ ! -d "$records/$name" ] || return 0
	done
	return 1
}

count=0
failed=0
for records; do
	kind='*.json'
	[ "${records##*/}" != folders ] || kind='*'
	# A pattern is meant.
	# shellcheck disable=SC2086
	for record in "$records"/$kind; do
		[ -e "$record" ] || continue
		if [ -n "$update" ]; then
			update "$record"
		else
			judge "$record"
		fi
	done
done
[ -z "$update" ] || exit 0
: >"$scratch/alone"
for golden in "$folder"/*; do
	has_record "${golden##*/}" "$@" || echo "no record ${golden##*/}" >>"$scratch/alone"
done
result "each golden file has a record" "$scratch/alone"
echo "1..$count"
exit $failed

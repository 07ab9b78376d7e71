#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# golden.sh PROGRAM DIRECTORY [--update]
#
# Each file DIRECTORY/HOST/CASE is one run of the tool on a scripted host: its
# first line is the command line after "$ ", then what it must print and how it
# must end. --update writes the files anew from their first lines; read the
# difference before you believe it.
set -u
program=$1
directory=$2
update=${3:-}
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

# run HOST COMMAND-LINE: the whole of a golden file, to standard output.
run() {
	echo "\$ $2"
	# The line is made of plain words; splitting it is meant.
	set -f
	# shellcheck disable=SC2086
	set -- "$1" $2
	set +f
	host=$1
	shift 2
	COMPATCAPS_SCRIPTED_HOST=$host "$program" "$@" \
		>"$scratch/out" 2>"$scratch/err"
	code=$?
	cat "$scratch/out"
	echo "--- standard error"
	cat "$scratch/err"
	echo "--- exit $code"
}

count=0
failed=0
for golden in "$directory"/*/*; do
	[ -f "$golden" ] || continue
	count=$((count + 1))
	host=$(basename "$(dirname "$golden")")
	line=$(sed -n '1s/^\$ //p' "$golden")
	run "$host" "$line" >"$scratch/now"
	if [ "$update" = --update ]; then
		cp "$scratch/now" "$golden"
	elif diff -u "$golden" "$scratch/now" >"$scratch/diff"; then
		echo "ok $count - $host: $line"
	else
		echo "not ok $count - $host: $line"
		sed 's/^/# /' "$scratch/diff"
		failed=1
	fi
done
[ "$count" -gt 0 ] || failed=1
echo "1..$count"
exit $failed

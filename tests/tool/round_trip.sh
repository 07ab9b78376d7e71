#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# round_trip.sh PROGRAM RECORDS...
#
# A record keeps what it has: from a folder to a folder, and by way of JSON.
set -u
# A snapshot waits for the disk, and there are hundreds of them.
[ ! -w /dev/shm ] || export TMPDIR=/dev/shm
. "$(dirname "$0")/outcome.sh"
program=$1
shift

# keeps RECORD
keeps() {
	rm -rf "$scratch/folder" "$scratch/json" "$scratch/from-json"
	"$program" --from "$1" snapshot "$scratch/folder" &&
		diff -r "$1" "$scratch/folder" &&
		"$program" --from "$1" snapshot >"$scratch/json" &&
		"$program" --from "$scratch/json" snapshot "$scratch/from-json" &&
		diff -r "$scratch/wanted" "$scratch/from-json"
}

for records; do
	for record in "$records"/*/; do
		record=${record%/}
		rm -rf "$scratch/wanted"
		cp -r "$record" "$scratch/wanted"
		# JSON is UTF-8: every other byte becomes "?".
		for file in $(LC_ALL=C.UTF-8 grep -rlavx '.*' "$scratch/wanted"); do
			sed -i 's/[\x80-\xff]/?/g' "$file"
		done
		keeps "$record" >"$scratch/out" 2>"$scratch/err"
		code=$?
		result "${record##*/}: the same as a folder and as JSON" code_is 0
	done
done
result "there are records" [ "$tap_count" -gt 50 ]
finish

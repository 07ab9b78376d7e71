#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# collected.sh PROGRAM HOSTS RECORDS
#
# Metrics and labels: that they say of each record what 'show' says, that the
# labels are such as Kubernetes takes, and that --output leaves the old file or
# the new one, whole, whatever happens.
set -u
. "$(dirname "$0")/outcome.sh"
program=$(realpath "$1")
hosts=$(realpath "$2")
records=$(realpath "$3")
good=$hosts/powervm-p11-p10.compat
prefix=feature.node.kubernetes.io/compatcaps

# rows RECORD: each mode and its word, as 'show' has them
rows() {
	"$program" --from "$1" show --no-header 2>/dev/null | awk '{ print $1, $2 }'
}

# named WORD: the modes of the rows that have the word, in one line
named() {
	awk -v word="$1" '$2 == word { print $1 }' "$scratch/rows" | paste -sd ' '
}

# labelled KIND: the modes of labels of a kind, in one line
labelled() {
	sed -n "s,^$prefix\\.$1\\.\\(.*\\)=true\$,\\1,p" "$scratch/labels" | paste -sd ' '
}

label() {
	sed -n "s,^$prefix\\.$1=,,p" "$scratch/labels"
}

# Names and values as Kubernetes takes them (Labels and Selectors)
labels_are_valid() {
	awk -F / '
		{ name = $2; sub(/=.*/, "", name); value = $0; sub(/[^=]*=/, "", value) }
		NF != 2 || seen[name]++ || length(name) > 63 || length(value) > 63 ||
		name !~ /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/ ||
		value !~ /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/ { print; bad = 1 }
		END { exit bad || !NR }' "$scratch/labels"
}

# The numbers of each mode, as the rows' words
metrics_as_words() {
	awk -F '["} ]+' '
		/^compatcaps_mode_available/ { available[$2] = $3; order[++n] = $2 }
		/^compatcaps_mode_certainty/ { certainty[$2] = $3 }
		END {
			split("guess likely yes", words, " ")
			for (i = 1; i <= n; i++) {
				mode = order[i]
				word = available[mode] < 0 ? "?" : "no"
				if (available[mode] == 1) word = words[certainty[mode]]
				if (available[mode] < 0 && certainty[mode] != 0) word = "a sure nothing"
				print mode, word
			}
		}' "$scratch/metrics"
}

judge() {
	name=${1##*/}
	rows "$1" >"$scratch/rows"
	"$program" --from "$1" show >/dev/null 2>&1
	wanted=$?
	run "$program" --from "$1" labels
	cp "$scratch/out" "$scratch/labels"
	result "$name: labels: the exit code of 'show'" code_is $wanted
	result "$name: labels are valid" labels_are_valid
	is "$(labelled mode)" "$(named yes)" "$name: modes that are sure"
	is "$(labelled likely)" "$(named likely)" "$name: modes that are likely"
	is "$(label best)" "$(named yes | sed 's/.* //')" "$name: the best is sure, or there is none"
	case $(label certainty) in
	sure) is "$(named likely)$(named guess)" "" "$name: labelled as sure, and so are all" ;;
	*) is "$(named yes)" "" "$name: not labelled as sure, and none is" ;;
	esac
	run "$program" --from "$1" metrics
	cp "$scratch/out" "$scratch/metrics"
	result "$name: metrics: the exit code of 'show'" code_is $wanted
	result "$name: metrics: and as a metric" out_has "compatcaps_exit_code $wanted"
	# Of another architecture 'show' has no table.
	[ ! -s "$scratch/rows" ] ||
		is "$(metrics_as_words)" "$(cat "$scratch/rows")" "$name: the modes of the metrics"
	is "$(grep -c '[^ -~]' "$scratch/metrics")" 0 "$name: metrics: nothing but plain text"
}

for record in "$hosts"/*/ "$records"/*/; do
	judge "${record%/}"
done

# --- files

place=$scratch/place
file=$place/compatcaps.prom
mkdir "$place"

# only_file: the directory has no other file
only_file() {
	[ "$(ls -A "$place")" = compatcaps.prom ]
}

# writes COMMAND RECORD CODE: the file is then what standard output would be
writes() {
	"$program" --from "$2" "$1" >"$scratch/wanted" 2>/dev/null
	run "$program" --from "$2" "$1" --output "$file"
	result "$1 of ${2##*/} to a file: exit code $3" code_is "$3"
	result "$1 of ${2##*/}: nothing on standard output" out_is_empty
	result "$1 of ${2##*/}: the file" cmp -s "$scratch/wanted" "$file"
	result "$1 of ${2##*/}: nothing beside it" only_file
}

file_has() {
	grep -qF "$1" "$file"
}

writes metrics "$good" 0
is "$(stat -c %a "$file")" "$(printf '%o' $((0666 & ~0$(umask))))" "the file can be read by whom the umask lets"

# --- the mode and the owner of the file that is replaced

# keeps MODE: under any umask
keeps() {
	chmod "$1" "$file"
	(umask "${2:-022}" && "$program" --from "$good" metrics --output "$file")
	is "$(stat -c %a "$file")" "${3:-$1}" "a file of mode $1 stays one of mode ${3:-$1}, umask ${2:-022}"
	result "mode $1: nothing beside it" only_file
}

keeps 600
keeps 640
keeps 666 077
keeps 400 000
keeps 4755 022 755
rm "$file"
(umask 077 && "$program" --from "$good" metrics --output "$file")
is "$(stat -c %a "$file")" 600 "a new file, umask 077"
rm "$file"
if [ "$(id -u)" = 0 ]; then
	: >"$file"
	chown 12345:23456 "$file"
	chmod 640 "$file"
	"$program" --from "$good" metrics --output "$file"
	is "$(stat -c %u:%g:%a "$file")" 12345:23456:640 "owner and group stay, too"
else
	skip "owner and group stay, too" "only root can give files away"
fi
# Another's file in a folder of one's own: the group is not one that may be given.
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null && chmod 755 "$scratch" && chown 12345:12345 "$place" &&
	setpriv --reuid=12345 --regid=12345 --clear-groups "$program" --version >/dev/null 2>&1; then
	chown 0:0 "$file"
	setpriv --reuid=12345 --regid=12345 --clear-groups "$program" metrics --output "$file" 2>/dev/null
	is "$(stat -c %u:%g:%a "$file")" 12345:12345:600 "another's file: its group's access is not for another group"
	chown 0:0 "$place"
else
	skip "another's file" "only root can make one, and others have to reach the program"
fi
rm -f "$file"
# As long as a name can be
long=$place/$(printf '%0250d.prom' 0)
"$program" --from "$good" metrics --output "$long"
result "a name of 255 bytes" [ -s "$long" ]
rm -f "$long"

# --- without /proc

# The loader finds a library beside the program through /proc, too.
in_no_proc() {
	LD_LIBRARY_PATH=$(dirname "$program")/../lib unshare --mount \
		sh -c 'mount -t tmpfs tmpfs /proc && exec "$@"' sh "$@"
}
if in_no_proc true 2>/dev/null; then
	in_no_proc "$program" --from "$good" metrics --output "$file"
	"$program" --from "$good" metrics >"$scratch/wanted"
	result "without /proc: the file" cmp -s "$scratch/wanted" "$file"
	result "without /proc: nothing beside it" only_file
else
	skip "without /proc" "no mount name space here"
fi

writes labels "$good" 0
result "it has a mode" file_has "$prefix.mode.POWER10=true"
# What was known once is not told any more.
writes labels "$hosts/hash-mmu.compat" 7
result "it has no mode any more" [ "$(grep -cE '\.(mode|best|likely)' "$file")" -eq 0 ]
result "and says why" file_has "$prefix.error=no-kvm-hv"
writes metrics "$records/not-power" 4
"$program" --from "$good" labels --output "$file"
run "$program" --from "$scratch/no-such-record" labels --output "$file"
result "no record: refused" refused 9 "No such file or directory"
result "no record: the file says so" file_has "$prefix.error=bad-record"
result "no record: and has no mode" [ "$(grep -cE '\.(mode|best|likely)' "$file")" -eq 0 ]
run "$program" --from "$scratch/no-such-record" metrics --output "$file"
result "no record: metrics say so" file_has "compatcaps_exit_code 9"
run sh -c "cd '$place' && '$program' --from '$good' labels --output compatcaps.prom"
result "a name without a directory" file_has "$prefix.mode.POWER10=true"

now=$(date +%s)
"$program" --from "$good" labels --expire 3600 --output "$file"
end=$(sed -n '1s/^# +expiry-time=\(....-..-..T..:..:..Z\)$/\1/p' "$file")
end=$(date -d "${end:-1970-01-01T00:00:00Z}" +%s)
result "labels expire when they should" [ $((end - now - 3600)) -ge 0 -a $((end - now - 3600)) -le 60 ]
"$program" --from "$good" labels >"$scratch/wanted"
sed 1d "$file" >"$scratch/rest"
result "and are the same else" cmp -s "$scratch/wanted" "$scratch/rest"

# --- what cannot be written

cp "$scratch/wanted" "$file"

# kept TITLE: the old file is unchanged, and the directory has no other file
kept() {
	result "$1: the old file is whole" cmp -s "$scratch/wanted" "$file"
	result "$1: nothing beside it" only_file
}

run sh -c "trap '' XFSZ; ulimit -f 0; exec '$program' --from '$good' metrics --output '$file'"
result "a file that may not grow" code_is 8
kept "a file that may not grow"
run sh -c "ulimit -c 0; ulimit -f 0; exec '$program' --from '$good' metrics --output '$file'"
result "killed while it writes" [ "$code" -gt 128 ]
kept "killed while it writes"
if [ "$(id -u)" != 0 ]; then
	chmod a-w "$place"
	run "$program" --from "$good" metrics --output "$file"
	result "a directory that is not to be written to" refused 8 "$file: Permission denied"
	chmod u+w "$place"
	kept "a directory that is not to be written to"
else
	skip "a directory that is not to be written to" "root can write to each"
fi
mkdir "$scratch/small"
if mount -t tmpfs -o size=8k,nr_inodes=8 tmpfs "$scratch/small" 2>/dev/null; then
	echo old >"$scratch/small/file"
	cat /dev/zero >"$scratch/small/filler" 2>/dev/null
	run "$program" --from "$good" metrics --output "$scratch/small/file"
	left=$(ls -A "$scratch/small" | paste -sd ' ') old=$(cat "$scratch/small/file")
	umount "$scratch/small"
	result "a full disk" refused 8 "$scratch/small/file: No space left on device"
	is "$left: $old" "file filler: old" "a full disk: the old file is whole, nothing beside it"
else
	skip "a full disk" "only root can mount a small file system"
fi

# refused_output NAME WORDS
refused_output() {
	run "$program" --from "$good" metrics --output "$1"
	result "--output $1: $2" refused 8 "cannot write the output: $1: $2"
}

mkfifo "$scratch/fifo"
refused_output "$scratch/fifo" "it is a FIFO, not a regular file"
refused_output /dev/full "it is a device, not a regular file"
[ ! -h /dev/stdout ] || refused_output /dev/stdout "it is a symbolic link, not a regular file"
result "a pipe stays one" [ -p "$scratch/fifo" ]
ln -s "$file" "$scratch/link"
refused_output "$scratch/link" "it is a symbolic link, not a regular file"
result "a link stays one" [ -h "$scratch/link" ]
refused_output "$place" "Is a directory"
refused_output "$place/" "Is a directory"
refused_output "$scratch/no/such" "No such file or directory"
refused_output "$file/below" "Not a directory"
refused_output '' "No such file or directory"
refused_output "$(printf '%0300d' 0)" "File name too long"
kept "after all these"

# --- whoever reads meanwhile sees one or the other

"$program" --from "$good" metrics >"$scratch/one"
"$program" --from "$hosts/hash-mmu.compat" metrics >"$scratch/other" 2>/dev/null
cp "$scratch/one" "$file"
(
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
		"$program" --from "$hosts/hash-mmu.compat" metrics --output "$file" 2>/dev/null
		"$program" --from "$good" metrics --output "$file"
	done
	: >"$scratch/done"
) &
writer=$!
seen=0
torn=0
while [ ! -e "$scratch/done" ] && [ $seen -lt 5000 ]; do
	cat "$file" >"$scratch/now"
	cmp -s "$scratch/now" "$scratch/one" || cmp -s "$scratch/now" "$scratch/other" || torn=$((torn + 1))
	seen=$((seen + 1))
done
wait $writer
result "a file is whole at each of $seen looks" [ $torn -eq 0 -a $seen -gt 0 ]
result "30 writes: nothing beside it" only_file
finish

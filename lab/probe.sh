# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Does the mirror have the files that its lists name? This uses apt's own program for each
# kind of address, so that proxies, logins and redirections are as in apt. A limit of one
# byte prevents that files are transferred. Input and output of the program are text:
# blocks that begin with a line "NUMBER MEANING", have lines "FIELD: VALUE", and end with
# an empty line.

# The number of processes; they mostly wait for replies.
probe_processes=4

# probe_questions FILE: FILE has a line for each file to look up, "URI NAME SIZE"
probe_questions() {
	local uri rest

	echo "601 Configuration"
	lab_apt apt-config dump --format 'Config-Item: %F=%V%n' | grep '^Config-Item: Acquire::' || true
	# Otherwise '+' in a name is encoded twice.
	printf 'Config-Item: Acquire::Send-URI-Encoded=true\n\n'
	while read -r uri rest; do
		printf '600 URI Acquire\nURI: %s\nFilename: %s\nMaximum-Size: 1\n\n' "$uri" "$1.file"
	done <"$1"
}

# probe_answer: reads one block; prints "there|missing|moved|failed URI WORDS"
probe_answer() {
	case $number in
	200) probe_size=${field[Size]:-} ;;
	201) echo "there $probe_uri $probe_size" ;;
	103) echo "moved $probe_uri ${field[New-URI]:-}" ;;
	400)
		case ${field[Message]:-} in
		403* | 404* | 410*) echo "missing $probe_uri ${field[Message]:0:3}" ;;
		*) if [ "${field[FailReason]:-}" = MaximumSizeExceeded ]; then
			echo "there $probe_uri $probe_size"
		else
			echo "failed $probe_uri ${field[Message]:-}"
		fi ;;
		esac
		;;
	4*) echo "failed - ${field[Message]:-}" ;;
	esac
}

# probe_conversation METHOD FILE: runs one program and reads its replies, until it has
# sent all of them or sends nothing more
probe_conversation() {
	local line number='' questions probe_uri probe_size='' left silence=$((${COMPATCAPS_MIRROR_TIMEOUT:-30} + 10))
	local -A field=()

	left=$(wc -l <"$2")
	coproc METHOD { exec "$1" 2>/dev/null; }
	# A separate process must be given the descriptors of coproc.
	exec {questions}>&"${METHOD[1]}"
	probe_questions "$2" >&"$questions" &
	while [ "$left" -gt 0 ] && IFS= read -r -t "$silence" line; do
		case $line in
		[0-9][0-9][0-9]' '*) number=${line%% *} field=() ;;
		*': '*) field[${line%%: *}]=${line#*: } ;;
		'')
			probe_uri=${field[URI]:--}
			probe_answer
			[[ $number != 201 && $number != 103 && $number != 4?? ]] || left=$((left - 1)) probe_size=''
			;;
		esac
	done <&"${METHOD[0]}"
	kill "${METHOD_PID:-}" 2>/dev/null || true
	wait 2>/dev/null || true
}

# probe_round WORK: looks up what is in WORK/left, writes the replies to WORK/answers
probe_round() {
	local work=$1 scheme file methods i=0

	methods=$(lab_apt apt-config dump --format '%f %v%n' | sed -n 's/^Dir::Bin::methods //p')
	: >"$work/answers"
	rm -f "$work"/ask.*
	while read -r scheme file; do
		[ -e "$methods/$scheme" ] || continue
		echo "$file" >>"$work/ask.$scheme.$((i % probe_processes))"
		i=$((i + 1))
	done < <(awk '{ scheme = $1; sub(/:.*/, "", scheme); print scheme, $0 }' "$work/left")
	for file in "$work"/ask.*; do
		scheme=${file#"$work"/ask.}
		probe_conversation "$methods/${scheme%.*}" "$file" >"$file.answers" &
	done
	wait
	cat "$work"/ask.*.answers >"$work/answers"
}

# sort_answers WORK: writes missing files to WORK/missing, files to look up (again) to
# WORK/left, and reasons to WORK/failures. Returns 1 if there were only failures.
sort_answers() {
	local work=$1

	: >"$work/next"
	: >"$work/failures"
	awk -v work="$work" '
		FILENAME == ARGV[1] { answer[$2] = $1; uri = $2; sub(/^[^ ]* [^ ]* ?/, ""); words[uri] = $0; next }
		answer[$1] == "there" && (words[$1] == "" || words[$1] == $3) { next }
		answer[$1] == "there" { print $2, words[$1] " bytes, not " $3; next }
		answer[$1] == "missing" { print $2, words[$1]; next }
		answer[$1] == "moved" { print words[$1], $2, $3 >(work "/next"); next }
		{ print >(work "/next"); print (words[$1] ? words[$1] : "no answer") >(work "/failures") }
	' "$work/answers" "$work/left" >>"$work/missing"
	mv "$work/next" "$work/left"
	grep -qE '^(there|missing|moved) ' "$work/answers"
}

# probe PLAN: PLAN has lines of apt's --print-uris. Prints a line "NAME REASON" for each
# file that the mirror does not have, or has with another size. If the mirror does not
# reply, prints the reason and returns 1. Files without a network (file:) are not looked
# up.
probe() {
	local round work

	new_tmpdir "$suite_dir"
	work=$tmpdir
	awk '/^.https?:/ { gsub(/\047/, "", $1); print $1, $2, $3 }' "$1" | sort -u >"$work/left"
	: >"$work/missing"
	# Some servers redirect; some fail once.
	for round in 1 2 3 4; do
		[ -s "$work/left" ] || break
		probe_round "$work"
		sort_answers "$work" || break
	done
	[ ! -s "$work/left" ] || {
		sort "$work/failures" | uniq -c | sort -rn | sed -n '1s/^ *[0-9]* //p'
		return 1
	}
	cat "$work/missing"
}

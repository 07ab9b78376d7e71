# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Reads conformance/gaps, and marks in TAP what stands there.

# gaps_of KIND: the lines of a kind without it, fields divided by "|"
gaps_of() {
	sed -n -E "s/^$1 *\| *//p" "$repo/conformance/gaps" | sed -E 's/ *\| /|/g'
}

# gap_number KERNEL HOST TEST: the known gap that this failing test shows; "-"
# where there is none
gap_number() {
	local number kernels hosts test

	while IFS='|' read -r number kernels hosts test; do
		# The first three are patterns.
		# shellcheck disable=SC2053
		if [[ $1 == $kernels && $2 == $hosts && $3 =~ $test ]]; then
			echo "$number"
			return
		fi
	done < <(gaps_of seen)
	echo -
}

# mark_gaps KERNEL HOST: turns a failed test that is a known gap into a TODO line
mark_gaps() {
	local line number

	while IFS= read -r line; do
		number=-
		[[ $line != 'not ok '* ]] || number=$(gap_number "$1" "$2" "$line")
		[ "$number" = - ] || line="${line#not } # TODO known gap $number of this kernel:"
		echo "$line"
	done
}

# judged KERNEL HOST NAME: prints the TAP lines of a host with this name
judged() {
	sed -n -E "/ passed, /d
		s/^(ok|not ok) ([0-9]+ )?- /\\1 - $3, $1: /p
		/^# /p" | mark_gaps "$1" "$2"
}

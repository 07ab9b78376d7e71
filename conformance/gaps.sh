# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Reads conformance/gaps.

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

# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# The newest complete set of parts. The mirror may not have what the lists of a suite
# name. Then an older version of the same suite is taken, then another suite.
#
# A hole is a file that the lists name and that the mirror does not have. $apt_dir/holes
# has a line for each, "NAME_VERSION_ARCHITECTURE.deb REASON"; apt is told not to use
# these.
#
# $cache/suite-SERIES is the chosen suite. The file "set" in the folder of the suite says
# what was chosen there: a line for programs, with the kernel's release, and a line for
# people.

# The parts that must come from one suite: a kernel, and what builds programs and modules
# for it. All other parts have their own libraries; each can come from another suite.
declare -A set_parts=(
	[6.12]='tools libraries kernel headers source'
	[7.2]='kernel headers source'
	[7.3]='kernel headers source'
)

# note_holes FILE: returns 1 if nothing in it is new
note_holes() {
	local before

	touch "$apt_dir/holes"
	before=$(wc -l <"$apt_dir/holes")
	awk 'NF >= 2 && !seen[$1]++' "$apt_dir/holes" "$1" >"$apt_dir/holes.new"
	awk '{
		sub(/\.deb$/, "", $1)
		n = split($1, word, "_")
		gsub(/%3a/, ":", word[2])
		printf "Package: %s%s\nPin: version %s\nPin-Priority: -1\n\n", word[1], (word[n] == "all" ? "" : ":" word[n]), word[2]
	}' "$apt_dir/holes.new" >"$apt_dir/preferences"
	mv "$apt_dir/holes.new" "$apt_dir/holes"
	[ "$(wc -l <"$apt_dir/holes")" -gt "$before" ]
}

# say_holes GREP-WORD...: prints some of them, for people
say_holes() {
	[ -s "$apt_dir/holes" ] || return 0
	{ grep "$@" "$apt_dir/holes" || true; } | sort -V | awk '
		{ sub(/_[a-z0-9]*\.deb$/, "", $1); gsub(/%3a/, ":", $1); name = $1; sub(/_/, " ", name); $1 = ""; sub(/^ /, "")
		  if (NR <= 2) text = text (NR > 1 ? ", " : "") name " (" $0 ")" }
		END { if (NR > 2) text = text " and " NR - 2 " more"; print text }'
}

kernel_files='^linux-(image|binary|modules|headers|kbuild|source)-'

# Find the newest kernel of the series in the suite that has no hole, with 4K pages. From
# 7.2 on its image and modules are separate packages.
find_kernel() {
	local pattern=${series//./\\.} release

	for release in $(lab_apt apt-cache search --names-only "^linux-image-$pattern([-.~][^ ]*)?-powerpc64le\$" |
		awk '{ print $1 }' | sort -rV); do
		kernel_release=${release#linux-image-}
		kernel_version=$(package_field "$release:ppc64el" Version)
		[ -n "$kernel_version" ] || continue
		cut -d ' ' -f 1 "$apt_dir/holes" 2>/dev/null | grep -E "$kernel_files" |
			grep -qF "_${kernel_version}_" || return 0
	done
	problem="it has no $series kernel for ppc64el"
	return 1
}

# plan_part PART: prints lines of apt's --print-uris
plan_part() {
	local -a lines words
	local line

	mapfile -t lines < <("packages_${1//-/_}")
	[ ${#lines[@]} -gt 0 ] || return 1
	for line in "${lines[@]}"; do
		read -ra words <<<"$line"
		apt_fetch "${words[0]}" --print-uris "${words[@]:1}" || return 1
	done
}

# plan PART...: writes $apt_dir/plan; on a failure sets $problem and returns 1
plan() {
	local part

	empty_archives
	: >"$apt_dir/plan"
	for part in "$@"; do
		plan_part "$part" >>"$apt_dir/plan" 2>"$apt_dir/plan.log" || {
			problem="$part: $(complaints "$apt_dir/plan.log" | head -n 1)"
			return 1
		}
	done
}

has_kernel_part() {
	[[ " $* " =~ ' '(kernel|headers|source|full-source)' ' ]]
}

# make_whole PART...: until the mirror has all files that apt would fetch for these parts;
# on a failure sets $problem and returns 1. Old lists are read again, because they may
# have changed.
make_whole() {
	has_lists || read_lists || return 1
	until take_what_is_there "$@"; do
		lists_are_old && read_lists || return 1
	done
}

# take_what_is_there PART...: each missing file is a hole from then on
take_what_is_there() {
	local missing=$apt_dir/missing
	local -a these=(-vE "$kernel_files")

	! has_kernel_part "$@" || these=(.)
	while :; do
		if has_kernel_part "$@" && ! find_kernel || ! plan "$@"; then
			[ -z "$(say_holes "${these[@]}")" ] ||
				problem="the mirror lists and does not have $(say_holes "${these[@]}"), and nothing older that fits"
			return 1
		fi
		say "  checking that the mirror has the $(wc -l <"$apt_dir/plan") files that $pool lists"
		probe "$apt_dir/plan" >"$missing" || {
			problem="the mirror does not answer: $(<"$missing")"
			return 1
		}
		[ -s "$missing" ] || return 0
		note_holes "$missing" || {
			problem="the mirror lists and does not have $(say_holes "${these[@]}")"
			return 1
		}
	done
}

# set_sentence: prints which set was chosen, and why
set_sentence() {
	local why='' holes

	if [ "$series" = 6.12 ] && [ -n "${COMPATCAPS_SUITE:-}" ]; then
		why=', as COMPATCAPS_SUITE says'
	elif [ "$codename" = "$(system_suite)" ]; then
		why=', the suite of this system'
	fi
	holes=$(say_holes -E "$kernel_files")
	[ -z "$holes" ] || why+="; no newer kernel, because the mirror lists and does not have $holes"
	[ ${#tried[@]} = 0 ] || why+="; not $(say_tried)"
	echo "parts of Debian $codename with Linux $kernel_release$why"
}

# choose_set: sets what find_suite sets. If no set can be chosen, nothing changes.
choose_set() {
	local candidate problem
	local -a parts tried=()

	read -ra parts <<<"${set_parts[$series]}"
	for candidate in $(candidate_suites "$series"); do
		use_suite "$candidate"
		[ -z "$refresh" ] || rm -f "$apt_dir/lists.complete"
		if make_whole "${parts[@]}"; then
			remember_set
			return
		fi
		tried+=("$codename: $problem")
	done
	nothing_is_whole "no suite has a complete set of parts"
}

# say_tried: prints $tried, "SUITE: REASON" each
say_tried() {
	printf '%s; ' "${tried[@]}" | sed 's/; $//'
}

# nothing_is_whole WHAT: ends the script; the next run reads the lists again
nothing_is_whole() {
	local suite

	for suite in "${tried[@]%%:*}"; do
		rm -f "$cache/$suite/apt/lists.complete"
	done
	die $EXIT_NO_PARTS "$1. Tried: $(say_tried). To use another mirror, set COMPATCAPS_MIRROR=http://..."
}

remember_set() {
	local sentence

	[ -z "$refresh" ] || forget_parts
	sentence=$(set_sentence)
	[ -n "$only_set" ] || say "  $sentence"
	printf '%s\n' "$kernel_release $kernel_version" "$sentence" >"$suite_dir/set.new"
	mv "$suite_dir/set.new" "$suite_dir/set"
	if [ "$series" != 6.12 ] || [ -z "${COMPATCAPS_SUITE:-}" ]; then
		echo "$codename" >"$cache/suite-$series.new"
		mv "$cache/suite-$series.new" "$cache/suite-$series"
	fi
}

# know_set: reads the set of the chosen suite; sets $kernel_release and $kernel_version
know_set() {
	read -r kernel_release kernel_version 2>/dev/null <"$suite_dir/set"
}

# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# The source of a program from Debian: the tarball of its release, unpacked in the cache.
# Who reads this file has set:
#   source_package, source_name  Debian's name, and the name for people
#   source_suites[VERSION]       the suites that may have the source, the best first
#   source_space                 MiB that a source takes
#   source_unneeded              what is not unpacked, a pattern of tar's; may be empty

# list_releases VERSION: prints those that the suite has today, the newest first
list_releases() {
	{ lab_apt apt-cache showsrc --only-source "$source_package" 2>/dev/null || true; } |
		sed -nE "s/^Version: (([0-9]+:)?${1//./\\.}[.+~-].*)/\1/p" | sort -rV
}

# unpack_source FOLDER TARBALL
unpack_source() {
	new_tmpdir "$suite_dir"
	mkdir "$tmpdir/tree"
	tar -xJf "$2" -C "$tmpdir/tree" --strip-components=1 --no-same-owner \
		${source_unneeded:+"--exclude=$source_unneeded"} ||
		die $EXIT_NO_PARTS "could not unpack $source_name's source ($(free_space "$cache"))"
	basename "$2" >"$tmpdir/PACKAGES"
	replace_dir "$tmpdir" "$1"
}

# fetch_release FOLDER RELEASE: the tarball alone; apt checks it against its hashes. On a
# failure sets $problem and returns 1.
fetch_release() {
	local log=$apt_dir/fetch.log start=$SECONDS

	require_space "$source_space" "$source_name's source"
	say "  fetching $source_name's source, $2 ..."
	empty_archives
	apt_fetch source --tar-only "$source_package=$2" >"$log" 2>&1 || {
		problem="$2: $(complaints "$log" | head -n 1) ($(free_space "$cache"))"
		return 1
	}
	unpack_source "$1" "$(echo "$apt_dir/archives/${source_package}"_*.orig.tar.xz)"
	rm -rf "$apt_dir"
	say "  fetched  $source_name's source: $(du -sh "$1" | cut -f1), $((SECONDS - start)) s"
}

# present_source VERSION: sets $source_dir, a folder with the tree and PACKAGES, if the
# source was fetched before
present_source() {
	local suite

	for suite in ${source_suites[$1]}; do
		source_dir=$cache/$suite/$source_package-source-$1
		[ ! -e "$source_dir/PACKAGES" ] || return 0
	done
	return 1
}

# Read the lists each time: a source is fetched once, and suites change. If the mirror
# does not have what they name, take an older source, then one of another suite.
fetch_source() {
	local suite release problem
	local -a tried=()

	! present_source "$1" || return 0
	require_commands apt-get apt-cache tar
	for suite in ${source_suites[$1]}; do
		find_source_suite "$suite"
		problem="it has no $source_name $1"
		read_lists && for release in $(list_releases "$1"); do
			! fetch_release "$suite_dir/$source_package-source-$1" "$release" || return 0
		done
		tried+=("$suite: $problem;")
	done
	die $EXIT_NO_PARTS "no suite has the source of $source_name $1. Tried: ${tried[*]} To use another mirror, set COMPATCAPS_MIRROR=http://..."
}

forget_source() {
	local suite

	for suite in ${source_suites[$1]}; do
		rm -rf "$cache/$suite/$source_package-source-$1"
	done
}

# find_source VERSION: fetches the source if it is missing. Sets $source_dir.
find_source() {
	present_source "$1" || with_lock "$source_package-source-$1" fetch_source "$1"
	find_suite
	present_source "$1"
}

# The release, as its tarball is named
source_release() {
	sed 's/\.orig\.tar\.xz$//' "$source_dir/PACKAGES"
}

# require_source_version VERSION
require_source_version() {
	[[ $1 =~ ^[0-9.]+$ && -n ${source_suites[$1]:-} ]] ||
		die $EXIT_USAGE "unknown version '$1' of $source_name; versions are: $(printf '%s\n' "${!source_suites[@]}" | sort -V | xargs)"
}

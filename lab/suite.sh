# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# The Debian suite from which the lab's parts come, and an apt configuration for it. The
# system's apt sources, lists and packages do not change.

# The suites that have all parts, the newest first
debian_suites=(trixie bookworm)

system_suite() {
	# shellcheck disable=SC1091 # not there on every system
	(. /etc/os-release 2>/dev/null && echo "${VERSION_CODENAME:-}")
}

# candidate_suites SERIES: prints the suites from which the parts may come, the best
# first. Emulator, compiler, libraries and the 6.12 kernel: this system's suite, then
# others; newer kernels: the suites that have them.
candidate_suites() {
	local system

	case $1 in
	7.2) echo sid forky ;;
	7.3) echo experimental ;;
	*)
		system=$(system_suite)
		[[ " ${debian_suites[*]} " == *" $system "* ]] || system=
		echo "${COMPATCAPS_SUITE:-$(printf '%s\n' $system "${debian_suites[@]}" | awk '!seen[$0]++' | xargs)}"
		;;
	esac
}

# chosen_suite SERIES: prints the suite that lab/fetch chose, or would try first
chosen_suite() {
	local candidates chosen=

	candidates=$(candidate_suites "$1")
	[ ! -r "$cache/suite-$1" ] || read -r chosen <"$cache/suite-$1" || true
	[[ -n $chosen && " $candidates " == *" $chosen "* ]] || chosen=${candidates%% *}
	echo "$chosen"
}

# use_suite CODENAME: sets $codename, $pool (the preferred release) and folders
use_suite() {
	codename=$1
	case $1 in
	bookworm) releases=(bookworm bookworm-backports) ;;
	experimental) releases=(sid experimental) ;;
	*) releases=("$1") ;;
	esac
	pool=${releases[-1]}
	apt_kinds=(deb)
	# Some parts from these suites are built from source packages.
	[[ " ${debian_suites[*]} " != *" $1 "* ]] || apt_kinds+=(deb-src)
	suite_dir=$cache/$codename
	apt_dir=$suite_dir/apt
}

check_named_suite() {
	[[ -z ${COMPATCAPS_SUITE:-} || " ${debian_suites[*]} " == *" $COMPATCAPS_SUITE "* ]] ||
		die $EXIT_USAGE "COMPATCAPS_SUITE is '$(visible "$COMPATCAPS_SUITE")'; the lab takes its parts from Debian 12 (bookworm) or 13 (trixie)"
}

# find_suite [KERNEL-SERIES]: finds the suite that lab/fetch chose for the parts. Sets
# $series, what use_suite sets, and $system_dir, the folder of the parts other than
# kernels.
find_suite() {
	check_named_suite
	series=${1:-6.12}
	[[ $series =~ ^(6\.12|7\.2|7\.3)$ ]] ||
		die $EXIT_USAGE "unknown kernel series '$series'; series are: 6.12, 7.2, 7.3"
	use_suite "$(chosen_suite 6.12)"
	system_dir=$suite_dir system_codename=$codename
	[ "$series" = 6.12 ] || use_suite "$(chosen_suite "$series")"
}

# find_source_suite CODENAME: finds the suite of a source package. Its lists are separate,
# so that commands that need no source packages do not fetch them.
find_source_suite() {
	find_suite 6.12
	use_suite "$1"
	releases=("$1") pool=$1
	apt_kinds=(deb-src)
	apt_dir=$suite_dir/apt-source
}

# bring [--series SERIES] PART...: fetches these parts if they are missing, and finds
# their suite
bring() {
	"$repo/lab/fetch" "$@"
	if [ "$1" = --series ]; then find_suite "$2"; else find_suite; fi
}

# use_tools: puts the compiler and other programs of the lab before the system's
use_tools() {
	bring tools
	PATH=$system_dir/tools/path:$PATH
}

apt_folder=/etc/apt

# listed_mirror SUITE: prints the first mirror below $apt_folder that is listed for the
# suite, in either format of sources
listed_mirror() {
	{ cat "$apt_folder"/{sources.list,sources.list.d/*.list,sources.list.d/*.sources} \
		2>/dev/null || true; } |
	awk -v suite="$1" '
		/^[ \t]*#/ { next }
		# one line: deb [options] uri suite components
		$1 == "deb" {
			i = 2
			if ($i ~ /^\[/) { while ($i !~ /\]$/) i++; i++ }
			if ($(i + 1) == suite) { print $i; exit }
		}
		# deb822: fields, in any order, up to an empty line
		tolower($1) == "uris:" { uri = $2 }
		tolower($1) == "suites:" { for (i = 2; i <= NF; i++) if ($i == suite) found = 1 }
		uri && found { print uri; exit }
		NF == 0 { uri = ""; found = 0 }'
}

# find_mirror: prints the suite's mirror. If the system lists none, it assumes that a
# mirror of another Debian suite has this one, too.
find_mirror() {
	local suite mirror=${COMPATCAPS_MIRROR:-}

	for suite in "$codename" "$(system_suite)" "${debian_suites[@]}" forky sid stable testing unstable oldstable; do
		[ -z "$mirror" ] || break
		mirror=$(listed_mirror "$suite")
	done
	echo "$mirror"
}

write_apt_config() {
	local mirror kind release trust keyring=/usr/share/keyrings/debian-archive-keyring.gpg
	# the limit for a silent connection, in seconds
	local silence=${COMPATCAPS_MIRROR_TIMEOUT:-30}

	mirror=$(find_mirror)
	[ -n "$mirror" ] ||
		die $EXIT_NO_PARTS "/etc/apt has no source for a Debian suite; set COMPATCAPS_MIRROR=http://... to a Debian mirror"
	[[ $silence =~ ^[1-9][0-9]{0,3}$ ]] ||
		die $EXIT_USAGE "COMPATCAPS_MIRROR_TIMEOUT takes a whole number of seconds, not '$(visible "$silence")'"
	trust="signed-by=$keyring"
	[ "${COMPATCAPS_MIRROR_UNSIGNED:-}" != yes ] || trust="trusted=yes"
	[ "$trust" = trusted=yes ] || [ -r $keyring ] ||
		die $EXIT_NO_PARTS "$keyring is missing; install the package debian-archive-keyring"

	mkdir -p "$apt_dir"/{lists,archives}/partial ||
		die $EXIT_NO_PARTS "cannot create $apt_dir ($(free_space "$cache"))"
	: >"$apt_dir/status"
	for release in "${releases[@]}"; do
		for kind in "${apt_kinds[@]}"; do
			echo "$kind [$trust] $mirror $release main"
		done
	done >"$apt_dir/sources.list"
	cat >"$apt_dir/apt.conf" <<-EOF
		Dir::Etc::SourceList "$apt_dir/sources.list";
		Dir::Etc::SourceParts "/dev/null";
		Dir::Etc::Preferences "$apt_dir/preferences";
		Dir::Etc::PreferencesParts "/dev/null";
		Dir::State "$apt_dir";
		Dir::State::Lists "$apt_dir/lists";
		Dir::State::status "$apt_dir/status";
		Dir::Cache "$apt_dir";
		Dir::Cache::Archives "$apt_dir/archives";
		APT::Architecture "amd64";
		APT::Architectures { "amd64"; "ppc64el"; };
		APT::Sandbox::User "";
		APT::Install-Recommends "false";
		APT::Default-Release "$pool";
		Acquire::Languages "none";
		Acquire::Retries "1";
		Acquire::http::Timeout "$silence";
		Acquire::https::Timeout "$silence";
	EOF
}

# lab_apt PROGRAM WORD...: runs apt-get, apt-cache and so on with the lab's configuration.
# The system's configuration comes after it and overrides it. If the system keeps no index
# in files (as container images do), each call would build an index for seconds. The limit
# ends a connection that never ends.
lab_apt() {
	local program=$1

	shift
	APT_CONFIG=$apt_dir/apt.conf timeout --kill-after=10 3600 "$program" \
		-o Dir::Cache::pkgcache=pkgcache.bin -o Dir::Cache::srcpkgcache= "$@"
}

# require_space MIB WHAT: apt waits for ever on a full disk; so check the space before.
require_space() {
	local free

	mkdir -p "$cache" || die $EXIT_NO_PARTS "cannot create $cache"
	free=$(df --output=avail -BM "$cache" | tail -n 1 | tr -dc 0-9)
	[ "$free" -ge "$1" ] ||
		die $EXIT_NO_PARTS "not enough space for $2: $1 MiB are needed below $cache, but only $(free_space "$cache"); set XDG_CACHE_HOME to another folder"
}

# complaints LOG: prints the errors of apt
complaints() {
	grep -E '^(E|W|Err)' "$1" || tail -n 5 "$1"
}

# read_lists: reads the lists of the suite and forgets the known holes. On a failure sets
# $problem and returns 1. A mirror can be in the middle of an update; so it tries again.
read_lists() {
	local try log=$apt_dir/update.log

	require_space 200 "the package lists"
	write_apt_config
	rm -f "$apt_dir"/{lists.complete,holes,preferences}
	for try in 1 2 3; do
		say "  reading the package lists of $pool"
		if lab_apt apt-get update -q --error-on=any >"$log" 2>&1; then
			echo "${apt_kinds[*]}" >"$apt_dir/lists.complete"
			return 0
		fi
		grep -qE 'unexpected size|Hash Sum mismatch|Mirror sync' "$log" || break
		[ $try = 3 ] || sleep $((try * 10))
	done
	problem="its package lists could not be read: $(complaints "$log" | grep -E '^E: ' | head -n 1 | cut -c 4-200)"
	return 1
}

update_lists() {
	local problem

	read_lists || die $EXIT_NO_PARTS "$pool: $problem; the whole log: $apt_dir/update.log"
}

has_lists() {
	[ "$(cat "$apt_dir/lists.complete" 2>/dev/null)" = "${apt_kinds[*]}" ]
}

lists_are_old() {
	[ -n "$(find "$apt_dir/lists.complete" -mmin +60)" ]
}

ensure_lists() {
	has_lists || update_lists
}

# newest_package REGEX [ARCH]: prints the newest package of that name in the suite
newest_package() {
	lab_apt apt-cache search --names-only "$1" |
		awk '{ print $1 }' | sort -V | tail -n 1
}

# package_field PACKAGE FIELD
package_field() {
	lab_apt apt-cache show --no-all-versions "$1" 2>/dev/null |
		sed -n "s/^$2: //p" | head -n 1
}

# apt_fetch with-dependencies|alone|source OPTION|PACKAGE...: fetches into apt's archive
# folder; with the option --print-uris prints only a line for each file: 'URI' NAME SIZE
# HASH
apt_fetch() {
	local how=$1

	shift
	case $how in
	with-dependencies) lab_apt apt-get install -qq -y --download-only "$@" ;;
	alone) (cd "$apt_dir/archives" && lab_apt apt-get download -qq "$@") ;;
	source) (cd "$apt_dir/archives" && lab_apt apt-get source -qq -t "$codename" --download-only --only-source "$@") ;;
	esac
}

empty_archives() {
	find "$apt_dir/archives" -maxdepth 1 -type f ! -name lock -delete
}

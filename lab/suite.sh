# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Which Debian suite the lab's parts come from, and an apt configuration of
# its own for it: the system's apt sources, lists and packages stay untouched.

# find_suite [KERNEL-SERIES]: where the parts come from. Emulator, libraries and
# the 6.12 kernel are of the suite that this machine runs: its compilers build
# against them. Newer kernels are where Debian has them.
# Sets $series, $codename, $pool (the release that is preferred) and places.
find_suite() {
	local system

	system=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
	system=${COMPATCAPS_SUITE:-$system}
	case $system in
	bookworm) pool=bookworm-backports ;;
	trixie) pool=trixie ;;
	*) die $EXIT_NO_PARTS "the lab takes its parts from Debian 12 (bookworm) or 13 (trixie); this machine is '$system'. COMPATCAPS_SUITE chooses one" ;;
	esac
	system_codename=$system
	codename=$system
	series=${1:-6.12}
	case $series in
	6.12) ;;
	7.2) codename=sid pool=sid ;;
	7.3) codename=experimental pool=experimental ;;
	*) die $EXIT_USAGE "no kernel series '$series'; series are: 6.12, 7.2, 7.3" ;;
	esac
	apt_kind=deb
	system_dir=$cache/$system_codename
	suite_dir=$cache/$codename
	apt_dir=$suite_dir/apt
}

# find_source_suite CODENAME: where a source package comes from. Its lists are
# apart: what needs no source packages does not fetch them.
find_source_suite() {
	find_suite 6.12
	codename=$1 pool=$1
	apt_kind=deb-src
	suite_dir=$cache/$codename
	apt_dir=$suite_dir/apt-source
}

# The mirror that the system itself uses, whichever way its sources are written.
find_mirror() {
	if [ -n "${COMPATCAPS_MIRROR:-}" ]; then
		echo "$COMPATCAPS_MIRROR"
		return
	fi
	{ cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list \
		/etc/apt/sources.list.d/*.sources 2>/dev/null || true; } |
	awk -v suite="$system_codename" '
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

write_apt_config() {
	local mirror keyring=/usr/share/keyrings/debian-archive-keyring.gpg

	mirror=$(find_mirror)
	[ -n "$mirror" ] ||
		die $EXIT_NO_PARTS "no apt source for '$system_codename' below /etc/apt; name a Debian mirror in COMPATCAPS_MIRROR=http://..."
	[ -r $keyring ] ||
		die $EXIT_NO_PARTS "$keyring is missing; install the package debian-archive-keyring"

	mkdir -p "$apt_dir"/{lists,archives}/partial ||
		die $EXIT_NO_PARTS "cannot create $apt_dir ($(free_space "$cache"))"
	: >"$apt_dir/status"
	printf "$apt_kind [signed-by=%s] %s %s main\n" $keyring "$mirror" "$codename" >"$apt_dir/sources.list"
	[ "$pool" = "$codename" ] ||
		printf "$apt_kind [signed-by=%s] %s %s main\n" $keyring "$mirror" "$pool" >>"$apt_dir/sources.list"
	cat >"$apt_dir/apt.conf" <<-EOF
		Dir::Etc::SourceList "$apt_dir/sources.list";
		Dir::Etc::SourceParts "/dev/null";
		Dir::Etc::Preferences "/dev/null";
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
		Acquire::Retries "3";
		Acquire::http::Timeout "60";
	EOF
}

# apt-get, apt-cache and so on with the lab's own configuration. The limit is
# for a connection that never ends.
lab_apt() {
	APT_CONFIG=$apt_dir/apt.conf timeout --kill-after=10 3600 "$@"
}

# require_space MIB WHAT: apt waits without end on a disk that is full, so
# that has to be said before.
require_space() {
	local free

	free=$(df --output=avail -BM "$cache" | tail -n 1 | tr -dc 0-9)
	[ "$free" -ge "$1" ] ||
		die $EXIT_NO_PARTS "no room for $2: $1 MiB are needed below $cache, and there is $(free_space "$cache"); XDG_CACHE_HOME chooses another place"
}

# A suite can be in the middle of a mirror update: try again before giving up.
update_lists() {
	local try log=$apt_dir/update.log

	require_space 120 "the package lists"
	write_apt_config
	for try in 1 2 3; do
		say "  reading the package lists of $pool"
		if lab_apt apt-get update -q --error-on=any >"$log" 2>&1; then
			: >"$apt_dir/lists.complete"
			return
		fi
		[ $try = 3 ] || sleep $((try * 10))
	done
	rm -f "$apt_dir/lists.complete"
	grep -E '^(E|W|Err)' "$log" >&2 || tail -5 "$log" >&2
	die $EXIT_NO_PARTS "the package lists of $pool could not be read (three tries); see above which one"
}

ensure_lists() {
	[ -e "$apt_dir/lists.complete" ] || update_lists
}

# newest_package REGEX [ARCH]: the newest package of that name in the suite
newest_package() {
	lab_apt apt-cache search --names-only "$1" |
		awk '{ print $1 }' | sort -V | tail -n 1
}

# package_field PACKAGE FIELD
package_field() {
	lab_apt apt-cache show --no-all-versions "$1" 2>/dev/null |
		sed -n "s/^$2: //p" | head -n 1
}

# fetch_debs WITH_DEPENDENCIES PACKAGE...: checked by apt against its hashes
fetch_debs() {
	local how=$1 log=$apt_dir/fetch.log

	shift
	if [ "$how" = with-dependencies ]; then
		lab_apt apt-get install -q -y --download-only "$@" >"$log" 2>&1 && return
	else
		(cd "$apt_dir/archives" && lab_apt apt-get download -q "$@" >"$log" 2>&1) && return
	fi
	grep -E '^(E|W|Err)' "$log" >&2 || tail -5 "$log" >&2
	die $EXIT_NO_PARTS "could not fetch $* ($(free_space "$cache")); 'lab/fetch --refresh' reads the package lists again"
}

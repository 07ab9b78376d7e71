# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# libvirt's source from Debian, a tree of it with this project's series, and how such a
# tree is built: the driver for QEMU and libvirt's own tests of it.

# The suite that has the source of each version that this project has a series for
declare -A libvirt_suites=([11.3]=trixie)
libvirt_versions='11.3'

libvirt_source_space=400

# libvirt's own test programs that say what became of the series
libvirt_tests='cputest virhostcputest domaincapstest qemuxmlconftest qemucapabilitiestest virschematest'

require_libvirt_version() {
	[[ $1 =~ ^[0-9.]+$ && -n ${libvirt_suites[$1]:-} ]] ||
		die $EXIT_USAGE "no libvirt '$1'; versions are: $libvirt_versions"
}

# newest_libvirt VERSION: of those that the suite has today
newest_libvirt() {
	{ lab_apt apt-cache showsrc --only-source libvirt 2>/dev/null || true; } |
		sed -n "s/^Version: \(${1//./\\.}[.+~-].*\)/\1/p" | sort -rV | head -n 1
}

# fetch_libvirt_source VERSION: the tarball alone; apt checks it against its hashes
fetch_libvirt_source() {
	local point problem log start=$SECONDS

	[ ! -e "$libvirt_source/PACKAGES" ] || return 0
	require_commands apt-get apt-cache tar
	find_source_suite "${libvirt_suites[$1]}"
	log=$apt_dir/fetch.log
	read_lists || die $EXIT_NO_PARTS "no source of libvirt $1 today: $problem"
	point=$(newest_libvirt "$1")
	[ -n "$point" ] || die $EXIT_NO_PARTS "no source of libvirt $1 today: $codename has none"
	require_space $libvirt_source_space "libvirt's source"
	say "  fetching libvirt's source, $point ..."
	empty_archives
	apt_fetch source --tar-only "libvirt=$point" >"$log" 2>&1 ||
		die $EXIT_NO_PARTS "could not fetch libvirt's source: $(complaints "$log" | head -n 1) ($(free_space "$cache")); COMPATCAPS_MIRROR=http://... names another mirror"
	unpack_libvirt "$(echo "$apt_dir"/archives/libvirt_*.orig.tar.xz)"
	rm -rf "$apt_dir"
	say "  fetched  libvirt's source: $(du -sh "$libvirt_source" | cut -f1), $((SECONDS - start)) s"
}

# unpack_libvirt TARBALL
unpack_libvirt() {
	new_tmpdir "$suite_dir"
	mkdir "$tmpdir/tree"
	tar -xJf "$1" -C "$tmpdir/tree" --strip-components=1 --no-same-owner ||
		die $EXIT_NO_PARTS "could not unpack libvirt's source ($(free_space "$cache"))"
	basename "$1" >"$tmpdir/PACKAGES"
	replace_dir "$tmpdir" "$libvirt_source"
}

# find_libvirt_source VERSION: fetched if need be. Sets $libvirt_source, a folder with
# the tree and PACKAGES.
find_libvirt_source() {
	libvirt_source=$cache/${libvirt_suites[$1]}/libvirt-source-$1
	with_lock "libvirt-source-$1" fetch_libvirt_source "$1"
	find_suite
}

libvirt_source_name() {
	sed 's/\.orig\.tar\.xz$//' "$libvirt_source/PACKAGES"
}

# find_libvirt_series VERSION: sets $patches, in their order
find_libvirt_series() {
	patches=("$repo/libvirt/libvirt-$1"/*.patch)
}

# commit_libvirt TREE: the release as the first commit. libvirt has keycodemapdb as a
# submodule, which its rules for its own code do not cover.
commit_libvirt() {
	git -C "$1" init -q
	echo subprojects/keycodemapdb >"$1/.git/info/exclude"
	git -C "$1" add -A
	git -C "$1" -c user.name=base -c user.email=base@localhost commit -q -m "$(libvirt_source_name)"
}

# am TREE PATCH
am() {
	git -C "$1" -c user.name=test -c user.email=test@localhost am -q "$2"
}

# configure_libvirt TREE OBJECTS OPTION...: only what guests of QEMU need. The system's
# meson and python3: one that somebody put into PATH lacks modules.
configure_libvirt() {
	local tree=$1 objects=$2

	shift 2
	PATH=/usr/bin:$PATH meson setup "$tree" "$objects" --auto-features=disabled -Dsystem=true \
		-Dexpensive_tests=disabled -Ddriver_qemu=enabled -Ddriver_libvirtd=enabled \
		-Ddriver_remote=enabled -Djson_c=enabled -Dlibnl=enabled "$@"
}

make_libvirt() {
	local objects=$1

	shift
	PATH=/usr/bin:$PATH nice ninja -C "$objects" "$@"
}

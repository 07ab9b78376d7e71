# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# libvirt's source from Debian, a tree of it with this project's series, and how such a
# tree is built: the driver for QEMU and libvirt's own tests of it.

. "$repo/lab/source.sh"

# For each version of libvirt that this project has a series for
declare -A source_suites=([11.3]=trixie)
libvirt_versions='11.3'

source_package=libvirt source_name=libvirt source_space=400 source_unneeded=''

# libvirt's own test programs that say what became of the series
libvirt_tests='cputest virhostcputest domaincapstest qemuxmlconftest qemucapabilitiestest virschematest'

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
	git -C "$1" -c user.name=base -c user.email=base@localhost commit -q -m "$(source_release)"
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

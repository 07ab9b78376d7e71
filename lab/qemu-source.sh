# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# QEMU's source from Debian, a tree of it with this project's series, and a build of such
# a tree: only the pseries machine and what its guests need.

# For each version of QEMU that this project has a series for: the suites that may have
# its source, the best first.
declare -A qemu_suites=([10.0]='trixie' [10.2]='trixie-backports sid forky')
qemu_versions='10.0 10.2'

qemu_source_space=350

# Two thirds of the source are the source of the firmware, which Debian packages
# separately.
unneeded_qemu_source='*/roms/?*'

require_qemu_version() {
	[[ $1 =~ ^[0-9.]+$ && -n ${qemu_suites[$1]:-} ]] ||
		die $EXIT_USAGE "unknown version '$1' of QEMU; versions are: $qemu_versions"
}

# list_point_releases VERSION: prints those that the suite has today, the newest first
list_point_releases() {
	{ lab_apt apt-cache showsrc --only-source qemu 2>/dev/null || true; } |
		sed -n "s/^Version: \([0-9]*:${1//./\\.}[.+~-].*\)/\1/p" | sort -rV
}

# unpack_qemu VERSION TARBALL
unpack_qemu() {
	new_tmpdir "$suite_dir"
	mkdir "$tmpdir/tree"
	tar -xJf "$2" -C "$tmpdir/tree" --strip-components=1 --exclude="$unneeded_qemu_source" ||
		die $EXIT_NO_PARTS "could not unpack QEMU's source ($(free_space "$cache"))"
	basename "$2" >"$tmpdir/PACKAGES"
	replace_dir "$tmpdir" "$suite_dir/qemu-source-$1"
}

# fetch_point_release VERSION POINT-RELEASE: on a failure sets $problem and returns 1
fetch_point_release() {
	local log=$apt_dir/fetch.log start=$SECONDS

	require_space $qemu_source_space "QEMU's source"
	say "  fetching QEMU's source, $2 ..."
	empty_archives
	apt_fetch source "qemu=$2" >"$log" 2>&1 || {
		problem="$2: $(complaints "$log" | head -n 1) ($(free_space "$cache"))"
		return 1
	}
	unpack_qemu "$1" "$(echo "$apt_dir"/archives/qemu_*.orig.tar.xz)"
	rm -rf "$apt_dir"
	say "  fetched  QEMU's source: $(du -sh "$suite_dir/qemu-source-$1" | cut -f1), $((SECONDS - start)) s"
}

# present_qemu_source VERSION: sets $qemu_source if the source was fetched before
present_qemu_source() {
	local suite

	for suite in ${qemu_suites[$1]}; do
		qemu_source=$cache/$suite/qemu-source-$1
		[ ! -e "$qemu_source/PACKAGES" ] || return 0
	done
	return 1
}

# Read the lists each time: a source is fetched once, and suites change. If the mirror
# does not have what they name, take an older source, then one of another suite.
fetch_qemu_source() {
	local suite point problem
	local -a tried=()

	! present_qemu_source "$1" || return 0
	require_commands apt-get apt-cache tar
	for suite in ${qemu_suites[$1]}; do
		find_source_suite "$suite"
		problem="it has no QEMU $1"
		read_lists && for point in $(list_point_releases "$1"); do
			! fetch_point_release "$1" "$point" || return 0
		done
		tried+=("$suite: $problem;")
	done
	die $EXIT_NO_PARTS "no suite has the source of QEMU $1. Tried: ${tried[*]} To use another mirror, set COMPATCAPS_MIRROR=http://..."
}

forget_qemu_source() {
	local suite

	for suite in ${qemu_suites[$1]}; do
		rm -rf "$cache/$suite/qemu-source-$1"
	done
}

# find_qemu_source VERSION: fetches the source if it is missing. Sets $qemu_source, a
# folder with the tree and PACKAGES.
find_qemu_source() {
	with_lock "qemu-source-$1" fetch_qemu_source "$1"
	find_suite
	present_qemu_source "$1"
}

qemu_source_name() {
	sed 's/\.orig\.tar\.xz$//' "$qemu_source/PACKAGES"
}

# The pseries machine, and the devices that the lab gives to a guest
write_devices() {
	cat >"$1/configs/devices/ppc64-softmmu/lab.mak" <<-EOF
		CONFIG_PSERIES=y
		CONFIG_VIRTIO_PCI=y
		CONFIG_VIRTIO_BLK=y
		CONFIG_VIRTIO_NET=y
		CONFIG_VIRTIO_SERIAL=y
	EOF
}

# copy_qemu_source TREE: Debian removes binary files from the source. QEMU's build
# requires the compiled device trees to exist, and nothing here reads them.
copy_qemu_source() {
	local file

	cp -a "$qemu_source/tree/." "$1" ||
		die $EXIT_NO_PARTS "could not copy QEMU's source ($(free_space "$1"))"
	for file in "$1"/pc-bios/dtb/*.dts; do
		[ ! -e "$file" ] || : >"${file%.dts}.dtb"
	done
	write_devices "$1"
}

# find_qemu_series VERSION [SERIES...]: sets $patches, in their order. "series" is that of
# QEMU with KVM; "series-nested" of QEMU as the hypervisor of an emulated host, and
# "series-lab" what the lab alone adds to it.
find_qemu_series() {
	local name series version=$1

	shift
	patches=()
	for series in "${@:-series}"; do
		while read -r name; do
			[[ $name == '#'* ]] || patches+=("$repo/qemu/$name")
		done <"$repo/qemu/qemu-$version/$series"
	done
}

# apply_qemu_series TREE LOG PATCH...
apply_qemu_series() {
	local tree=$1 log=$2 patch

	shift 2
	for patch; do
		patch -p1 --fuzz=0 --no-backup-if-mismatch -d "$tree" <"$patch" >>"$log" 2>&1 || {
			tail -n 20 "$log" >&2
			die $EXIT_NOT_BUILT "${patch#"$repo/"} does not apply to $(qemu_source_name); rebase it"
		}
	done
}

# configure_qemu TREE OBJECTS OPTION...: uses the lab's meson. The system's meson may be
# too old, and another python3 in PATH may lack modules.
configure_qemu() {
	local tree=$1 objects=$2

	shift 2
	mkdir -p "$objects"
	(cd "$objects" && with_qemu_tools "$tree/configure" --python=/usr/bin/python3 \
		--target-list=ppc64-softmmu --without-default-features \
		--without-default-devices --with-devices-ppc64=lab --enable-fdt=system \
		--disable-debug-info --disable-docs --disable-download \
		--disable-install-blobs "$@")
}

make_qemu() {
	local objects=$1

	shift
	with_qemu_tools nice ninja -C "$objects" "$@"
}

# To ccache, the same file in another tree is the same file.
with_qemu_tools() {
	PYTHONPATH=$system_dir/qemu-devel/usr/lib/python3/dist-packages \
		CCACHE_BASEDIR=$build "$@"
}

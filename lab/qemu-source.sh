# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# QEMU's source from Debian, a tree of it with this project's series, and a build of such
# a tree: only the pseries machine and what its guests need.

. "$repo/lab/source.sh"

# For each version of QEMU that this project has a series for
declare -A source_suites=([10.0]='trixie' [10.2]='trixie-backports sid forky')
qemu_versions='10.0 10.2'

# Two thirds of the source are the source of the firmware, which Debian packages
# separately.
source_package=qemu source_name=QEMU source_space=350 source_unneeded='*/roms/?*'

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

	cp -a "$source_dir/tree/." "$1" ||
		die $EXIT_NO_PARTS "could not copy QEMU's source ($(free_space "$1"))"
	for file in "$1"/pc-bios/dtb/*.dts; do
		[ ! -e "$file" ] || : >"${file%.dts}.dtb"
	done
	write_devices "$1"
}

# Those of the strict hosts' emulator
strict_series=(series-nested series-lab series-mmu)

# find_qemu_series VERSION [SERIES...]: sets $patches, in their order. "series" is that of
# QEMU with KVM; "series-nested" of QEMU as the hypervisor of an emulated host, "series-mmu"
# of QEMU as its processor, and "series-lab" what the lab alone adds.
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
			die $EXIT_NOT_BUILT "${patch#"$repo/"} does not apply to $(source_release); rebase it"
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

# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# What a host needs to start a guest (L2): a QEMU for ppc64el with its libraries, a kernel
# and an initramfs for the guest.

# choose_qemu QEMU: as for lab/guest --qemu. Sets $guest_qemu, the program, $guest_qemu_root,
# the part with its libraries, and $guest_qemu_name.
choose_qemu() {
	local version=10.0

	[[ $1 != *-10.2 ]] || version=10.2
	guest_qemu_name=$1 guest_qemu_root=$suite_dir/guest-qemu
	case $1 in
	stock) guest_qemu=$guest_qemu_root/usr/bin/qemu-system-ppc64 ;;
	newest)
		bring guest-qemu-newest
		guest_qemu_root=$suite_dir/guest-qemu-newest
		guest_qemu=$guest_qemu_root/usr/bin/qemu-system-ppc64
		;;
	patched | patched-10.2) guest_qemu=$("$repo/lab/build-qemu" --version $version) ;;
	plain | plain-10.2) guest_qemu=$("$repo/lab/build-qemu" --version $version --plain) ;;
	*/*)
		guest_qemu=$1 guest_qemu_name=other
		[ -r "$1" ] || die $EXIT_USAGE "no QEMU at '$1'"
		is_ppc64le "$1" || die $EXIT_USAGE "'$1' is not a ppc64le program"
		;;
	*) die $EXIT_USAGE "unknown QEMU '$1'; there are: stock, newest, patched, patched-10.2, plain, plain-10.2, or a path" ;;
	esac
}

# copy_qemu OUT: a dynamically linked one runs with Debian's libraries
copy_qemu() {
	cp "$guest_qemu" "$1/bin/qemu-system-ppc64"
	chmod 755 "$1/bin/qemu-system-ppc64"
	powerpc64le-linux-gnu-readelf -l "$guest_qemu" | grep -q INTERP || return 0
	cp "$(find "$guest_qemu_root" -name ld64.so.2 -type f -print -quit)" "$1/lib64/"
	copy_with_libraries "$guest_qemu" "$1" "$guest_qemu_root"
}

# copy_with_libraries FILE OUT ROOT...: everything that FILE is linked with, from the first
# of these folders that has it
copy_with_libraries() {
	local out=$2 file name found
	local -a queue=("$1")
	local -A seen=()

	shift 2

	while [ ${#queue[@]} -gt 0 ]; do
		file=${queue[0]}
		queue=("${queue[@]:1}")
		[ -z "${seen[$file]:-}" ] || continue
		seen[$file]=yes
		for name in $(powerpc64le-linux-gnu-readelf -d "$file" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'); do
			found=$(find "$@" -name "$name" -print -quit)
			[ -n "$found" ] || die $EXIT_NO_PARTS "${file##*/} needs $name, which is not among the fetched packages"
			queue+=("$found")
			cp -Lu "$found" "$out/usr/lib/$name"
		done
	done
}

build_guest_initrd() {
	mkdir "$1"
	powerpc64le-linux-gnu-gcc -static -O2 -s -o "$1/init" "$repo/lab/inside/guest-init.c"
	mkdir "$1/dev" "$1/proc"
	pack "$1" "$2"
}

build_guest_archive() {
	local kit

	say "  packing QEMU ($guest_qemu_name) and a guest for the emulated hosts ..."
	new_tmpdir "$build"
	kit=$tmpdir/kit
	mkdir -p "$kit"/{bin,lib64,usr/lib,usr/share/qemu,lab/guest}
	copy_qemu "$kit"
	cp "$guest_qemu_root/usr/share/qemu/vof.bin" "$kit/usr/share/qemu/"
	powerpc64le-linux-gnu-strip -s -o "$kit/lab/guest/vmlinux" "$suite_dir"/kernel/boot/vmlinux-*
	build_guest_initrd "$tmpdir/guest" "$kit/lab/guest/initrd.cpio"
	install -m 755 "$repo/lab/inside/run-guest" "$kit/lab/guest/run"
	powerpc64le-linux-gnu-gcc -static -O2 -s -o "$kit/lab/guest/other-answer" "$repo/lab/inside/other-answer.c"
	pack "$kit" "$tmpdir/archive"
	rm -f "$build/guest-$guest_qemu_name"-????????????.cpio
	mv "$tmpdir/archive" "$guest_archive"
}

# prepare_guest_archive [QEMU]: sets $guest_archive, an initramfs archive for
# lab/boot --archive.
prepare_guest_archive() {
	local inputs

	bring emulator kernel guest-qemu
	use_tools
	choose_qemu "${1:-stock}"
	inputs=$(cat "$guest_qemu_root/PACKAGES" "$suite_dir/kernel/PACKAGES" "$repo"/lab/inside/* \
		"$repo/lab/guest-parts.sh" "$guest_qemu" | sha256sum | cut -c1-12)
	guest_archive=$build/guest-$guest_qemu_name-$inputs.cpio
	mkdir -p "$build"
	make_once "$guest_archive" guest build_guest_archive
}

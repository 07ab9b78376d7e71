# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# libvirt for emulated hosts: its daemon, its driver for QEMU, the helper that writes the
# states of guests, and virsh, with the libraries that they are linked with. They come
# after those of the guests' QEMU and replace them: of the same suite, or of a newer one.

libvirt_settings() {
	mkdir -p "$1"/etc/libvirt "$1"/var/log
	ln -s ../run "$1/var/run"
	printf '%s\n' 'user = "root"' 'group = "root"' 'dynamic_ownership = 0' 'remember_owner = 0' \
		'security_driver = "none"' 'cgroup_controllers = []' 'namespaces = []' \
		'stdio_handler = "file"' >"$1/etc/libvirt/qemu.conf"
	printf '%s\n' 'auth_unix_rw = "none"' 'auth_unix_ro = "none"' 'unix_sock_group = "root"' \
		>"$1/etc/libvirt/libvirtd.conf"
	printf '%s\n' root:x:0:0:root:/:/bin/sh libvirt-qemu:x:64055:64055::/:/bin/false >"$1/etc/passwd"
	printf '%s\n' root:x:0: kvm:x:64054: libvirt-qemu:x:64055: >"$1/etc/group"
	echo 0123456789abcdef0123456789abcdef >"$1/etc/machine-id"
}

# add_program FILE KIT ROOT...: of the first root, at its own path, with all that it needs
add_program() {
	local file=$1 kit=$2

	shift 2
	install -D -m 755 "$file" "$kit${file#"$1"}"
	copy_with_libraries "$file" "$kit" "$@"
}

# newest_c_library FOLDER...: prints the folder of the newest one below these
newest_c_library() {
	local file

	find "$@" -name libc.so.6 | while read -r file; do
		printf '%s %s\n' "$(grep -a -o -m 1 'GNU C Library.* version [0-9]*\.[0-9]*' "$file" | sed 's/.* //')" \
			"${file%/*}"
	done | sort -V | sed -n '$s/^[^ ]* //p'
}

# copy_c_library KIT ROOT...: one C library for all programs in the host, in place of that
# of the guests' QEMU. It must be as new as that of the newest of them, and as that of the
# compiler, which can be of another suite than the libraries. All of its parts must be of
# the same version.
copy_c_library() {
	local kit=$1 from name

	shift
	from=$(newest_c_library "$@" "$suite_dir/guest-qemu" "$suite_dir/tools/usr/powerpc64le-linux-gnu")
	cp -L "$from/ld64.so.2" "$kit/lib64/"
	for name in "$from"/lib{c,m,mvec,dl,pthread,resolv,rt,util,anl,nss_files,nss_dns}.so.*; do
		[ ! -e "$name" ] || cp -L "$name" "$kit/usr/lib/"
	done
}

# build_libvirt_archive TOOL ROOT [LIBRARIES]
build_libvirt_archive() {
	local tool=$1 root=$2 kit file

	say "  packing libvirt for the emulated hosts ..."
	shift
	new_tmpdir "$build"
	kit=$tmpdir/kit
	mkdir -p "$kit"/{lab/libvirt,lib64,usr/lib,usr/share/libvirt/cpu_map}
	for file in "$root"/usr/sbin/libvirtd "$root"/usr/bin/virsh \
		"$(find "$root/usr" -path '*/connection-driver/libvirt_driver_qemu.so' -print -quit)" \
		"$(find "$root/usr" -name libvirt_iohelper -type f -print -quit)"; do
		add_program "$file" "$kit" "$@"
	done
	# The tool is linked with libraries of the lab's suite. Another suite may have
	# them under another name.
	copy_with_libraries "$tool" "$kit" "$@" "$suite_dir/libvirt"
	copy_c_library "$kit" "$@"
	cp "$root"/usr/share/libvirt/cpu_map/{index,ppc64_*}.xml "$kit/usr/share/libvirt/cpu_map/"
	cp -r "$root/usr/share/libvirt/schemas" "$kit/usr/share/libvirt/"
	libvirt_settings "$kit"
	install -m 755 "$repo/lab/inside/run-libvirt" "$kit/lab/libvirt/run"
	install -m 755 "$repo/lab/inside/libvirt-qemu" "$kit/lab/libvirt/qemu"
	pack "$kit" "$tmpdir/archive"
	gzip -1 "$tmpdir/archive"
	rm -f "${libvirt_archive%-*}"-????????????.cpio.gz
	mv "$tmpdir/archive.gz" "$libvirt_archive"
}

# prepare_libvirt_archive TOOL ROOT [LIBRARIES]: of the libvirt below ROOT and of libraries
# there or below the other folder, and of the libraries of TOOL. Sets $libvirt_archive, for
# lab/boot --archive.
prepare_libvirt_archive() {
	local inputs name=${2##*/}
	local -a roots=("${@:2}" "$suite_dir"/{libvirt,guest-qemu,tools})

	inputs=$(cat "${roots[@]/%//PACKAGES}" "$repo"/lab/inside/{run-libvirt,libvirt-qemu} "$repo"/lab/{guest,libvirt}-parts.sh |
		sha256sum | cut -c1-12)
	libvirt_archive=$build/packed-${name%-????????????}-$inputs.cpio.gz
	mkdir -p "$build"
	make_once "$libvirt_archive" libvirt build_libvirt_archive "$@"
}

# compress_guest_archive: $guest_archive is one that bare metal's firmware loads together
# with libvirt's. It refuses an initramfs above about 120 MB.
compress_guest_archive() {
	local compressed=$guest_archive.gz

	if [ ! -e "$compressed" ]; then
		rm -f "${guest_archive%-*}"-????????????.cpio.gz
		gzip -1 <"$guest_archive" >"$compressed.$$"
		mv "$compressed.$$" "$compressed"
	fi
	guest_archive=$compressed
}

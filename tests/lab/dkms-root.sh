# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# A ppc64el Debian in a folder, run by user-mode emulation. Its processes and
# mounts are in name spaces of their own, and end with the command that made
# them. Uses $root, $mirror, $codename and $log.

binfmt=/proc/sys/fs/binfmt_misc
# Debian's line for the kernel, of the package that has the emulator
binfmt_line=/usr/lib/binfmt.d/qemu-ppc64le.conf

# can_emulate: or says why not
can_emulate() {
	local command

	if [ "$(id -u)" != 0 ]; then
		echo "root is needed"
		return 1
	fi
	for command in debootstrap unshare chroot timeout; do
		if ! command -v $command >/dev/null; then
			echo "'$command' is missing"
			return 1
		fi
	done
	if ! grep -qs '^interpreter .*ppc64le' $binfmt/*; then
		echo "no emulation of ppc64le programs: qemu-user-static is missing, or $binfmt is not mounted"
		return 1
	fi
}

unregister_emulator() {
	ignore_signals
	echo -1 >$binfmt/qemu-ppc64le
	remove_tmpdirs
}

# What is registered already stays; what this adds goes at the end.
register_emulator() {
	if [ -w $binfmt/register ] && [ -r $binfmt_line ] && ! grep -qs '^interpreter .*ppc64le' $binfmt/*; then
		cat $binfmt_line >$binfmt/register
		trap unregister_emulator EXIT
	fi
}

usual_limit=3600

# in_root COMMAND...: there "uname -r" is the first kernel, as if it had booted
in_root() {
	contained --mount-proc="$root/proc" chroot "$root" env -i HOME=/root LC_ALL=C.UTF-8 \
		PATH=/usr/sbin:/usr/bin:/sbin:/bin \
		DEBIAN_FRONTEND=noninteractive ${first:+QEMU_UNAME=$first} "$@"
}

# apt ARGUMENT...: apt-get in the root; sets $output and $status
apt() {
	status=0
	output=$(in_root apt-get -q -y "$@" 2>&1) || status=$?
	printf '\n== apt-get %s: %s\n%s\n' "$*" $status "$output" >>"$log"
}

# must_apt ARGUMENT...: for what the trial only builds on
must_apt() {
	apt "$@"
	[ $status = 0 ] || die $EXIT_NO_PARTS "apt-get $* failed in the ppc64el root; see $log"
}

# Kernels start without an initramfs here, and to make one takes minutes.
replace_initramfs_tool() {
	local folder=$root/tmp/no-initramfs

	mkdir -p "$folder/DEBIAN"
	cat >"$folder/DEBIAN/control" <<-EOF
		Package: no-initramfs
		Version: 1
		Architecture: all
		Maintainer: nobody <nobody@localhost>
		Provides: linux-initramfs-tool
		Description: stands for a tool that makes an initramfs
	EOF
	dpkg-deb --root-owner-group --build "$folder" "$folder.deb" >>"$log"
	in_root dpkg -i /tmp/no-initramfs.deb >>"$log" 2>&1
}

write_sources() {
	local suite suites=("$codename")

	[ "$codename" != bookworm ] || suites+=(bookworm-backports)
	for suite in "${suites[@]}"; do
		echo "deb $mirror $suite main"
	done >"$root/etc/apt/sources.list"
	cat >"$root/etc/apt/apt.conf.d/00trial" <<-EOF
		APT::Install-Recommends "false";
		APT::Sandbox::User "root";
		Acquire::Languages "none";
		Acquire::Retries "3";
		Acquire::http::Timeout "60";
		Dir::Log::Terminal "";
		Dpkg::Use-Pty "false";
		DPkg::Options { "--force-unsafe-io"; };
	EOF
}

# The releases of all kernels, 4K pages, oldest first
releases() {
	in_root apt-cache search --names-only '^linux-headers-[0-9].*-powerpc64le$' |
		sed -n 's/^linux-headers-\([^ ]*\) .*/\1/p' | sort -V
}

headers_version() {
	in_root apt-cache show --no-all-versions "linux-headers-$1" | sed -n 's/^Version: //p'
}

# Sets $first, $second and $unknown: releases; the last can be empty. Where the
# suite has one kernel of the series, the second is that with 64K pages.
choose_kernels() {
	local all

	all=$(releases)
	first=$(sed -n '/^6\.12\./{p;q}' <<<"$all")
	second=$(sed -n '/^6\.12\./p' <<<"$all" | tail -n 1)
	unknown=$(sed -E '/^(6\.12|7\.2)\./d' <<<"$all" | tail -n 1)
	[ -n "$first" ] || die $EXIT_NO_PARTS "$codename has no 6.12 kernel for ppc64el today"
	[ "$first" != "$second" ] || second=$first-64k
	first_version=$(headers_version "$first")
	second_version=$(headers_version "$second")
}

# A small system with two kernels and their headers, one that the package knows
lay_out_root() {
	local release packages

	limit=1800 contained debootstrap --arch=ppc64el --variant=minbase "$codename" "$root" "$mirror" >>"$log" 2>&1 ||
		die $EXIT_NO_PARTS "debootstrap failed; see $log"
	write_sources
	replace_initramfs_tool
	must_apt update --error-on=any
	choose_kernels
	packages=(dkms patch xz-utils "linux-source-6.12=$first_version")
	for release in $first $unknown; do
		packages+=("linux-image-$release" "linux-headers-$release")
	done
	must_apt install "${packages[@]}"
	echo "# kernels: $first ($first_version), then $second ($second_version); unknown: ${unknown:-none}"
}

# The compiler proper takes nearly all of the time, and Debian has the same one
# as a cross compiler for this machine: use that instead.
speed_up_compiler() {
	local native=$root/native cc1 number deb loader

	[ "$(uname -m)" = x86_64 ] || return 0
	cc1=$(find "$root"/usr/lib*/gcc/powerpc64le-linux-gnu -name cc1 -type f)
	number=$(basename "$(dirname "$cc1")")
	in_root dpkg --add-architecture amd64
	must_apt update --error-on=any
	mkdir "$native"
	in_root sh -c "cd /native && apt-get download -q cpp-$number-powerpc64le-linux-gnu:amd64 \
		libc6:amd64 libgmp10:amd64 libisl23:amd64 libmpc3:amd64 libmpfr6:amd64 libzstd1:amd64 zlib1g:amd64" >>"$log" 2>&1
	in_root dpkg --remove-architecture amd64
	must_apt update --error-on=any
	for deb in "$native"/*.deb; do
		dpkg-deb -x "$deb" "$native"
	done
	loader=$(find "$native" -type f -name ld-linux-x86-64.so.2)
	mv "$cc1" "$cc1.emulated"
	cat >"$cc1" <<-EOF
		#!/bin/sh
		exec ${loader#"$root"} --library-path /native/lib/x86_64-linux-gnu:/native/usr/lib/x86_64-linux-gnu \
			$(find "$native" -name cc1 -type f -printf '/native/%P') "\$@"
	EOF
	chmod 755 "$cc1"
	is "$(in_root gcc-"$number" -v -S -x c -o /dev/null /dev/null 2>&1 |
		sed -n 's/^GNU C.* version \([0-9.]*\) (powerpc64le-linux-gnu).*/\1/p' | head -n 1)" \
		"$(in_root gcc-"$number" -dumpfullversion)" "the cross compiler is of the version of the root's own"
}

# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# A cross compiler and pkg-config for a part of the lab that has headers and libraries.

cross_triplet=powerpc64le-linux-gnu

# write_tool FOLDER NAME COMMAND...: a program of that name
write_tool() {
	local file=$1/$2

	shift 2
	mkdir -p "${file%/*}"
	printf '#!/bin/sh\n%s "$@"\n' "$*" >"$file"
	chmod 755 "$file"
}

# write_cross_tools FOLDER ROOT: programs that come before all others in PATH. meson
# asks the compiler itself where libraries lie, hence -B. The folder of headers comes
# last: it has none of the C library.
write_cross_tools() {
	local folder=$1 root=$2 compiler=$cross_triplet-gcc cached=

	! command -v ccache >/dev/null || cached=ccache
	write_tool "$folder" "$compiler" exec $cached "$(command -v "$compiler")" \
		"-B$root/usr/lib/$cross_triplet" "-Wl,-rpath-link=$root/usr/lib/$cross_triplet" \
		-idirafter "$root/usr/include" -idirafter "$root/usr/include/$cross_triplet"
	write_tool "$folder" $cross_triplet-pkg-config \
		PKG_CONFIG_LIBDIR="$root/usr/lib/$cross_triplet/pkgconfig" \
		PKG_CONFIG_SYSROOT_DIR="$root" exec pkg-config
}

# write_cross_machine: for meson's --cross-file, with the programs that write_cross_tools made
write_cross_machine() {
	cat <<-EOF
		[binaries]
		c = '$cross_triplet-gcc'
		ar = '$cross_triplet-ar'
		strip = '$cross_triplet-strip'
		pkgconfig = '$cross_triplet-pkg-config'
		[host_machine]
		system = 'linux'
		cpu_family = 'ppc64'
		cpu = 'ppc64le'
		endian = 'little'
	EOF
}

# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Programs for this machine that run from the cache with any C library on the machine: the
# loader that was fetched with a program starts it.

is_program() {
	[ "$(head -c 4 "$1" | tr -d '\0')" = $'\x7fELF' ] && [[ $1 != *.so && $1 != *.so.* ]]
}

# wrap ROOT FINAL PROGRAM [WORD...]: wraps a program in ROOT, which will be renamed to
# FINAL. The program keeps its name, because compilers and Debian's modpost search for
# files beside themselves.
wrap() {
	local final=$2 program=$2${3#"$1"} libraries

	[ -n "$loader" ] || die $EXIT_NO_PARTS "no C library came with ${3##*/}"
	libraries=$final/lib/x86_64-linux-gnu:$final/usr/lib/x86_64-linux-gnu
	mv "$3" "$3.elf"
	cat >"$3" <<-EOF
		#!/bin/sh
		exec "$final${loader#"$1"}" --argv0 "$program" --library-path "$libraries" "$program.elf" ${*:4} "\$@"
	EOF
	chmod 755 "$3"
}

# wrap_all ROOT FINAL FOLDER...: wraps all programs below these folders
wrap_all() {
	local root=$1 final=$2 loader program

	shift 2
	loader=$(loader_of "$root")
	find "$@" -type f -perm -u+x | while read -r program; do
		! is_program "$program" || wrap "$root" "$final" "$program"
	done
}

# Files that only people read, and files that no program of the lab needs for a build
unneeded_tools() {
	find "$1"/usr/share -mindepth 1 -maxdepth 1 ! -name 'pkgconf*' ! -name 'pkg-config*'
	find "$1"/usr/lib/python3* -mindepth 1 -maxdepth 1 \( -name test -o -name idlelib \
		-o -name lib2to3 -o -name ensurepip -o -name pydoc_data \)
	find "$1" \( -name 'lib*san*' -o -name lto1 -o -name '*-lto-dump*' -o -name 'libstdc++*' -path '*-cross*' \)
}

# The compiler searches headers and libraries of its target only below its own folder.
sysroot_of() {
	case $1 in
	*-gcc-[0-9]* | *-cpp-[0-9]*) echo "--sysroot=$2" ;;
	esac
}

# lay_out_tools ROOT: "path" is for the PATH of all scripts of the lab. "meson" is only
# for scripts that build with it; programs for this machine are built with the system's
# meson.
lay_out_tools() {
	local root=$1 final=$suite_dir/tools loader file name

	unneeded_tools "$root" | xargs rm -rf
	loader=$(loader_of "$root")
	find "$root" -type f -perm -u+x | while read -r file; do
		! is_program "$file" || wrap "$root" "$final" "$file" "$(sysroot_of "$file" "$final")"
	done
	mkdir "$root"/path "$root"/meson
	for file in "$root"/usr/bin/powerpc64le-linux-gnu-* "$root"/{bin,usr/bin}/{make,patch,cpio,xz}; do
		[[ $file == *.elf || ! -e $file ]] || ln -s "..${file#"$root"}" "$root/path/${file##*/}"
	done
	ln -s ../usr/bin/{ninja,pkg-config} "$root/meson/"
	# A program with this ending starts itself again with the Python that runs it;
	# with another name it would use the system's Python.
	mv "$root/usr/bin/meson" "$root/usr/bin/meson.py"
	cat >"$root/meson/meson" <<-EOF
		#!/bin/sh
		unset PYTHONHOME PYTHONPATH
		exec "$final/usr/bin/python3" "$final/usr/bin/meson.py" "\$@"
	EOF
	chmod 755 "$root/meson/meson"
}

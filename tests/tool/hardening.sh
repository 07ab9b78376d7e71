# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh
# What compiler and linker did for the safety of a file, read out of the file.
# Uses $scratch, $root, $cc, result() and skip().

file_has() {
	readelf -W "$1" "$2" | grep -Eq "$3"
}

is_position_independent() {
	file_has --file-header "$1" 'Type: +DYN' && file_has --dynamic "$1" 'FLAGS_1.*\bPIE\b'
}

has_full_relro() {
	file_has --program-headers "$1" GNU_RELRO && file_has --dynamic "$1" 'BIND_NOW|FLAGS.*\bNOW\b'
}

has_no_executable_stack() {
	file_has --program-headers "$1" 'GNU_STACK.* RW +' && ! file_has --program-headers "$1" ' RWE '
}

guards_its_stack() {
	file_has --dyn-syms "$1" 'UND __stack_chk_(fail|guard)'
}

# A function of the C library that checks the size of what it writes to
checks_sizes() {
	file_has --dyn-syms "$1" 'UND __[a-z_]+_chk\b'
}

# Each function that others can call starts with a landing pad. The note in the file
# would need a C library that has them, too.
has_landing_pads() {
	objdump -d --no-show-raw-insn "$1" | awk '
		label { label = 0; functions++; if (!/endbr(64|32)/) bare++ }
		/<(main|compatcaps_[a-z0-9_]+)(@@[A-Z0-9_.]+)?>:$/ { label = 1 }
		END { exit !functions || bare }'
}

write_probe() {
	cat >"$scratch/probe.c" <<-'EOF2'
		#include <stdio.h>
		#include <string.h>

		int main(int argc, char **argv)
		{
			char text[32];

			strcpy(text, argv[argc - 1]);
			return puts(text);
		}
	EOF2
}

# as_flags_make FILE TITLE CHECK FLAG...: the check, unless a small program with the
# flags alone fails it, too: this compiler, processor or C library has no such thing.
as_flags_make() {
	file=$1
	title=$2
	check=$3
	shift 3
	if "$cc" -O2 "$@" -o "$scratch/probe" "$scratch/probe.c" 2>/dev/null && "$check" "$scratch/probe"; then
		result "$file: $title" "$check" "$root/$file"
	else
		skip "$file: $title" "$cc $* does not do it here"
	fi
}

# hardened FILE: a file that was installed
hardened() {
	write_probe
	result "$1: full RELRO" has_full_relro "$root/$1"
	result "$1: no executable stack" has_no_executable_stack "$root/$1"
	as_flags_make "$1" "stack protector" guards_its_stack -fstack-protector-strong
	as_flags_make "$1" "_FORTIFY_SOURCE" checks_sizes -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
	as_flags_make "$1" "landing pads for indirect branches" has_landing_pads -fcf-protection
}

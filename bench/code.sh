# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Finds facts in the code of a kernel's KVM modules, without running it.

# unpack_kvm KERNEL FOLDER: its two modules; fewer if one is built in
unpack_kvm() {
	local name file

	(choose_kernel "$1" && echo "$modules_dir") >"$2.dir"
	mkdir -p "$2"
	for name in kvm kvm-hv; do
		file=$(find -L "$(cat "$2.dir")" -name "$name.ko*" -print -quit)
		[ -z "$file" ] || decompress "$file" "$2/$name.ko"
	done
}

# functions FOLDER: prints the name and the bytes of each
functions() {
	local file

	for file in "$1"/*.ko; do
		powerpc64le-linux-gnu-nm -S -t d "$file" | awk '$3 ~ /^[tT]$/ { print $4, $2 + 0 }'
	done
}

# bytes_of FOLDER REGEX: prints the sum for all functions whose names match
bytes_of() {
	functions "$1" | awk -v regex="$2" '$1 ~ regex { bytes += $2 } END { print bytes + 0 }'
}

# The version of the compiler that built the modules of a folder
compiler_of() {
	powerpc64le-linux-gnu-readelf -p .comment "$1"/*.ko | sed -n 's/.*GCC: .*) //p' | sort -u
}

# path_of FOLDER ROOT...: follows the calls from some functions within the two modules.
# Prints lines "inside NAME", "outside NAME" for called functions, and "atomic NAME
# INSTRUCTION" for the instructions of locks and atomic operations.
path_of() {
	local folder=$1 file

	shift
	for file in "$folder"/*.ko; do
		powerpc64le-linux-gnu-objdump -dr "$file"
	done | awk -v roots="$*" '
		/^[0-9a-f]+ <.*>:$/ { name = substr($2, 2, length($2) - 3); known[name] = 1 }
		/\t(l[bhwdq]arx|st[bhwdq]cx\.) / {
			for (i = 1; i <= NF; i++) if ($i ~ /^(l.arx|st.cx\.)$/) atomics[name] = atomics[name] " " $i
		}
		/R_PPC64_REL24/ { target = $3; sub(/[+-]0x.*/, "", target); calls[name] = calls[name] " " target }
		END {
			first = todo = split(roots, queue)
			for (i = 1; i <= todo; i++) {
				at = queue[i]
				# _mcount: for tracing; it does nothing while nobody
				# traces
				if (at in seen || at == "_mcount") continue
				seen[at] = 1
				if (!(at in known)) {
					# Not every kernel has every root.
					if (i > first) print "outside", at
					continue
				}
				print "inside", at
				n = split(atomics[at], a)
				for (j = 1; j <= n; j++) print "atomic", at, a[j]
				n = split(calls[at], c)
				for (j = 1; j <= n; j++) queue[++todo] = c[j]
			}
		}'
}

# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Turns fetched parts into what starts an emulator: hosts, kernels and the archives of an
# initramfs.

hosts_dir=$repo/lab/hosts

list_all_hosts() {
	local file

	for file in "$hosts_dir"/*.host; do
		file=${file##*/}
		echo "${file%.host}"
	done
}

# list_hosts: those that Debian's emulator has, which are in all loops over hosts
list_hosts() {
	local host

	for host in $(list_all_hosts); do
		is_strict "$host" || echo "$host"
	done
}

# Those of the emulator that "lab/build-qemu --strict" builds
list_strict_hosts() {
	local host

	for host in $(list_all_hosts); do
		! is_strict "$host" || echo "$host"
	done
}

is_strict() {
	[ "$(host_field "$1" emulator)" = strict ]
}

# host_field HOST FIELD
host_field() {
	sed -n "s/^$2 *= *//p" "$hosts_dir/$1.host"
}

# best_of HOST: the newest mode that it can give to guests
best_of() {
	host_field "$1" modes | awk '{ print $NF }'
}

require_host() {
	[[ $1 =~ ^[a-z0-9-]+$ && -r $hosts_dir/$1.host ]] && return
	die $EXIT_USAGE "unknown host '$1'; hosts are: $(list_all_hosts | xargs)"
}

# The emulator runs with the libraries that were fetched with it.
# find_emulator [HOST]: sets $emulator, the words that start it
find_emulator() {
	local root=$suite_dir/emulator loader

	if [ -n "${1:-}" ] && is_strict "$1"; then
		require_strict_emulator
		emulator=("$strict_emulator" -L "$root/usr/share/qemu")
		return
	fi

	# In Debian 13 the packages have everything below usr.
	loader=$(loader_of "$root")
	emulator=("$loader"
		--library-path "$root/lib/x86_64-linux-gnu:$root/usr/lib/x86_64-linux-gnu"
		"$root/usr/bin/qemu-system-ppc64" -L "$root/usr/share/qemu")
}

# Sets $strict_emulator. It takes minutes to build, so only the command that is for it does.
require_strict_emulator() {
	strict_emulator=$("$repo/lab/build-qemu" --strict --present) ||
		die $EXIT_NO_PARTS "the strict emulator is not built; 'lab/build-qemu --strict' builds it"
}

emulator_version() {
	"${emulator[@]}" --version | sed -n 's/^QEMU emulator version \([0-9.]*\).*/\1/p'
}

emulator_knows_machine() {
	[[ $1 != powernv* ]] || "${emulator[@]}" -machine help | grep -q "^$1 "
}

# host_is_possible HOST: fails and sets $why_not if the emulator cannot be this host
host_is_possible() {
	local machine

	if is_strict "$1"; then
		why_not="'lab/build-qemu --strict' has not built its emulator"
		"$repo/lab/build-qemu" --strict --present >/dev/null
		return
	fi
	machine=$(host_field "$1" machine)
	emulator_knows_machine "${machine%%,*}" && return
	why_not="QEMU $(emulator_version) has no machine '${machine%%,*}' (QEMU 10.1 or later has powernv11)"
	return 1
}

# pack FOLDER ARCHIVE: as an initramfs; archives can be concatenated
pack() {
	(cd "$1" && find . -mindepth 1 | LC_ALL=C sort |
		cpio --quiet -o -H newc -R 0:0) >"$2.tmp"
	mv "$2.tmp" "$2"
}

# decompress FILE OUT
decompress() {
	case $1 in
	*.xz) xz -dc "$1" >"$2" ;;
	*.gz) gzip -dc "$1" >"$2" ;;
	*.zst) zstd -qdc "$1" >"$2" ;;
	*) cp "$1" "$2" ;;
	esac
}

# Prints the names of the modules that a module needs first.
module_needs() {
	grep -a -o -z '^depends=[a-z0-9_,-]*' "$1" | tr -d '\0' | sed 's/^depends=//' | tr ',' ' '
}

# add_module DIR NAME FOLDER: adds a module and all that it needs, in the order of
# loading. A missing module is assumed to be built in.
add_module() {
	local dir=$1 name=$2 folder=$3 file need

	[ ! -e "$folder/lab/$name.ko" ] || return 0
	file=$(find -L "$dir" -name "${name//[-_]/[-_]}.ko*" -print -quit)
	[ -n "$file" ] || return 0
	decompress "$file" "$folder/lab/$name.ko"
	for need in $(module_needs "$folder/lab/$name.ko"); do
		add_module "$dir" "$need" "$folder"
	done
	echo "$name.ko" >>"$folder/lab/modules"
}

# lay_out_base FOLDER: the files that every emulated host has
lay_out_base() {
	mkdir -p "$1"/{bin,dev,lab}
	cp "$(find "$suite_dir/libraries" -path "*bin/busybox" -print -quit)" "$1/bin/busybox"
	install -m 755 "$repo/lab/inside/init" "$1/init"
	install -m 644 "$repo/lab/inside/kernel-log" "$1/lab/kernel-log"
}

list_kernels() {
	sed -n 's/^\([a-z][^ ]*\) .*/\1/p' "$repo/lab/kernels"
}

# kernel_field KERNEL series|interface: of lab/kernels; nothing for other kernels
kernel_field() {
	awk -v kernel="$1" -v field="$2" '
		$1 == kernel { print field == "series" ? $2 : $3 }' "$repo/lab/kernels"
}

# choose_named_kernel KERNEL SERIES
choose_named_kernel() {
	local dir

	bring --series "$2" kernel
	dir=$suite_dir/kernel
	find_suite
	vmlinux=$(find "$dir" \( -name 'vmlinux-*' -o -name vmlinuz \) -print -quit)
	modules_dir=$dir
	[[ $1 == compat* ]] || return 0
	modules_dir=$("$repo/lab/build-modules" "$2")
}

# choose_kernel KERNEL: sets $vmlinux and $modules_dir
choose_kernel() {
	local wanted

	wanted=$(kernel_field "$1" series)
	bring emulator libraries
	use_tools
	if [ -n "$wanted" ]; then
		choose_named_kernel "$1" "$wanted"
		return
	fi
	[[ $1 == *:* ]] ||
		die $EXIT_USAGE "unknown kernel '$1'; kernels are: $(list_kernels | paste -sd, | sed 's/,/, /g'), VMLINUX:MODULES_DIR"
	vmlinux=${1%%:*} modules_dir=${1#*:}
	[ -r "$vmlinux" ] || die $EXIT_USAGE "no kernel at '$vmlinux'"
	is_ppc64le "$vmlinux" || die $EXIT_USAGE "'$vmlinux' is not a ppc64le ELF file; name a vmlinux"
	[ -d "$modules_dir" ] || die $EXIT_USAGE "no folder of modules at '$modules_dir'"
}

# Little-endian 64-bit ELF for machine 21 (EM_PPC64)
is_ppc64le() {
	local -a head

	read -r -a head < <(od -An -tx1 -N20 "$1" | xargs)
	[ "${head[*]:0:6}" = "7f 45 4c 46 02 01" ] && [ "${head[*]:18:2}" = "15 00" ]
}

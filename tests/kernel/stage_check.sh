#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# stage_check.sh KERNEL: 'kernel/stage --check' on trees that a base fits, that none fits,
# and that are none. A tree has only the lines that a base's hunks expect.
set -u
. "$(dirname "$0")/../tap.sh"
kernel=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# run WORD...: sets $out, $err and $status
run() {
	status=0
	out=$("$@" 2>"$scratch/err") || status=$?
	err=$(cat "$scratch/err")
}

# grow BASE TREE: the files before the base's patches, as far as these show them
grow() {
	mkdir -p "$2"
	cat "$kernel/$1"/*.patch | awk -v tree="$2" '
		/^\+\+\+ b\// { sub(/^\+\+\+ b\//, ""); file = tree "/" $1; count[file]++
			if (count[file] > 1) { in_hunk = 0; file = ""; next }
			dir = file; sub(/\/[^\/]*$/, "", dir); system("mkdir -p " dir); in_hunk = 0; next }
		/^diff / { in_hunk = 0 }
		/^@@ / { in_hunk = 1; next }
		in_hunk && file != "" && /^[ -]/ && !/^--- / && !/^-- $/ { print substr($0, 2) >file }'
	printf 'VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 3\nEXTRAVERSION =\n' >"$2/Makefile"
}

# Patches of one base that change a file in turn expect what the ones before them left: one
# patch alone is the base here.
base=$scratch/kernel/linux-6.12
mkdir -p "$base"
cp "$kernel/stage" "$kernel/check" "$scratch/kernel/"
cp "$kernel"/linux-6.12/0006-report.patch "$base/"
kernel=$scratch/kernel
grow linux-6.12 "$scratch/tree"

run "$kernel/stage" --check "$scratch/tree"
is "$status" 0 "a tree that fits: exit status"
like "$out" "^$scratch/tree: Linux 6\.12\.3\$" "its version is named"
like "$out" '^linux-6\.12: fits$' "the base is named"
like "$out" "^next: kernel/stage linux-6\.12 $scratch/tree OUT\$" "the next command is printed"

cp -R "$base" "$kernel/linux-9.9"
sed -i 's/^ struct kvm_ppc_rmmu_info {/ struct another {/; s/^ \t__u32\tap_encodings/ \t__u64\tap_encodings/' "$kernel"/linux-9.9/*.patch
run "$kernel/stage" --check "$scratch/tree"
is "$status" 0 "one of two bases fits: exit status"
like "$out" '^linux-9\.9: does not fit: 1 of [0-9]+ hunks$' "the other one is named"

rm -r "$kernel/linux-9.9"
cp -R "$scratch/tree" "$scratch/other"
sed -i 's/^static int kvm_init_subcore_bitmap(.*/static int init_subcores(void)/' "$scratch/other/arch/powerpc/kvm/book3s_hv.c"
run "$kernel/stage" --check "$scratch/other"
is "$status" 1 "a tree that no base fits: exit status"
like "$out" '^linux-6\.12: does not fit: [1-9][0-9]* of [0-9]+ hunks$' "it is said"
like "$out" '^  arch/powerpc/kvm/book3s_hv\.c \(000.*\.patch, hunk [0-9]+\): line [0-9]+ is "static int init_subcores\(void\)", not "static int kvm_init_subcore_bitmap' \
	"the hunk, the line and what is there in its place"

rm "$scratch/other/arch/powerpc/kvm/powerpc.c"
run "$kernel/stage" --check "$scratch/other"
is "$status" 1 "a tree without a file: exit status"
like "$out" '^linux-6\.12: does not fit: the tree lacks files$' "a tree without a file: it is said"
like "$out" '^  arch/powerpc/kvm/powerpc\.c: the tree does not have this file$' "the file is named"

echo '#define KVM_CAP_PPC_COMPAT_CAPS 250' >>"$scratch/other/include/uapi/linux/kvm.h"
run "$kernel/stage" --check "$scratch/other"
is "$status" 3 "a tree that has the interface: exit status"
like "$out" '^this tree has KVM_PPC_GET_COMPAT_CAPS already$' "it is said"

before=$(cd "$scratch/tree" && find . -type f -exec cksum {} + | sort)
run "$kernel/stage" --check "$scratch/tree"
is "$(cd "$scratch/tree" && find . -type f -exec cksum {} + | sort)" "$before" "the tree stays as it is"

run "$kernel/stage" --check "$scratch/none"
is "$status $err" "2 stage --check: '$scratch/none' is no folder" "no folder"
mkdir "$scratch/empty"
run "$kernel/stage" --check "$scratch/empty"
is "$status" 2 "an empty folder: exit status"
like "$err" 'is no Linux source tree: it has no include/uapi/linux/kvm\.h$' "what it lacks"
mkdir -p "$scratch/headers/include/uapi/linux"
touch "$scratch/headers/include/uapi/linux/kvm.h"
run "$kernel/stage" --check "$scratch/headers"
is "$status" 2 "headers: exit status"
like "$err" 'headers are not enough, the whole source is needed$' "headers: why"
run "$kernel/stage" --check
is "$status" 2 "no tree named: exit status"
like "$err" '^usage: kernel/stage --check TREE$' "no tree named: usage"
run "$kernel/stage" linux-1.0 "$scratch/tree" "$scratch/out"
is "$status $err" "2 stage: no hook patches for 'linux-1.0'; bases are: linux-6.12" "a base that is not there"
finish

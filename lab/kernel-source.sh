# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# The complete source of a kernel, a tree of it with this project's feature, and a small
# kernel built from such a tree. The part 'full-source' of lab/fetch is the complete
# source; 'source' has only what KVM needs.

# Prints the package of the version from which the modules are built: 'source' names it.
full_source_package() {
	sed -n 's/^\(linux-source-[0-9.]*\)_\(.*\)_all\.deb$/\1=\2/p' "$suite_dir/source/PACKAGES"
}

# put FILE DEST: copies only a file that changed, because make compares times
put() {
	cmp -s "$1" "$2" || cp "$1" "$2"
}

# apply_feature TREE: makes a tree of the source with the hook patches, and puts the
# current files of kernel/ into it. If a patch changed, it makes a new tree.
apply_feature() {
	local tree=$1 kvm=$1/arch/powerpc/kvm stamp file

	stamp=$(cat "$repo/kernel/linux-$series"/*.patch "$suite_dir/full-source/PACKAGES" | sha256sum)
	if [ "$(cat "$tree/.hooks" 2>/dev/null)" != "$stamp" ]; then
		new_tmpdir "${tree%/*}"
		# Use hard links if the file system can: patch does not write through
		# them.
		cp -al "$suite_dir/full-source/tree/." "$tmpdir" 2>/dev/null ||
			cp -a "$suite_dir/full-source/tree/." "$tmpdir" ||
			die $EXIT_NO_PARTS "could not copy the kernel's source ($(free_space "$build"))"
		for file in "$repo/kernel/linux-$series"/*.patch; do
			patch --fuzz=0 --no-backup-if-mismatch -d "$tmpdir" -p1 <"$file" >>"$logs/stage.log" 2>&1 ||
				die $EXIT_NOT_BUILT "${file##*/} does not apply; see $logs/stage.log"
		done
		echo "$stamp" >"$tmpdir/.hooks"
		replace_dir "$tmpdir" "$tree"
	fi
	for file in "$repo"/kernel/*.[ch]; do
		put "$file" "$kvm/${file##*/}"
	done
}

# make_kernel TARGET...: builds in the folder $objects, from the source in $tree. The
# objects stay, so that a changed file is built in seconds. They do not contain the path
# of the source, so that ccache works for other trees, too.
make_kernel() {
	local compiler=powerpc64le-linux-gnu-gcc

	! command -v ccache >/dev/null || compiler="ccache $compiler"
	nice make -C "$tree" O="$objects" ARCH=powerpc CROSS_COMPILE=powerpc64le-linux-gnu- \
		CC="$compiler" HOSTCC="${compiler/powerpc64le-linux-gnu-/}" \
		KBUILD_BUILD_TIMESTAMP='1 January 2026' KBUILD_BUILD_USER=lab \
		KBUILD_BUILD_HOST=lab -j"$(nproc)" "$@"
}

# $configs: files with options; all other options are off
configure() {
	mkdir -p "$objects"
	cat "${configs[@]}" >"$objects/wanted"
	make_kernel KCONFIG_ALLCONFIG="$objects/wanted" allnoconfig
}

# An option that needs another one, which is not named, is dropped silently.
lost_options() {
	grep '^CONFIG_' "$objects/wanted" | grep -vxFf "$objects/.config" || true
}

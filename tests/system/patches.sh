# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# The series of a base, patch by patch: a kernel can be built after each, so that
# a search for a bug by halves never stops at one of them.

# builds_after PATCH WHAT
builds_after() {
	local log=$logs/patches-$series.log

	if ! patch -s -p1 --fuzz=0 --no-backup-if-mismatch -d "$tree" <"$1" >"$log" 2>&1; then
		not_ok "$2: applies"
		head -n 20 "$log"
		return
	fi
	if make_kernel vmlinux >"$log" 2>&1; then
		ok "$2: builds"
	else
		not_ok "$2: builds"
		grep -E 'error|undefined|Error' "$log" | head -n 20
	fi
	is "$(grep -E 'warning:' "$log" || true)" "" "$2: without a warning"
}

# test_patches SERIES
test_patches() {
	local work tree objects patch
	local -a configs=("$repo/lab/small-kernel/base.config" "$repo/lab/small-kernel/kunit.config")

	use_tools
	bring --series "$1" source full-source
	new_tmpdir "$build/kernel"
	work=$tmpdir tree=$tmpdir/tree objects=$build/kernel/patches-$1.objects
	cp -al "$suite_dir/full-source/tree" "$tree" 2>/dev/null ||
		cp -a "$suite_dir/full-source/tree" "$tree"
	GIT_AUTHOR_NAME=test GIT_AUTHOR_EMAIL=test@localhost \
		GIT_COMMITTER_NAME=test GIT_COMMITTER_EMAIL=test@localhost \
		"$repo/kernel/series" "linux-$1" "$suite_dir/source" "$work/patches"
	for patch in "$work"/patches/*.patch; do
		# No kernel is built from documents, and the tree has none.
		grep -q '^+++ b/arch/' "$patch" || continue
		configure >"$logs/patches-$1.log" 2>&1
		builds_after "$patch" "$1: $(basename "$patch" .patch)"
	done
}

# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Records of the emulated hosts, tests/hosts/HOST.KERNEL: how one is taken, and
# whether one taken today is what was kept.

records=$repo/tests/hosts

# take_record HOST KERNEL FOLDER: what 'compatcaps snapshot' writes in the host.
# A host that fails leaves no folder.
take_record() {
	mkdir "$3"
	if ! "$repo/lab/boot" "$1" --kernel "$2" --file "$programs/tool/compatcaps" \
		-- sh -c 'compatcaps snapshot /tmp/record && tar -c -C /tmp/record .' |
		tar -x -m --no-same-owner -C "$3"; then
		rm -rf "$3"
		return 1
	fi
}

# same_record KEPT TAKEN: but for the kernel's release, which moves with Debian
same_record() {
	diff -ru --exclude=release "$1" "$2" && [ -s "$2/uname/release" ]
}

# test_record HOST KERNEL FOLDER
test_record() {
	local what="$1, $2" difference

	if ! take_record "$1" "$2" "$3" 2>"$3.err"; then
		not_ok "$what: compatcaps snapshot leaves a record"
		tail -n 5 "$3.err" | sed 's/^/# /'
		return
	fi
	if difference=$(same_record "$records/$1.$2" "$3" 2>&1); then
		ok "$what: the record taken today is the one in tests/hosts"
	else
		not_ok "$what: the record taken today is the one in tests/hosts ('tests/capture-hosts $1' takes it anew)"
		head -n 40 <<<"$difference" | sed 's/^/# /'
	fi
}

# test_records HOST
test_records() {
	local dir kernel

	if ! host_is_possible "$1"; then
		skip "$1: records" "$why_not"
		return
	fi
	dir=$(mktemp -d)
	for kernel in stock compat; do
		test_record "$1" "$kernel" "$dir/$kernel"
	done
	rm -rf "$dir"
}

# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Records of the emulated hosts, as folders HOST.KERNEL.

# unpack_records: writes those of tests/records to "$unpacked"/hosts and
# "$unpacked"/made-up
unpack_records() {
	unpacked=$build/records
	"$repo/tests/records/records.py" unpack "$unpacked"
}

# take_record HOST KERNEL FOLDER: writes the output of 'compatcaps snapshot' in the host
# to FOLDER. If the host fails, it leaves no folder.
take_record() {
	mkdir "$3"
	if ! "$repo/lab/boot" "$1" --kernel "$2" --file "$programs/tool/compatcaps" \
		-- sh -c 'compatcaps snapshot /tmp/record && tar -c -C /tmp/record .' |
		tar -x -m --no-same-owner -C "$3"; then
		rm -rf "$3"
		return 1
	fi
}

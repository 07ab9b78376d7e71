# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# An emulated host can hang and print nothing. Then nothing in it ends its guest.

# end_when_silent PID FILE SECONDS: ends PID if it writes nothing to FILE for that time
end_when_silent() {
	local size=-1 left=0

	while kill -0 "$1" 2>/dev/null; do
		if [ "$(stat -c %s "$2")" != $size ]; then
			size=$(stat -c %s "$2")
			left=$3
		fi
		[ $left -gt 0 ] || { kill "$1" 2>/dev/null || true; return; }
		left=$((left - 1))
		sleep 1
	done
}

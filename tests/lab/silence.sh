# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# An emulated host can hang and print nothing. Then nothing in it ends its guest.

# processor_seconds PID: what PID and its descendants have used
processor_seconds() {
	ps -e -o pid= -o ppid= -o cputimes= | awk -v root="$1" '
		{ parent[$1] = $2; seconds[$1] = $3 }
		END {
			for (pid in parent) {
				for (at = pid; at != root && at in parent; at = parent[at]) {}
				if (at == root) sum += seconds[pid]
			}
			print sum + 0
		}'
}

# end_when_silent PID FILE SECONDS: ends PID if it writes nothing to FILE for that processor
# time, because a host on a machine with much to do is slow and does not hang; or for four
# times that by the clock, because a host that waits for nothing uses no processor time
end_when_silent() {
	local size=-1 used=0 began=0

	while kill -0 "$1" 2>/dev/null; do
		if [ "$(stat -c %s "$2")" != "$size" ]; then
			size=$(stat -c %s "$2") used=$(processor_seconds "$1") began=$SECONDS
		elif [ $(($(processor_seconds "$1") - used)) -ge "$3" ] || [ $((SECONDS - began)) -ge $((4 * $3)) ]; then
			kill "$1" 2>/dev/null || true
			return
		fi
		sleep 1
	done
}

# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh
# A PATH of a system that lacks some programs. Uses $scratch.

# without PROGRAM...: makes $scratch/path, with every program of PATH but those
without() {
	rm -rf "$scratch/path"
	mkdir "$scratch/path"
	for folder in $(echo "$PATH" | tr : ' '); do
		find "$folder/" -maxdepth 1 ! -type d -exec ln -s -t "$scratch/path" {} + 2>/dev/null
	done
	for program in "$@"; do
		rm -f "$scratch/path/$program"
	done
}

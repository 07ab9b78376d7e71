# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Tries a command of the lab.

# try COMMAND...: sets $out, $err and $status
try() {
	local dir

	dir=$(mktemp -d)
	status=0
	"$@" >"$dir/out" 2>"$dir/err" </dev/null || status=$?
	out=$(cat "$dir/out")
	err=$(cat "$dir/err")
	rm -rf "$dir"
}

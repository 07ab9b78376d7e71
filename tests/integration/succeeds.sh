# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# A command that has to succeed. Needs tests/tap.sh and $work, a folder.

# succeeds TITLE COMMAND...: what it prints is in $work/log meanwhile
succeeds() {
	local title=$1

	shift
	if "$@" >"$work/log" 2>&1; then
		ok "$title"
	else
		not_ok "$title"
		sed 's/^/# /' "$work/log"
	fi
}

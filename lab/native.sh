# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Builds for this machine, with meson.

native=$build/native

# set_up FOLDER LOG OPTION...: runs 'meson setup' if that was not done before
set_up() {
	[ -e "$1/build.ninja" ] || meson setup "$1" "$repo" "${@:3}" >"$2" 2>&1
}

# build_in FOLDER LOG [TARGET...]: on a failure prints the last lines of the log and ends
# the script
build_in() {
	local folder=$1 log=$2

	shift 2
	mkdir -p "$logs"
	if ! set_up "$folder" "$log" || ! ninja -C "$folder" "$@" >"$log" 2>&1; then
		tail -n 20 "$log" >&2
		die $EXIT_NOT_BUILT "the native build failed; the whole log: $log"
	fi
}

# require_native: a failure of meson would name what is missing, but not where it comes from.
require_native() {
	local missing

	missing=$("$repo/lab/setup" --missing tool unit) ||
		die $EXIT_NO_PARTS "compatcaps is built with what this machine does not have: $missing; run 'make setup' to install the packages that this needs"
}

# build_native [TARGET...]: builds everything, or these targets
build_native() {
	require_native
	build_in "$native" "$logs/native.log" "$@"
}

# build_native_tool: sets $tool, the path of the command for this machine
build_native_tool() {
	build_native tool/compatcaps
	tool=$native/tool/compatcaps
}

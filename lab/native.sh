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

# build_native [TARGET...]: builds everything, or these targets
build_native() {
	require_commands meson ninja
	build_in "$native" "$logs/native.log" "$@"
}

# build_native_tool: sets $tool, the path of the command for this machine
build_native_tool() {
	build_native tool/compatcaps
	tool=$native/tool/compatcaps
}

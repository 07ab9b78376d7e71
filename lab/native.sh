# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Builds for this machine, by meson.

native=$build/native

# set_up FOLDER LOG OPTION...: once
set_up() {
	[ -e "$1/build.ninja" ] || meson setup "$1" "$repo" "${@:3}" >"$2" 2>&1
}

# build_in FOLDER LOG [TARGET...]: ends the script with the log's last lines where that
# fails
build_in() {
	local folder=$1 log=$2

	shift 2
	mkdir -p "$logs"
	if ! set_up "$folder" "$log" || ! ninja -C "$folder" "$@" >"$log" 2>&1; then
		tail -n 20 "$log" >&2
		die $EXIT_NOT_BUILT "the native build failed; the whole log: $log"
	fi
}

# build_native [TARGET...]: all of it, or this
build_native() {
	require_commands meson ninja
	build_in "$native" "$logs/native.log" "$@"
}

# build_native_tool: sets $tool, the command for this machine
build_native_tool() {
	build_native tool/compatcaps
	tool=$native/tool/compatcaps
}

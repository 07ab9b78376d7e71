# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# What all scripts of the lab share: paths, messages, temporary files, locks.

set -euo pipefail
export LC_ALL=C

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-${HOME:?HOME is not set, nor is XDG_CACHE_HOME}/.cache}/compatcaps
build=$repo/build
logs=$build/logs

# Exit statuses of the lab's commands; docs/lab.md documents them.
readonly EXIT_USAGE=2 EXIT_NOT_BUILT=123 EXIT_TIMEOUT=124 EXIT_HOST_DIED=125 EXIT_NO_PARTS=126

say() {
	printf '%s\n' "$*" >&2
}

# die STATUS MESSAGE...
die() {
	local status=$1

	shift
	say "${0##*/}: $*"
	exit "$status"
}

# Temporary folders of this process; they are removed when it ends for any reason. They
# are beside their target, so that a finished one can be renamed: what has its final name
# is complete.
tmpdirs=() tmpdirs_of=$BASHPID

remove_tmpdirs() {
	local dir

	for dir in "${tmpdirs[@]}"; do
		chmod -R u+w "$dir" 2>/dev/null || true
		rm -rf "$dir"
	done
}

# A second signal must not end what a first one began: half a folder would remain.
ignore_signals() {
	trap '' INT TERM HUP
}
trap 'ignore_signals; remove_tmpdirs' EXIT

# still_runs PROCESS: whether it, or a process of its group, still runs. A process of the group
# that has ended, but that its parent has not waited for, does not.
still_runs() {
	kill -0 "$1" 2>/dev/null || pgrep -g "$1" -r D,R,S,T >/dev/null 2>&1
}

# end_started PROCESS: ends a background process of this shell and all of its group, and
# returns when nothing of it runs. One TERM is not enough: the child of a shell that has
# just forked has the shell's trap until its exec, and forgets the signal.
end_started() {
	local tenths

	for ((tenths = 0; tenths < 600; tenths++)); do
		[ $((tenths % 10)) != 0 ] || kill -TERM -- "-$1" 2>/dev/null || kill -TERM "$1" 2>/dev/null || true
		still_runs "$1" || return 0
		sleep 0.1
	done
	kill -KILL -- "-$1" 2>/dev/null || kill -KILL "$1" 2>/dev/null || true
}

# If a command fails without a message, name it at least.
name_failure() {
	say "${0##*/}: '$BASH_COMMAND' failed with status $1 (${BASH_SOURCE[1]##*/}:$2)"
}
set -E
trap 'name_failure $? $LINENO' ERR
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

# The path of the cache appears in apt's configuration, in command lines of QEMU and in
# lists of words. No quoting works for all of these.
check_cache_path() {
	[[ $cache == /* ]] ||
		die $EXIT_USAGE "the path of the cache must be absolute, not '$(visible "$cache")'; set XDG_CACHE_HOME or HOME"
	[[ $cache =~ ^[A-Za-z0-9/._@+~-]+$ ]] ||
		die $EXIT_USAGE "the path of the cache can contain only letters, digits and / . _ @ + ~ -, not '$(visible "$cache")'; set XDG_CACHE_HOME or HOME"
}

# visible TEXT: replaces what could control a terminal
visible() {
	printf %s "$1" | tr -c '[:print:]' '?'
}
check_cache_path

# own_tmpdirs: a subshell knows its parent's list, but not its trap
own_tmpdirs() {
	[ "$tmpdirs_of" != "$BASHPID" ] || return 0
	tmpdirs=() tmpdirs_of=$BASHPID
	trap 'ignore_signals; remove_tmpdirs' EXIT
}

# new_tmpdir PARENT: sets $tmpdir
new_tmpdir() {
	own_tmpdirs
	mkdir -p "$1" || die $EXIT_NO_PARTS "cannot create $1"
	tmpdir=$(mktemp -d "$1/.tmp.XXXXXX") ||
		die $EXIT_NO_PARTS "cannot write below $1 ($(free_space "$1"))"
	tmpdirs+=("$tmpdir")
}

free_space() {
	df -h --output=avail,target "$1" 2>/dev/null |
		awk 'NR == 2 { print $1 " free on " $2 }'
}

# replace_dir NEW FINAL: renames a finished folder to its final name
replace_dir() {
	chmod 755 "$1"
	rm -rf "$2"
	mv -T "$1" "$2"
}

# with_lock NAME COMMAND...: runs one process at a time, and waits for a limited time. A
# failure ends the script: after "||" the shell would continue after a failed step.
with_lock() {
	local name=$1 fd

	shift
	mkdir -p "$cache" || die $EXIT_NO_PARTS "cannot create $cache"
	exec {fd}>"$cache/.lock-$name"
	if ! flock -w 5 "$fd"; then
		say "waiting for another process that prepares '$name'"
		flock -w 1800 "$fd" ||
			die $EXIT_NO_PARTS "another process has held $cache/.lock-$name for half an hour"
	fi
	"$@" {fd}>&-
	exec {fd}>&-
}

make_missing() {
	[ -e "$1" ] || "${@:2}"
}

# make_once FILE NAME COMMAND...: COMMAND makes FILE if it is missing, one process at a
# time. What is there is whole, and nobody waits for it.
make_once() {
	[ -e "$1" ] || with_lock "$2" make_missing "$1" "${@:3}"
}

# loader_of FOLDER: prints the loader that starts programs for this machine with the C
# library of that part. In Debian 12 the name below lib64 is a link to the system's own.
# With the library of another suite a program then ends with "stack smashing detected".
loader_of() {
	find "$1" -type f -name ld-linux-x86-64.so.2 -print -quit
}

# What installs the packages of a command, if 'make setup' does not
declare -A setup_commands=(
	[build-qemu]='lab/setup qemu' [build-libvirt]='lab/setup libvirt'
	[build-kernel]='lab/setup tool full'
)

require_commands() {
	local command setup=${setup_commands[${0##*/}]:-make setup}

	for command in "$@"; do
		command -v "$command" >/dev/null ||
			die $EXIT_NO_PARTS "'$command' is missing; run '$setup' to install the packages that this needs"
	done
}

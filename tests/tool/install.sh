#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# install.sh SOURCE EXAMPLE.c [CC]
#
# 'make install' with DESTDIR and PREFIX: all files are below them and where they
# belong, a program of somebody else's builds by pkg-config and runs, and the
# manual pages are found. On PATH there is neither apt-get nor dpkg: what it is built
# with can come from anywhere.
set -u
# The umask of the user who installs: the files must be readable for everybody nevertheless.
umask 077
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/other_system.sh"
. "$(dirname "$0")/hardening.sh"
source=$1
example=$2
cc=${3:-cc}
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
build=$scratch/build
dest=$scratch/dest
prefix=/opt/compatcaps
root=$dest$prefix

# result TITLE COMMAND...
result() {
	title=$1
	shift
	if "$@" >"$scratch/why" 2>&1; then
		ok "$title"
		return
	fi
	not_ok "$title"
	sed 's/^/# /' "$scratch/why"
}

install_all() {
	PATH=$scratch/path make -s -C "$source" install build="$build" DESTDIR="$dest" PREFIX=$prefix
}

installed() {
	set -- "$(cd "$root" && find . -path "$1" | head -n 1)"
	[ -n "$1" ] && [ -s "$root/$1" ]
}

only_below_prefix() {
	[ -z "$(cd "$dest" && find . -type f ! -path ".$prefix/*")" ]
}

for_everybody() {
	unreadable=$(find "$root" ! -type l ! -perm -004 -o -type d ! -perm -005 -o -path '*/bin/*' -type f ! -perm -005)
	echo "$unreadable"
	[ -z "$unreadable" ]
}

# Installed text files contain no path of the build or of DESTDIR.
no_path_of_the_build() {
	! grep -rIlF -e "$scratch" -e "$source/" "$dest"
}

config() {
	PKG_CONFIG_PATH=$(dirname "$(find "$root" -name libcompatcaps.pc)") \
		PKG_CONFIG_SYSROOT_DIR=$dest pkg-config "$@" libcompatcaps
}

build_example() {
	# Options are words.
	# shellcheck disable=SC2046
	"$cc" -Wall -Wextra -Werror -o "$scratch/example" "$example" $(config --cflags --libs)
}

# A host without KVM has no answer; that counts as an answer here.
run_example() {
	LD_LIBRARY_PATH=$(dirname "$(find "$root" -name libcompatcaps.so.0)") "$scratch/example"
	[ $? -le 1 ]
}

run_tool() {
	LD_LIBRARY_PATH=$(dirname "$(find "$root" -name libcompatcaps.so.0)") "$root/bin/compatcaps" --version
}

# The one that was installed with it
unit_starts_command() {
	started=$(sed -n 's/^ExecStart=\([^ ]*\).*/\1/p' "$root/lib/systemd/system/compatcaps-collect@.service")
	[ "$started" = $prefix/bin/compatcaps ] && [ -x "$dest$started" ]
}

same_version() {
	[ "compatcaps $(config --modversion)" = "$(run_tool)" ]
}

# Each function has a page of its name.
pages_of_functions() {
	sed -n 's/^\t\(compatcaps_[a-z0-9_]*\);$/\1/p' "$source/lib/libcompatcaps.sym" |
		while read -r name; do
			[ -s "$root/share/man/man3/$name.3" ] || echo "$name.3 is missing"
		done >"$scratch/missing"
	cat "$scratch/missing"
	[ ! -s "$scratch/missing" ]
}

# As whoever has no root does it
runs_from_home() {
	PATH=$scratch/path make -s -C "$source" install build="$build" PREFIX="$scratch/home" >"$scratch/log" 2>&1 &&
		"$scratch/home/bin/compatcaps" --version
}

without apt apt-get apt-cache dpkg dpkg-query dpkg-deb
result "make install" install_all
for path in './bin/compatcaps' './include/compatcaps.h' './lib*/libcompatcaps.so' \
	'./lib*/libcompatcaps.so.0' './lib*/libcompatcaps.pc' './share/man/man1/compatcaps.1' \
	'./share/man/man1/compatcaps-fleet.1' \
	'./share/compatcaps/compatcaps-domains.schema.json' \
	'./share/compatcaps/compatcaps-fleet-domains.schema.json' \
	'./share/compatcaps/compatcaps-fleet.schema.json' \
	'./share/man/man3/libcompatcaps.3' './share/man/man5/compatcaps-record.5' \
	'./share/bash-completion/completions/compatcaps' './share/zsh/site-functions/_compatcaps' \
	'./share/compatcaps/compatcaps-host.schema.json' \
	'./share/compatcaps/compatcaps-record.schema.json' \
	'./share/compatcaps/compatcaps-validation.schema.json' \
	'./lib/systemd/system/compatcaps-collect@.service' './lib/systemd/system/compatcaps-collect@.timer' \
	'./lib/systemd/system/compatcaps-collect@labels.service.d/output.conf' \
	'./lib/systemd/system/compatcaps-collect@metrics.service.d/output.conf'; do
	result "$path" installed "$path"
done
result "each function has a manual page" pages_of_functions
result "nothing is outside of PREFIX" only_below_prefix
result "everybody may read it, whatever the umask is" for_everybody
result "no file names the folder of the build" no_path_of_the_build
result "the command runs" run_tool
hardened bin/compatcaps
result "bin/compatcaps: position independent" is_position_independent "$root/bin/compatcaps"
result "it is the only program" [ "$(ls "$root/bin")" = compatcaps ]
hardened "$(cd "$root" && find lib* -name 'libcompatcaps.so.0.*' | head -n 1)"
result "the service starts the command that was installed" unit_starts_command
result "command and pkg-config have the same version" same_version
result "a program builds by pkg-config" build_example
result "and runs" run_example
result "the command runs from a PREFIX without DESTDIR" runs_from_home
finish

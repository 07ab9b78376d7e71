#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# setup.sh SOURCE: what lab/setup finds, installs or names, on systems with and
# without apt-get. Nothing is installed: its apt-get stands in for one.
set -u
. "$(dirname "$0")/outcome.sh"
. "$(dirname "$0")/other_system.sh"
setup=$1/lab/setup
unset CC

# on_other_system [NAME=VALUE...] COMMAND...
on_other_system() {
	run env PATH="$scratch/path" "$@"
}

# stand_in NAME LINE...: a program of that system
stand_in() {
	name=$1
	shift
	rm -f "$scratch/path/$name"
	printf '%s\n' '#!/bin/sh' "$@" >"$scratch/path/$name"
	chmod 755 "$scratch/path/$name"
}

names_packages() {
	err_has "apt-get install $1" && err_has "dnf install $2" && err_has "zypper install $3"
}

silent() {
	code_is 0 && out_is_empty && [ ! -s "$scratch/err" ]
}

# --- no apt-get

without apt-get dpkg-query
on_other_system "$setup" tool
result 'what is needed is there: nothing is said' silent
on_other_system CC='cc -nostdinc' "$setup" tool
result 'no header of the C library: 126' code_is 126
result 'its packages are named' names_packages libc6-dev glibc-devel glibc-devel
on_other_system CC=no-such-compiler "$setup" tool
result 'no compiler: 126' code_is 126
result 'its packages are named, with the header that it cannot find' \
	names_packages 'gcc libc6-dev' 'gcc glibc-devel' 'gcc glibc-devel'
on_other_system PKG_CONFIG_LIBDIR=/nonexistent PKG_CONFIG_PATH='' "$setup" tool
result 'no library: 126' code_is 126
result 'it is said which' err_has 'what is missing here: libcjson>=1.7.15'
result 'its packages are named' names_packages libcjson-dev cjson-devel cJSON-devel
on_other_system PKG_CONFIG_LIBDIR=/nonexistent PKG_CONFIG_PATH='' "$setup" --missing tool
result '--missing: 1' code_is 1
result '--missing: what is missing, and nothing else' out_is 'libcjson>=1.7.15'
on_other_system "$setup" --missing tool
result '--missing, and nothing is: nothing is said' silent
mkdir "$scratch/only-cjson"
cp "$(pkg-config --variable=pcfiledir libcjson)/libcjson.pc" "$scratch/only-cjson/"
on_other_system PKG_CONFIG_LIBDIR="$scratch/only-cjson" PKG_CONFIG_PATH='' "$setup" tool domain
result 'no libxml2: compatcaps can be built' code_is 0
result 'it is said which command is missing' err_has "without the command 'domain'; missing here: libxml-2.0"
result 'the packages of libxml2 are named' names_packages libxml2-dev libxml2-devel libxml2-devel
on_other_system PKG_CONFIG_LIBDIR="$scratch/only-cjson" PKG_CONFIG_PATH='' "$setup" tool
result 'without the group domain: nothing is said' silent
on_other_system "$setup" lab
result 'the lab: 126' code_is 126
result 'the lab needs Debian' err_has 'this is not a Debian system (no apt-get)'
stand_in meson 'echo 0.63.3'
on_other_system "$setup" tool
result 'a meson that is too old: 126' code_is 126
result 'which one is needed' err_has 'what is missing here: meson>=1.0'
rm "$scratch/path/meson"
on_other_system "$setup" tool
result 'no meson: 126' code_is 126
result 'its package is named' names_packages meson meson meson

# --- 'make run' on a POWER machine without apt-get, as far as another machine can tell:
# packages that only tests need are missing, and the command says that this is not such a machine

# In a copy: a build that was made with this PATH does not build again with another one.
answer_here() {
	mkdir -p "$scratch/pkgconfig" "$scratch/source"
	tar -c -C "${setup%/lab/setup}" --exclude=./build --exclude=./.git . | tar -x -C "$scratch/source"
	cp "$(pkg-config --variable=pcfiledir libcjson)/libcjson.pc" "$scratch/pkgconfig/"
	stand_in uname 'echo ppc64le'
	timeout 100 env PATH="$scratch/path" PKG_CONFIG_LIBDIR="$scratch/pkgconfig" PKG_CONFIG_PATH='' \
		"$scratch/source/lab/run" >"$scratch/out" 2>"$scratch/err" </dev/null
	code=$?
}

without apt-get dpkg-query cmake
case $(uname -m) in
ppc64*) skip 'make run on POWER' 'this is such a machine' ;;
*)
	answer_here
	result 'make run on POWER: the command is built and asked' err_has 'compatcaps: this machine is '
	result 'make run on POWER: its exit code' code_is 4
	;;
esac
without apt-get dpkg-query meson

# --- apt-get

an_apt_get='echo "$@" >>"${0%/*}/apt-get.log"'
its_status='exit "$(cat "${0%/*}/apt-get.code")"'
stand_in apt-get "$an_apt_get" "$its_status"
stand_in sudo 'echo sudo >>"${0%/*}/apt-get.log"' 'exec "$@"'
stand_in id 'echo 0'

# with_apt CODE GROUP...: apt-get ends with that
with_apt() {
	rm -f "$scratch/path/apt-get.log"
	echo "$1" >"$scratch/path/apt-get.code"
	shift
	on_other_system "$setup" "$@"
}

asked_apt() {
	[ "$(cat "$scratch/path/apt-get.log")" = "$1" ]
}

with_apt 0 tool
result 'with apt-get what is missing is installed' code_is 0
result 'that, and nothing else' asked_apt 'install -y -q --no-install-recommends meson'
PKG_CONFIG_LIBDIR=$scratch/only-cjson PKG_CONFIG_PATH='' with_apt 0 tool domain
result 'with apt-get libxml2 is installed, too' asked_apt 'install -y -q --no-install-recommends meson libxml2-dev'
with_apt 1 tool
result 'an apt-get that fails: 126' code_is 126
result 'an apt-get that fails is said' err_has 'apt-get could not install the packages above'
stand_in apt-get '[ "$1" = update ] || { echo "E: Unable to locate package x"; exit 100; }'
on_other_system "$setup" tool
result 'a package that Debian does not have: 1, for that is no matter of the mirror' code_is 1
stand_in apt-get 'echo "E: Unable to locate package x"; exit 100'
on_other_system "$setup" tool
result 'unless the lists cannot be read: 126' code_is 126
stand_in apt-get "$an_apt_get" "$its_status"
stand_in id 'echo 1000'
with_apt 0 tool
result 'a user with sudo' code_is 0
result 'becomes root for that alone' asked_apt "sudo
install -y -q --no-install-recommends meson"
rm "$scratch/path/sudo"
with_apt 0 tool
result 'a user without sudo: 126' code_is 126
result 'the package is named' names_packages meson meson meson
stand_in dpkg-query 'exit 1'
with_apt 0 check
result 'a user without sudo and the lab: 126' code_is 126
result 'is told what to install' err_has 'root or sudo is needed to install: clang-format-19 perl'

# --- command lines

on_other_system "$setup" nonsense
result 'an unknown group: 2' code_is 2
result 'an unknown group is said' err_has "unknown group 'nonsense'; groups are: bench check domain fresh"
on_other_system "$setup" --help
result 'help' out_has 'usage: lab/setup [--missing] [GROUP...]'
finish

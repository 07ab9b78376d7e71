#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# build_deb.sh BUILD-DEB
#
# The DKMS package is the same whatever the umask of whoever builds it is.
set -u
. "$(dirname "$0")/../tool/outcome.sh"
build_deb=$1

if ! command -v dpkg-deb >/dev/null; then
	echo "1..0 # SKIP no dpkg-deb"
	exit 0
fi
export SOURCE_DATE_EPOCH=1700000000
for mask in 022 077 002; do
	(umask $mask && "$build_deb" "$scratch/$mask" >/dev/null) 2>"$scratch/err"
	code=$?
	result "umask $mask: it is built" code_is 0
	result "umask $mask: the same package" cmp "$scratch/022/"*.deb "$scratch/$mask/"*.deb
done
dpkg-deb --contents "$scratch/077/"*.deb >"$scratch/out"
result "all in it can be read by everybody" [ "$(grep -vcE '^(drwxr-xr-x|-rw[x-]r-[x-]r-[x-]) root/root ' "$scratch/out")" -eq 0 ]
finish

#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# foreign.sh PROGRAM LIBRARY SANITIZER
#
# Runs a Python program on the shared library; 77 (skipped) where that cannot be.
set -u
skip() {
	echo "skipped: $*"
	exit 77
}

command -v python3 >/dev/null || skip "there is no python3"
[ "$3" = none ] || skip "python3 does not start with the $3 sanitizer"
exec python3 "$1" "$2"

#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# symbols.sh HEADER MAP [NM LIBRARY]
#
# The public header and the symbol map name the same functions, and a shared
# library exports exactly these.
set -u
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

tr '\n\t' '  ' <"$1" | grep -o 'COMPATCAPS_API [^;(]*(' |
	grep -o 'compatcaps_[a-z0-9_]* *(' | tr -d ' (' | sort \
	>"$scratch/header"
sed -n 's/^\t\(compatcaps_[a-z0-9_]*\);$/\1/p' "$2" | sort >"$scratch/map"
if [ ! -s "$scratch/header" ]; then
	echo "no function found in $1"
	exit 1
fi
diff -u "$scratch/header" "$scratch/map" || exit 1
[ $# -ge 4 ] || exit 0
"$3" -D --defined-only "$4" |
	sed -n 's/^[0-9a-f]* T \([^@]*\).*/\1/p' | sort >"$scratch/library"
diff -u "$scratch/header" "$scratch/library"

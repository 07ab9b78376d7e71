#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# manual_example.sh PAGE: the program among the EXAMPLES of a manual page, as C.
set -eu
sed -n '/^\.SH EXAMPLES/,/^\.EE/p' "$1" |
	sed -e '1,/^\.EX/d' -e '/^\.EE/d' -e 's/^\\&$//' -e 's/\\-/-/g' -e 's/\\e/\\/g'

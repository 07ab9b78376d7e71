# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Modules that are built against the headers of Debian's kernels.

# compiler_options HEADERS: for make. The headers package names the compiler that built the
# kernel. If this machine has another one, switch off what only that compiler understands.
compiler_options() {
	local wanted

	wanted=$(sed -n 's/^CC = .*\(gcc-[0-9]*\)$/\1/p' "$1/.kernelvariables")
	command -v "powerpc64le-linux-gnu-$wanted" >/dev/null && return
	echo CC=powerpc64le-linux-gnu-gcc CC_FLAGS_FTRACE= \
		CONFIG_CC_HAS_MIN_FUNCTION_ALIGNMENT=
}

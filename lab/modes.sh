# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# The processor modes of include/raw/modes.def, for scripts. A mode has the name that
# QEMU's max-cpu-compat uses; a version is the device tree's cpu-version, eight
# hexadecimal digits.

# all_modes: prints a line for each: mode, version, upper half of the raw PVR
all_modes() {
	sed -nE 's/^COMPAT_MODE\([A-Z0-9]+, "([^"]+)", 0x([0-9a-f]{8}), 0x([0-9a-f]{4}), .*/\L\1 \2 \3/p' \
		"$repo/include/raw/modes.def"
}

# version_of MODE
version_of() {
	all_modes | awk -v mode="$1" '$1 == mode { print $2 }'
}

# mode_of VERSION: prints the mode; raw-MODE for a raw PVR; "-" for "-"
mode_of() {
	all_modes | awk -v version="$1" '
		$2 == version { mode = $1 }
		$3 == substr(version, 1, 4) { mode = "raw-" $1 }
		END { print version == "-" ? version : mode ? mode : "unknown-" version }'
}

# hardware_number MODE: prints the version as the kernel prints it in "Hardware name:"
hardware_number() {
	printf '0x%x\n' "0x$(version_of "$1")"
}

# print_mode MODE: a mode as mode_of prints it, in the spelling of tables and of compatcaps
print_mode() {
	case $1 in
	raw-*) echo "$(print_mode "${1#raw-}") raw" ;;
	power11) echo Power11 ;;
	power*) echo "POWER${1#power}" ;;
	*) echo "$1" ;;
	esac
}

# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# A fleet's page in a browser, and what integration/ has on the engines it is for.

fleet_tests=(page prometheus systemd kubernetes)

# Without one on the machine, the page is looked at with one from the cache.
prepare_fleet() {
	command -v chromium-headless-shell chromium >/dev/null || "$repo/lab/fetch" browser
	"$repo/lab/fetch" engines
}

# test_fleet NAME: numbers and plans are the runner's matter
test_fleet() {
	local output status=0
	local -a arguments=()

	[ "$1" = page ] || arguments=("$build/native")
	output=$("$repo/tests/fleet/$1" "${arguments[@]}" 2>&1) || status=$?
	sed -n -E "s/^1\.\.0 # SKIP (.*)/ok - fleet: $1 # SKIP \1/p
		/^1\.\./d
		s/^((not )?ok) [0-9]+ /\1 /p; t; p" <<<"$output"
	[ $status = 0 ] || grep -q '^not ok' <<<"$output" ||
		not_ok "fleet: $1 ended with status $status"
}

# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# A headless Chromium for tests of pages: the machine's, or the one that
# `lab/fetch browser` puts into the cache. Where the machine allows it, it runs in
# name spaces of its own, without a network.
#
# Needs lab/lib.sh, lab/suite.sh (after find_suite) and tests/lab/contained.sh.

# Chromium's own sandbox cannot be had by root, nor within other name spaces;
# what it is shown here are pages of this repository.
chromium_options=(--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --hide-scrollbars
	--disable-extensions --disable-sync --disable-background-networking --no-first-run
	--disable-breakpad --disable-crash-reporter)

# who_unshares: the words with which this user gets name spaces
who_unshares() {
	[ "$(id -u)" = 0 ] || echo --user --map-root-user
}

# find_chromium FOLDER: with the folder of the pages that it is to show. Sets
# $chromium, the words that start it, and $pages_url, the folder as it sees it;
# or fails and sets $why_not.
find_chromium() {
	local folder=$1 program
	local -a name_spaces

	read -ra name_spaces < <(who_unshares; echo)
	name_spaces+=(--net)
	program=$(command -v chromium-headless-shell || command -v chromium) || program=
	if [ -n "$program" ] && [ "${COMPATCAPS_BROWSER:-}" != fetched ]; then
		chromium_of_machine "$program"
	elif [ -x "$suite_dir/browser/usr/lib/chromium/chromium-headless-shell" ]; then
		chromium_of_cache
	else
		why_not="no chromium-headless-shell; 'lab/fetch browser' fetches one"
		return 1
	fi
}

chromium_of_machine() {
	chromium=(env HOME="$folder" "$1" "${chromium_options[@]}" --user-data-dir="$folder/profile")
	pages_url=file://$folder
	if limit=10 contained "${name_spaces[@]}" --mount-proc true 2>/dev/null; then
		chromium=(contained "${name_spaces[@]}" --mount-proc "${chromium[@]}")
	fi
}

# The fetched one comes with its own libc and starts itself anew, by its own name:
# it gets a root of its own.
chromium_of_cache() {
	local root=$suite_dir/browser inside

	# shellcheck disable=SC2016 # expanded inside
	inside='root=$1 folder=$2; shift 2
		mount --rbind /dev "$root/dev" && mount --bind "$folder" "$root/tmp" || exit 126
		HOME=/tmp PATH=$PATH:/usr/sbin:/sbin
		export HOME PATH
		exec chroot "$root" "$@"'
	chromium=(contained "${name_spaces[@]}" --mount-proc="$root/proc"
		sh -c "$inside" sh "$root" "$folder")
	pages_url=file:///tmp
	if ! limit=10 "${chromium[@]}" /usr/lib/chromium/chromium-headless-shell --version >/dev/null 2>&1; then
		why_not="the Chromium in the cache needs name spaces (unshare, mount, chroot), and this machine does not let us have them"
		return 1
	fi
	chromium+=(/usr/lib/chromium/chromium-headless-shell "${chromium_options[@]}" --user-data-dir=/tmp/profile)
}

# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Runs commands in their own name spaces, for systems that a test installs.

# contained COMMAND...: ends after $limit seconds, or $usual_limit; its processes and
# mounts end with it
contained() {
	timeout --foreground --kill-after=10 "${limit:-$usual_limit}" \
		nice unshare --mount --pid --fork --kill-child "$@" </dev/null
}

# copy_network_settings ROOT: how this machine reaches the mirror applies there, too
copy_network_settings() {
	apt-config dump | grep -E '^Acquire::(https?|Check)[^ ]* "' >"$1/etc/apt/apt.conf.d/00machine" || true
	cp /etc/resolv.conf /etc/hosts "$1/etc/" 2>/dev/null || true
}

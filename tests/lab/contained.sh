# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Commands in name spaces of their own, for systems that a test lays out.

# contained COMMAND...: within $limit seconds, or $usual_limit; its processes and
# mounts end with it
contained() {
	timeout --foreground --kill-after=10 "${limit:-$usual_limit}" \
		nice unshare --mount --pid --fork --kill-child "$@" </dev/null
}

# copy_network_settings ROOT: how this machine reaches the mirror holds there, too.
copy_network_settings() {
	apt-config dump | grep -E '^Acquire::(https?|Check)[^ ]* "' >"$1/etc/apt/apt.conf.d/00machine" || true
	cp /etc/resolv.conf /etc/hosts "$1/etc/" 2>/dev/null || true
}

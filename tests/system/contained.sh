# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Commands in name spaces of their own, for systems that a test lays out.

# contained COMMAND...: within $limit seconds, or $usual_limit; its processes and
# mounts end with it
contained() {
	timeout --foreground --kill-after=10 "${limit:-$usual_limit}" \
		nice unshare --mount --pid --fork --kill-child "$@" </dev/null
}

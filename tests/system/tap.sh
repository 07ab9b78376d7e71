# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# TAP lines of one test job. A job prints "ok - what" and "not ok - what"
# without numbers; the one who collects all jobs counts.

ok() {
	echo "ok - $*"
}

not_ok() {
	echo "not ok - $*"
}

skip() {
	echo "ok - $1 # SKIP $2"
}

# is GOT WANTED WHAT
is() {
	if [ "$1" = "$2" ]; then
		ok "$3"
	else
		not_ok "$3"
		printf '#   got:    %s\n#   wanted: %s\n' "${1//$'\n'/$'\n'#           }" "$2"
	fi
}

# like TEXT PATTERN WHAT: an extended regular expression, on any line
like() {
	if grep -qE -- "$2" <<<"$1"; then
		ok "$3"
	else
		not_ok "$3"
		printf '#   no line like: %s\n' "$2"
		head -n 20 <<<"$1" | sed 's/^/#   | /'
	fi
}

# number PATTERN FILE
number() {
	grep -cE "$1" "$2" || true
}

# tally FILE: sets $s, $f and $p, how many lines are skipped, failed and passed
tally() {
	s=$(number '^ok .*# SKIP' "$1")
	f=$(number '^not ok ' "$1")
	p=$(($(number '^ok ' "$1") - s))
}

# show_failures FILE: the lines that failed, with what they say
show_failures() {
	awk '/^(not )?ok / { bad = /^not/ } bad { print "  " $0 }' "$1"
}

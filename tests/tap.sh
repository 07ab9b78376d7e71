# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh
# TAP for shell tests, without numbers. For a plan, call finish at the end, in the shell
# that printed the lines.

tap_count=0
tap_failed=0

ok() {
	tap_count=$((tap_count + 1))
	printf 'ok - %s\n' "$*"
}

not_ok() {
	tap_count=$((tap_count + 1))
	tap_failed=1
	printf 'not ok - %s\n' "$*"
}

# skip WHAT WHY
skip() {
	ok "$1 # SKIP $2"
}

# skip_all WHY: ends the test
skip_all() {
	echo "1..0 # SKIP $1"
	exit 0
}

# finish: prints the plan, and exits with the status of the test
finish() {
	echo "1..$tap_count"
	exit $tap_failed
}

# is GOT WANTED WHAT
is() {
	if [ "$1" = "$2" ]; then
		ok "$3"
	else
		not_ok "$3"
		printf 'got:    %s\nwanted: %s\n' "$1" "$2" | sed 's/^/#   /'
	fi
}

# like TEXT PATTERN WHAT: PATTERN is an extended regular expression for any one line
like() {
	if grep -qE -e "$2" <<-END
		$1
	END
	then
		ok "$3"
	else
		not_ok "$3"
		printf '#   no line like: %s\n' "$2"
		printf '%s\n' "$1" | sed -n '1,20s/^/#   | /p'
	fi
}

# number PATTERN FILE
number() {
	grep -cE -e "$1" "$2" || true
}

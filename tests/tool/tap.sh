# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh
# What the shell tests of the tool share: TAP, and a run's output to judge.

LC_ALL=C
export LC_ALL
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
count=0
failed=0
code=0

# result TITLE CONDITION...: with the last run's output if the condition is false
result() {
	title=$1
	shift
	count=$((count + 1))
	if "$@"; then
		printf "ok %d - %s\n" $count "$title"
		return
	fi
	printf "not ok %d - %s\n" $count "$title"
	echo "# exit code $code"
	cat "$scratch/out" "$scratch/err" 2>/dev/null | head -c 2000 | cat -v | sed 's/^/# /'
	echo
	failed=1
}

# is GOT WANTED TITLE
is() {
	count=$((count + 1))
	if [ "$1" = "$2" ]; then
		printf "ok %d - %s\n" $count "$3"
		return
	fi
	printf "not ok %d - %s\n" $count "$3"
	printf '# got:    %s\n# wanted: %s\n' "$1" "$2"
	failed=1
}

skip() {
	count=$((count + 1))
	echo "ok $count - $1 # SKIP $2"
}

# finish: the plan, and the exit status of the test
finish() {
	echo "1..$count"
	exit $failed
}

# run COMMAND...: sets $code, and $scratch/out and $scratch/err
run() {
	timeout 20 "$@" >"$scratch/out" 2>"$scratch/err" </dev/null
	code=$?
}

code_is() {
	[ "$code" -eq "$1" ]
}

out_is_empty() {
	[ ! -s "$scratch/out" ]
}

# out_is TEXT
out_is() {
	[ "$(cat "$scratch/out")" = "$1" ]
}

out_has() {
	grep -qF -e "$1" "$scratch/out"
}

err_has() {
	grep -qF -e "$1" "$scratch/err"
}

# One line that begins with the program's name and can go to a terminal.
err_is_one_line() {
	[ "$(wc -l <"$scratch/err")" -eq 1 ] &&
		grep -q '^compatcaps: [ -~]*$' "$scratch/err"
}

# refused CODE [WORDS]: that exit code, nothing on standard output, and one line
# on standard error, with those words in it
refused() {
	code_is "$1" && out_is_empty && err_is_one_line && err_has "${2:-}"
}

# answers OUTPUT: exit code 0, and that
answers() {
	code_is 0 && out_is "$1" && [ ! -s "$scratch/err" ]
}

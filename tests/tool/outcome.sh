# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh
# What the shell tests of the command share: a run of it, and its outcome to judge.

. "$(dirname "$0")/../tap.sh"

LC_ALL=C
export LC_ALL
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
code=0

# result TITLE CONDITION...: with the last run's output if the condition is false
result() {
	title=$1
	shift
	if "$@"; then
		ok "$title"
		return
	fi
	not_ok "$title"
	echo "# exit code $code"
	cat "$scratch/out" "$scratch/err" 2>/dev/null | head -c 2000 | cat -v | sed 's/^/# /'
	echo
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

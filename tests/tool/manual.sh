#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# manual.sh PROGRAM SOURCE EXAMPLE
#
# The manual pages say what is there, and nothing else: the command's words and
# exit codes, the library's functions and errors, the paths of a record. EXAMPLE
# is the program of libcompatcaps(3).
set -u
. "$(dirname "$0")/../tap.sh"
program=$1
source=$2
example=$3
command_page=$source/man/compatcaps.1
library_page=$source/man/libcompatcaps.3
record_page=$source/man/compatcaps-record.5
fleet_page=$source/man/compatcaps-fleet.1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

# differs TITLE
differs() {
	not_ok "$1"
	sed 's/^/# /' "$scratch/why"
}

# same TITLE: are there lines in `there`, and the same ones in `page`?
same() {
	sort -u "$scratch/there" >"$scratch/there.sorted"
	sort -u "$scratch/page" >"$scratch/page.sorted"
	diff -u "$scratch/there.sorted" "$scratch/page.sorted" >"$scratch/why"
	if [ -s "$scratch/there.sorted" ] && [ ! -s "$scratch/why" ]; then
		ok "$1"
	else
		differs "$1"
	fi
}

there() {
	cat >"$scratch/there"
}

page() {
	cat >"$scratch/page"
}

# section TITLE FILE: of a page, without its macros and escapes
section() {
	awk -v title="$1" '/^\.SH / { inside = substr($0, 5) == title } inside' "$2" |
		sed -e 's/\\f[A-Z]//g' -e 's/\\-/-/g' -e 's/\\&//g' -e 's/"//g'
}

# tags TITLE FILE: the tag of each tagged paragraph there
tags() {
	section "$1" "$2" |
		awk 'tag { sub(/^\.[A-Z]* */, ""); print } { tag = /^\.T[PQ]/ }'
}

# help_part TITLE: the lines of --help below a title
help_part() {
	awk -v title="$1" '$0 == title { inside = 1; next } !NF { inside = 0 } inside' "$scratch/help"
}

options_of() {
	grep -oE '(^|[ ,])--?[A-Za-z][a-z-]*' | tr -d ' ,'
}

names_of() {
	tr '\n' ' ' <"$source/lib/names.c" |
		grep -oE "\[COMPATCAPS_$1_[A-Z0-9_]*\] = *[[:space:]]*\"[^\"]*\"" | cut -d '"' -f 2
}

# as_help_says PAGE [GROUP]: commands, options and exit codes
as_help_says() {
	title="${1##*/}"
	"$program" ${2:+"$2"} --help >"$scratch/help" || exit 1
	help_part 'Commands:' | awk '{ print $1 }' | there
	tags COMMANDS "$1" | awk '{ print $1 }' | page
	same "$title: commands"
	section SYNOPSIS "$1" | tr ' {}[]|' '\n' | grep -xFf "$scratch/there" | page
	same "$title: commands of the synopsis"
	# Of each line of the help, only the part before its text
	help_part 'Options:' | cut -c 1-27 | options_of | there
	tags OPTIONS "$1" | options_of | page
	same "$title: options"
	help_part 'Exit codes:' | awk '{ print $1 }' | there
	tags 'EXIT STATUS' "$1" | page
	same "$title: exit codes"
}

as_help_says "$fleet_page" fleet
grep -hoE 'getenv\("[A-Z_]*"\)' "$source"/fleet/*.c "$source"/fleet/*/*.c | cut -d '"' -f 2 | there
tags ENVIRONMENT "$fleet_page" | page
same "compatcaps-fleet.1: environment"

as_help_says "$command_page"

sed -n 's/^SOURCE: *//p' "$scratch/help" | sed 's/, /\n/g' | there
tags SOURCES "$command_page" | page
same "compatcaps(1): sources"

sed -n 's/^MODE: *//p' "$scratch/help" | sed 's/, /\n/g' | there
section MODES "$command_page" | awk '/^\.PP/ { exit } { print }' | grep -oi 'power[0-9]*' | page
same "compatcaps(1): modes"

{ names_of REASON && names_of CERTAINTY; } | there
tags MODES "$command_page" | page
same "compatcaps(1): reasons and certainties"

sed -n 's/.*EXIT_[A-Z_]*, "\([a-z-]*\)".*/\1/p' "$source/tool/failure.c" | there
section JSON "$command_page" | sed -n '/^\.B code/,/^\.B message/p' |
	grep -oE '[a-z]+(-[a-z]+)*' | grep -vxE 'code|message' | page
same "compatcaps(1): codes of errors in JSON"

grep -ohE 'getenv\("[A-Z_]*"\)' "$source"/tool/*.c "$source"/tool/*/*.c "$source"/records/*.c | cut -d '"' -f 2 | there
tags ENVIRONMENT "$command_page" | page
same "compatcaps(1): environment"

# A member of JSON is a word in bold there.
section JSON "$command_page" | grep -E '^\.[BR]' | grep -oE '[a-z][a-z_]*' | sort -u >"$scratch/words"
tr '\n' ' ' <"$source/tool/output/json.c" | grep -oE '\(&?writer,[[:space:]]*"[a-z_]*"' |
	cut -d '"' -f 2 | there
grep -xFf "$scratch/words" "$scratch/there" | page
same "compatcaps(1): members in JSON"

sed -n 's/^\t\(compatcaps_[a-z0-9_]*\);$/\1/p' "$source/lib/libcompatcaps.sym" >"$scratch/symbols"
for title in NAME DESCRIPTION; do
	there <"$scratch/symbols"
	section "$title" "$library_page" |
		grep -oE 'compatcaps_[a-z0-9_]+' | page
	same "libcompatcaps(3): functions in $title"
done

# prototypes: one a line, with single spaces
prototypes() {
	tr '\n\t' '  ' | sed 's/;/;\n/g' | sed -e 's/  */ /g' -e 's/^ //' -e 's/( /(/g' -e 's/\* /*/g'
}

tr '\n\t' '  ' <"$source/include/compatcaps.h" | grep -oE 'COMPATCAPS_API [^;(]*\([^;]*;' |
	sed 's/^COMPATCAPS_API //' | grep -v '^__attribute__' | prototypes | grep . | there
section SYNOPSIS "$library_page" | sed -n '/#include/,/^\.fi/p' | grep '^\.B ' |
	sed -e 's/^\.B //' -e '/#include/d' | prototypes | grep . | page
same "libcompatcaps(3): prototypes"

grep -oE ' -E[A-Z0-9]+' "$source/include/compatcaps.h" | tr -d ' ' | there
section ERRORS "$library_page" | grep -oE -- '-E[A-Z0-9]+' | page
same "libcompatcaps(3): errors"

sed -n 's/^#define EVIDENCE_[A-Z_]* "\(.*\/.*\)"$/\1/p' "$source/lib/evidence.h" | there
tags ENTRIES "$record_page" | sed 's/0xLOGICAL-PVR$//' | page
same "compatcaps-record(5): paths"

sed -n 's/^#define COMPATCAPS_EVIDENCE_SIZE //p' "$source/include/compatcaps.h" | there
section DESCRIPTION "$record_page" | grep -oE '[0-9]+ bytes' | tr -dc '0-9\n' | page
same "compatcaps-record(5): size limit"

# A record that the page shows is one.
sed -n '/^\.SH EXAMPLES/,/^\.EE/p' "$record_page" |
	sed -e '1,/^\.EX/d' -e '/^\.EE/d' -e 's/\\-/-/g' -e 's/\\e/\\/g' >"$scratch/record"
"$program" --from "$scratch/record" >"$scratch/out" 2>"$scratch/why"
if [ $? -eq 5 ] && grep -q 'POWER10 *guess ' "$scratch/out"; then
	ok "compatcaps-record(5): its example is read"
else
	differs "compatcaps-record(5): its example is read"
fi

# It has an answer or says why not, on every machine.
"$example" >"$scratch/why" 2>&1
code=$?
if [ $code -le 1 ] && grep -qE '^(no answer from KVM: .|(POWER|Power)[0-9]+: )' "$scratch/why"; then
	ok "libcompatcaps(3): its example runs"
else
	differs "libcompatcaps(3): its example runs"
fi

for file in "$command_page" "$library_page" "$record_page" "$fleet_page"; do
	title="${file##*/}: is well-formed"
	if ! command -v mandoc >/dev/null; then
		ok "$title # SKIP mandoc is not installed"
	elif mandoc -T lint "$file" >"$scratch/why" 2>&1 && [ ! -s "$scratch/why" ]; then
		ok "$title"
	else
		differs "$title"
	fi
done

finish

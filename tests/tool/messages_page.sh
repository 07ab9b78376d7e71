#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# messages_page.sh [--update] PAGE-PROGRAM SOURCE: is docs/messages.md what the table
# of messages says? --update writes it, as in
#
#     tests/tool/messages_page.sh --update build/native/tests/tool/messages-page .
set -u
update=
if [ "${1:-}" = --update ]; then
	update=yes
	shift
fi
program=$1
source=$2
page=$source/docs/messages.md
if [ -n "$update" ]; then
	"$program" >"$page.new" && mv "$page.new" "$page"
	exit
fi
. "$(dirname "$0")/outcome.sh"

run "$program"
result "the page is written" code_is 0
result "docs/messages.md is what the table says; else: tests/tool/messages_page.sh --update" \
	cmp "$page" "$scratch/out"
run "$program" --rows
is "$(cut -f 1 "$scratch/out" | sort | uniq -d)" "" "each row has a name of its own"
is "$(cut -f 2 "$scratch/out" | grep -vc '\.$')" 0 "each cause is a sentence"
is "$(grep -c '{BEST} *[^[:space:]]' "$scratch/out")" 0 "the best mode's arguments end a remedy"
is "$(grep -o '{[^}]*}' "$scratch/out" | grep -vcxE '\{(BEST|OPTION)\}')" 0 "no other word in braces"
finish

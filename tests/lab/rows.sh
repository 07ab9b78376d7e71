# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Rows of what was tried, in a file FILE.tsv beside a report, so that runs of several days
# add up.

# merge_rows FIELDS OLD NEW: the rows of both files, in the order of the keys on standard
# input. A key is the first FIELDS fields of a row, with dots between them. The new rows of a
# key replace its older ones.
merge_rows() {
	awk -F '\t' -v fields="$1" -v old="$2" -v new="$3" '
		function read_rows(file, text,	line, key, field, i) {
			while ((getline line <file) > 0) {
				split(line, field, "\t")
				key = field[1]
				for (i = 2; i <= fields; i++)
					key = key "." field[i]
				text[key] = text[key] line "\n"
			}
		}
		BEGIN { read_rows(old, before); read_rows(new, now) }
		$0 in now { printf "%s", now[$0]; next }
		$0 in before { printf "%s", before[$0] }'
}

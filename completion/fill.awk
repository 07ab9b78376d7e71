# SPDX-License-Identifier: GPL-2.0-or-later
# Fill a completion with the tables that the tool is built from.
#
# usage: awk -f fill.awk commands.def options.def modes.def names.c TEMPLATE
#
# Prints TEMPLATE. A line of it that is "@TABLE@" becomes the lines of the table,
# each a word in single quotes:
#   @commands@  'name:help'
#   @takes@     'name|operands|groups of options'
#   @options@   'name|letter|argument|group|help'
#   @fleetcommands@, @fleettakes@, @fleetoptions@: the same of what comes behind
#               "fleet"; the tables above have only what its commands do not
#   @modes@     'name', in lower case as QEMU writes it
#   @sources@   'name'

function fail(what) {
	print "fill.awk: " FILENAME ": " what >"/dev/stderr"
	failed = 1
	exit 1
}

# A string's first piece: sets piece, and rest to what follows it
function take_piece(text) {
	if (!match(text, /^"[^"\\]*"/))
		fail("not understood: " text)
	piece = substr(text, 2, RLENGTH - 2)
	rest = substr(text, RLENGTH + 1)
}

# A string, of one piece or more: sets value, and rest
function take_string(text) {
	value = ""
	for (rest = text; rest ~ /^"/; sub(/^[ \t]+/, "", rest)) {
		take_piece(rest)
		value = value piece
	}
}

# The arguments of a macro: sets field[1] and on; returns how many
function read_fields(text,    n) {
	n = 0
	sub(/^[A-Z_]*\(/, "", text)
	sub(/\)$/, "", text)
	while (text != "") {
		if (text ~ /^"/) {
			take_string(text)
		} else {
			match(text, /^[^,]*/)
			value = substr(text, 1, RLENGTH)
			rest = substr(text, RLENGTH + 1)
		}
		field[++n] = value
		if (rest !~ /^(,.|$)/)
			fail("not understood: " rest)
		text = rest
		sub(/^,[ \t]*/, "", text)
	}
	return n
}

function add_row(name, text) {
	gsub(/'/, "'\\''", text)
	table[name] = table[name] "\t\t'" text "'\n"
}

# An entry can take more than one line.
/^(COMMAND|OPTION|COMPAT_MODE)\(/ {
	entry = $0
	while (entry !~ /\)$/ && (getline line) > 0) {
		sub(/^[ \t]+/, "", line)
		entry = entry " " line
	}
	count = read_fields(entry)
}

/^COMMAND\(/ {
	if (count != 5)
		fail("a command has 5 arguments: " entry)
	of = sub(/^fleet /, "", field[1]) ? "fleet" : ""
	add_row(of "commands", field[1] ":" field[5])
	add_row(of "takes", field[1] "|" field[3] "|" field[4])
	groups[of] = groups[of] field[4]
}

# Whether a command takes it: of the fleet's, or of all others
function add_option(of) {
	if (field[5] != "*" && !index(groups[of], field[5]))
		return
	add_row(of "options", field[1] "|" (field[2] == "0" ? "" : field[2]) "|" \
		(field[4] == "NULL" ? "" : field[4]) "|" field[5] "|" field[6])
}

/^OPTION\(/ {
	if (count != 6)
		fail("an option has 6 arguments: " entry)
	gsub(/'/, "", field[2])
	gsub(/'/, "", field[5])
	add_option("")
	add_option("fleet")
}

/^COMPAT_MODE\(/ {
	if (count != 5)
		fail("a mode has 5 arguments: " entry)
	add_row("modes", tolower(field[2]))
}

/^[ \t]*\[COMPATCAPS_SOURCE_[A-Z_]*\] = / && !/SOURCE_NONE/ {
	split($0, part, "\"")
	add_row("sources", part[2])
}

FILENAME == ARGV[ARGC - 1] {
	if ($0 !~ /^[ \t]*@[a-z]+@$/) {
		print
		next
	}
	gsub(/[ \t@]/, "")
	if (!($0 in table))
		fail("there is no table " $0)
	printf "%s", table[$0]
}

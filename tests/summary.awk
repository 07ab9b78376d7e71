# SPDX-License-Identifier: GPL-2.0-or-later
# The TAP of a suite: a line for each group and what in it needs attention on standard
# output, all lines into the file `lines`, and "PASSED FAILED SKIPPED" into `sums`.
# "# group: NAME" begins a group; numbers and plans are dropped. Prints nothing of nothing.

function end_of_group(   i) {
	if (!begun)
		return
	if (passed + failed + skipped == 0) {
		print "not ok - " title ": no test ran" >>lines
		add("not ok - " title ": no test ran")
	}
	printf "%-34s %4d passed, %d failed, %d skipped\n", title, passed, failed, skipped
	printf "%s", failures
	for (i = 1; i <= reasons; i++)
		printf "  skipped %d: %s\n", times[reason[i]], reason[i]
	printf "%s", gaps
	fflush()
	all_passed += passed; all_failed += failed; all_skipped += skipped
}

function begin_group(name) {
	begun = 1
	title = name
	print "# group: " title >>lines
	passed = failed = skipped = reasons = bad = 0
	failures = gaps = ""
	delete times
	delete reason
}

# add LINE: count it, and keep it
function add(line,   parts) {
	if (line ~ /^not ok/) {
		failed++
		bad = 1
	} else if (line ~ /^ok.* # SKIP /) {
		skipped++
		bad = 0
		sub(/^ok.* # SKIP /, "", line)
		if (!times[line]++)
			reason[++reasons] = line
	} else if (line ~ /^ok/) {
		passed++
		bad = 0
		if (split(line, parts, " # TODO ") == 2)
			gaps = gaps "  " parts[2] " " substr(parts[1], 6) "\n"
	}
	if (bad)
		failures = failures "  " line "\n"
}

/^# group: / {
	end_of_group()
	begin_group(suite " " substr($0, 10))
	next
}

/^1\.\.[0-9]/ {
	if (!sub(/^1\.\.0 # SKIP/, "ok - " suite " # SKIP"))
		next
}

{
	if (!begun)
		begin_group(suite)
	sub(/^ok [0-9]+ /, "ok ")
	sub(/^not ok [0-9]+ /, "not ok ")
	print >>lines
	add($0)
}

END {
	end_of_group()
	print all_passed + 0, all_failed + 0, all_skipped + 0 >sums
}

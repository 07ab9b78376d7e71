#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""summary.py SUITE LINES SUMS: the TAP of a suite on standard input.

On standard output a line for each group, as soon as it is at its end, and what in it
needs attention; all lines into the file LINES, "PASSED FAILED SKIPPED" into SUMS.
"# group: NAME" begins a group. Numbers and plans are dropped. Prints nothing of nothing.
"""

import re
import sys


class Group:
    def __init__(self, title):
        self.title = title
        self.passed = self.failed = self.skipped = 0
        self.failures, self.gaps, self.reasons = [], [], {}
        self.is_bad = False

    def add(self, line):
        if line.startswith("not ok"):
            self.failed += 1
            self.is_bad = True
        elif line.startswith("ok"):
            self.is_bad = False
            _, is_skip, reason = line.partition(" # SKIP ")
            what, is_gap, gap = line.partition(" # TODO ")
            if is_skip:
                self.skipped += 1
                self.reasons[reason] = self.reasons.get(reason, 0) + 1
            else:
                self.passed += 1
            if is_gap:
                self.gaps.append(f"{gap} {what.removeprefix('ok - ')}")
        if self.is_bad:
            self.failures.append(line)

    def print(self):
        print(f"{self.title:<34} {self.passed:4} passed, {self.failed} failed, {self.skipped} skipped")
        lines = self.failures + [f"skipped {n}: {why}" for why, n in self.reasons.items()] + self.gaps
        for line in lines:
            print("  " + line)
        sys.stdout.flush()


class Summary:
    def __init__(self, suite, lines):
        self.suite, self.lines = suite, lines
        self.group = None
        self.sums = [0, 0, 0]

    def begin(self, title):
        self.end()
        self.group = Group(title)
        self.keep(f"# group: {title}")

    def keep(self, line):
        print(line, file=self.lines, flush=True)

    def add(self, line):
        self.keep(line)
        self.group.add(line)

    def end(self):
        group = self.group
        if not group:
            return
        if not group.passed + group.failed + group.skipped:
            self.add(f"not ok - {group.title}: no test ran")
        group.print()
        self.sums = [a + b for a, b in zip(self.sums, (group.passed, group.failed, group.skipped))]
        self.group = None

    def read(self, line):
        if line.startswith("# group: "):
            self.begin(f"{self.suite} {line.removeprefix('# group: ')}")
            return
        if re.match(r"1\.\.[0-9]", line):
            if not line.startswith("1..0 # SKIP"):
                return
            line = line.replace("1..0", f"ok - {self.suite}", 1)
        if not self.group:
            self.begin(self.suite)
        self.add(re.sub(r"^((not )?ok) [0-9]+ ", r"\1 ", line))


def main(suite, lines_path, sums_path):
    # Whatever bytes a host prints
    sys.stdin.reconfigure(errors="backslashreplace")
    sys.stdout.reconfigure(errors="backslashreplace")
    with open(lines_path, "w", encoding="utf-8", errors="backslashreplace") as lines:
        summary = Summary(suite, lines)
        for line in sys.stdin:
            summary.read(line.rstrip("\n"))
        summary.end()
    try:
        with open(sums_path, "w", encoding="ascii") as sums:
            print(*summary.sums, file=sums)
    except FileNotFoundError:
        # tests/run was told to stop, and has removed its folder: nobody reads them.
        sys.exit(1)


main(*sys.argv[1:])

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Each command with each subset of standard input, output and error closed.

usage: closed_descriptors.py RECORDS PROGRAM

What gets a file's content is the same as with all three open: no message lands in it. The
exit code is the same, too, but for 8 where an answer could not be printed, and 9 where a
record could not be read. Prints TAP.
"""

import itertools
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
sys.dont_write_bytecode = True
from tap import finish, ok  # noqa: E402

LIMIT = 60
COMMANDS = """--help;--version;show;show --json;show -q;check power9;check power11;best;explain;
explain power9;explain KVM is not supported;qemu-args;libvirt-xml;run -- true;metrics;labels;
metrics --output out;labels --output out;snapshot;snapshot out;nonsense;check power99"""
# Each has a message on standard error, and a file to keep it out of
MESSAGES = """--from missing metrics --output out;--from broken labels --output out;
--from - metrics --output out;--from - show;metrics --output out;--from record metrics --output no/out"""
FLEET = """--help;baseline record;baseline --json record;place --mode power9 record;pools --members record;
diff record record;page record;page --output out record;page --output out --skip-broken broken record;
page --output out broken;page --output out -;nonsense;baseline"""


def lines(text):
    return [line.split() for line in text.replace("\n", "").split(";")]


def written(path):
    """The content of a file, or of all files of a folder; and it is gone."""
    if os.path.isdir(path):
        found = {}
        for folder, _, names in os.walk(path):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    found[os.path.relpath(os.path.join(folder, name), path)] = file.read()
        shutil.rmtree(path)
        return found
    if not os.path.exists(path):
        return None
    with open(path, "rb") as file:
        content = file.read()
    os.unlink(path)
    return content


class Place:
    def __init__(self, folder, records):
        self.folder = folder
        shutil.copytree(os.path.join(records, "powervm-p11-p10.compat"), os.path.join(folder, "record"))
        # What is in a message could be a script in a page.
        with open(os.path.join(folder, "broken"), "w", encoding="ascii") as file:
            file.write('{"format": "</script><script>alert(1)</script>"}\n')
        with open(os.path.join(folder, "input"), "w", encoding="ascii") as file:
            file.write("no record\n")

    def run(self, command, closed):
        """Exit code, standard output, standard error, what was written, what lies about."""
        shell = 'exec "$@" ' + " ".join(f"{number}>&-" for number in closed)
        with open(os.path.join(self.folder, "input"), "rb") as stdin:
            done = subprocess.run(
                ["sh", "-c", shell, "sh", *command], cwd=self.folder, stdin=stdin,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=LIMIT, check=False,
                env={**os.environ, "SOURCE_DATE_EPOCH": "1"},
            )
        out = written(os.path.join(self.folder, "out"))
        return done.returncode, done.stdout, done.stderr, out, sorted(os.listdir(self.folder))


def wanted_code(command, closed, usual):
    code, stdout = usual[:2]
    if 1 in closed and stdout:
        return 8
    if 0 in closed and "-" in command:
        return 9
    return code


def complaint(command, closed, usual, got):
    if got[0] != wanted_code(command, closed, usual):
        return f"exit code {got[0]}, not {wanted_code(command, closed, usual)}"
    if got[3] != usual[3]:
        return f"another content: {got[3]!r:.300}"
    if got[4] != usual[4]:
        return f"files: {got[4]}"
    if 1 not in closed and got[1] != usual[1]:
        return f"another output: {got[1]!r:.300}"
    return None


def each_subset(place, command):
    usual = place.run(command, ())
    for size in (1, 2, 3):
        for closed in itertools.combinations((0, 1, 2), size):
            wrong = complaint(command, closed, usual, place.run(command, closed))
            if wrong:
                yield closed, wrong


def commands_of(program):
    yield from ([program, "--from", "record", *words] for words in lines(COMMANDS))
    yield from ([program, *words] for words in lines(MESSAGES))
    yield from ([program, "fleet", *words] for words in lines(FLEET))


def main(records, path):
    program = os.path.abspath(path)
    with tempfile.TemporaryDirectory() as folder:
        place = Place(folder, os.path.abspath(records))
        for command in commands_of(program):
            wrong = list(each_subset(place, command))
            words = " ".join([os.path.basename(command[0]), *command[1:]])
            ok(not wrong, words, "\n".join(f"closed {closed}: {why}" for closed, why in wrong))
    return finish()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

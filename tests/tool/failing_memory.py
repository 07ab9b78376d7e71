#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Each allocation made to fail once, in every command.

usage: failing_memory.py PROGRAM LIBRARY RECORDS

Whatever fails: the answer is the usual one, output, files and exit code, or the exit code
is 8 and it is said why; what is in a file then is the old content. LIBRARY is what
failing_malloc.c is made into. Prints TAP.
"""

import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
sys.dont_write_bytecode = True
from tap import finish, ok  # noqa: E402

LIMIT = 60
# More than any of these commands makes
MOST = 5000
OLD = b"what was there before\n"
HOST = """show;show --json;show -q;show --no-header;check power9;check -q power11;best;explain;
explain power9;explain KVM is not supported;qemu-args;libvirt-xml;metrics;labels;metrics --output out;
labels --output out;snapshot;snapshot made;
domain one.xml;domain several.xml;domain --json several.xml"""
OTHER = """--help;--version;nonsense;check power99;fleet;fleet --help;--from record.json;--from record.json --json;
--from broken.json;--from missing best;--from lscpu best;--from - best;--root / best;run -- true"""
FLEET = """baseline all;baseline --json all;baseline folder;baseline record many.ndjson record.json;
baseline --skip-broken --json all broken.json missing;baseline broken.json;join --with all record;
join --json --with all record.json;place --mode power9 all;place --others --json --mode power10 all;
place --mode power99 all;pools all;pools --json --most 1 all;pools --members all;pools --members --json all;
diff all many.ndjson;diff --json all many.ndjson;diff all all;page all;page --output out all;
page --output out broken.json;baseline -;nonsense"""


def lines(text):
    return [line.split() for line in text.replace("\n", "").split(";")]


def commands(program):
    yield from ([program, "--from", "record", *words] for words in lines(HOST))
    yield from ([program, *words] for words in lines(OTHER))
    yield from ([program, "fleet", *words] for words in lines(FLEET))


def make_place(place, program, records):
    names = ["powervm-p11-p10.compat", "powervm-p11.compat", "powervm-p9.compat", "powervm-p10.stock"]

    # Each file of a record costs some allocations; the record has only the files that it needs.
    def copy(name, to):
        for part in ("compatcaps-record", "uname/machine", "proc/cpuinfo", "device-tree/cpu-version",
                     "kvm/compat-caps/dev-kvm", "kvm/open"):
            os.makedirs(os.path.dirname(os.path.join(place, to, part)), exist_ok=True)
            shutil.copy(os.path.join(records, name, part), os.path.join(place, to, part))

    copy(names[0], "record")
    for name in names[:2]:
        copy(name, os.path.join("folder/below", name))
    copy(names[1], "all/below/one")

    def write(path, text):
        with open(os.path.join(place, path), "wb") as file:
            file.write(text)

    def ask(name, *words):
        return subprocess.run([program, "--from", os.path.join(records, name), *words],
                              stdout=subprocess.PIPE, check=False, timeout=LIMIT).stdout

    many = b"".join(ask(name, "--json").replace(b"\n", b"").replace(b'"(none)"', b'"%s"' % name.encode()) + b"\n"
                    for name in [*names, names[0]])
    # The reader checks an object with many members in another way.
    many = many.replace(b"{", b"{" + b"".join(b'"later%d": 1, ' % i for i in range(40)), 1)
    write("many.ndjson", many)
    write("all/many.ndjson", many)
    write("record.json", ask(names[0], "snapshot"))
    write("broken.json", b'{"format": 1}\n')
    domain = b"<domain type='kvm'><name>a</name><cpu mode='host-model'><model>power9</model></cpu></domain>\n"
    write("one.xml", domain)
    write("several.xml", domain * 2)
    write("lscpu", b"Architecture: ppc64le\nModel name: POWER10 (architected), altivec supported\n")


def content(path):
    """Of a file, or of all files of a folder"""
    if os.path.isdir(path):
        return {os.path.relpath(os.path.join(folder, name), path): content(os.path.join(folder, name))
                for folder, _, names in os.walk(path) for name in names}
    if not os.path.exists(path):
        return None
    with open(path, "rb") as file:
        return file.read()


class Runner:
    def __init__(self, place, library):
        self.place = place
        self.library = library

    def run(self, command, fail_at=None):
        """What came of it, and whether an allocation failed"""
        told = os.path.join(self.place, "told")
        with open(os.path.join(self.place, "out"), "wb") as file:
            file.write(OLD)
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1"}
        if fail_at:
            environment.update(LD_PRELOAD=self.library, FAIL_AT=str(fail_at), FAIL_TOLD=told)
        with open(os.path.join(self.place, "record.json"), "rb") as stdin:
            done = subprocess.run(command, cwd=self.place, stdin=stdin, env=environment,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=LIMIT, check=False)
        has_failed = os.path.exists(told)
        if has_failed:
            os.unlink(told)
        result = (done.returncode, done.stdout, content(os.path.join(self.place, "out")),
                  content(os.path.join(self.place, "made")), sorted(os.listdir(self.place)))
        shutil.rmtree(os.path.join(self.place, "made"), ignore_errors=True)
        return result, done.stderr, has_failed

    @staticmethod
    def complaint(command, usual, got, stderr):
        if got == usual:
            return None
        if got[0] != 8:
            return f"exit code {got[0]}, usually {usual[0]}; {stderr!r:.200}; {got[1]!r:.200}"
        if not stderr.startswith(b"compatcaps"):
            return f"exit code 8 without a word: {stderr!r:.200}"
        # What is collected says so itself: an old file would go on telling what was.
        wanted = b"failed" if "metrics" in command or "labels" in command else OLD
        if got[3] is not None or got[2] != OLD and wanted not in got[2]:
            return f"exit code 8, and this is written: {got[2]!r:.200}"
        return None


def each_allocation(runner, command):
    usual, _, _ = runner.run(command)
    for number in range(1, MOST):
        got, stderr, has_failed = runner.run(command, number)
        if not has_failed:
            return number - 1, []
        wrong = runner.complaint(command, usual, got, stderr)
        if wrong:
            return number, [f"allocation {number}: {wrong}"]
    return MOST, ["there is no end of allocations"]


def main(program, library, records):
    total = 0
    # In memory if there is such a place: files are written to the disk thousands of times.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as place:
        make_place(place, os.path.abspath(program), os.path.abspath(records))
        runner = Runner(place, os.path.abspath(library))
        for command in commands(os.path.abspath(program)):
            count, wrong = each_allocation(runner, command)
            words = " ".join(["compatcaps", *command[1:]])
            ok(not wrong, f"{words}: {count} allocations", "\n".join(wrong))
            total += count
    ok(total > 300, f"{total} allocations in all")
    return finish()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

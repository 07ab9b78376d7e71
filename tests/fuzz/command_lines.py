#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Random command lines: whatever is asked, the answer is a documented one.

usage: command_lines.py COUNT SEED RECORDS PROGRAM

COUNT command lines, the same each time for a SEED, about half of them for
'compatcaps fleet'. RECORDS is a folder of records. Each run has to end by
itself, with an exit code of the manual page, and with nothing on standard output and one
line on standard error if that code is 2; neither may hold what moves a terminal. Each
fifth is run with POSIXLY_CORRECT, too, and has to do the same. Prints TAP.
"""

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
sys.dont_write_bytecode = True
from tap import finish, ok  # noqa: E402

CODES = {"compatcaps": set(range(10)) | {127}, "compatcaps fleet": {0, 1, 2, 3, 8, 9}}
# Whoever ends with one of these has to say why.
TOLD = {2, 8, 9, 127}
LIMIT = 60
VALUES = ["power9", "POWER10", "p11", "power99", "inference", "trial", "dev-kvm", "sure", "guess"]
VALUES += ["record", "record.json", "broken.json", "missing", "folder", "fifo-less/x", ".", "..", "-"]
VALUES += ["/dev/null", "/proc/self/mem", "/proc/self/nothing", "true", "out", "out2"]
VALUES += ["", " ", "0", "1", "-1", "1000", "99999999999999999999", "%s%n", "--", "---", "-q", "-x", "=", "--="]
VALUES += ["kvm run failed Invalid argument", "qemu-system-ppc64: -machine pseries"]
# What has an answer, to begin with
WHOLE = {
    "compatcaps": """show;show --from /dev/full;show --json;show -q;check power9;check -q power11;best;explain;
explain power9;explain KVM is not supported;qemu-args;qemu-args power9;libvirt-xml power10;
run -- true;run true --help -x;metrics;metrics --output out;labels --expire 60 --output out;
snapshot;snapshot out;--json;fleet baseline record""",
    "compatcaps fleet": """baseline record;baseline --json record;join --with record record;
place --mode power9 record;place --mode p --others --json record;pools --members record;
pools --most 3 record;diff record record;diff --json record broken.json;page record;
page --output out record;baseline --skip-broken broken.json record""",
}
BYTES = [b"\x1b[2J", b"\x07", b"\n", b"\r", b"\x7f", b"\xc2\x9b31m", b"\x9b", b"\xff", b"\xe2\x80\xae", b"A" * 9000]
PRINTABLE = re.compile(rb"[ -~\n\t]*")


def make_place(place, records):
    source = os.path.join(records, "powervm-p11-p10.compat")
    shutil.copytree(source, os.path.join(place, "record"))
    for folder in ("folder", "bin"):
        os.mkdir(os.path.join(place, folder))
    os.symlink(shutil.which("true"), os.path.join(place, "bin", "true"))
    with open(os.path.join(place, "broken.json"), "wb") as file:
        file.write(b'{"format": "compatcaps-record", "\x1b[31m')


def words_of(program):
    """Its commands and its options, as its help names them."""
    text = subprocess.run([*program, "--help"], stdout=subprocess.PIPE, check=True, timeout=LIMIT).stdout.decode()
    commands = re.findall(r"^  ([a-z][a-z-]*)", text, re.M)
    return commands, re.findall(r"--[a-z-]+", text)


def mangle(chance, word):
    """Words with a slash stay: what is made of them could be a path outside."""
    if b"/" in word or chance.random() < 0.95:
        return word
    at = chance.randrange(len(word) + 1)
    return word[:at] + chance.choice(BYTES + [b"", b"=", b"-"]) + word[at + chance.randrange(2) :]


def whole_line(chance, name):
    words = chance.choice(WHOLE[name].split(";")).split()
    if name == "compatcaps" and words[0] != "fleet":
        words = ["--from", "record", *words]
    return words


def command_line(chance, name, commands, options):
    if chance.random() < 0.5:
        words = whole_line(chance, name)
    else:
        words = [chance.choice(commands)] if chance.random() < 0.8 else []
    for _ in range(chance.choice((0, 0, 0, 1, 1, 2, 3, 6))):
        kind = chance.random()
        if kind < 0.35:
            words.append(chance.choice(options))
        elif kind < 0.45:
            words.append(chance.choice(options) + "=" + chance.choice(VALUES))
        elif kind < 0.55:
            words += ["--from", "record"]
        else:
            words.append(chance.choice(VALUES))
    if chance.random() < 0.2:
        chance.shuffle(words)
    return [mangle(chance, word.encode()) for word in words]


def run(program, words, place, **more):
    environment = {"PATH": os.path.join(place, "bin"), "SOURCE_DATE_EPOCH": "1", **more}
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
        if name in os.environ:
            environment[name] = os.environ[name]
    try:
        done = subprocess.run(
            [*program, *words], cwd=place, env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=LIMIT, check=False,
        )
    except subprocess.TimeoutExpired:
        return "no end", b"", b""
    return done.returncode, done.stdout, done.stderr


def complaint(name, code, out, err):
    lines = err.decode("latin-1").splitlines()
    if code not in CODES[name]:
        return f"exit code {code}"
    if not PRINTABLE.fullmatch(err) or not PRINTABLE.fullmatch(out):
        return "raw bytes"
    if any(not line.startswith(("compatcaps: ", "compatcaps fleet: ")) for line in lines):
        return "a line without the program's name"
    # A record may be the first to name the mode: only in the end it is unknown.
    if code == 2 and b"neither this version nor a record knows it" in err:
        return None
    if code == 2 and (out or len(lines) != 1):
        return "a usage error is one line, and no output"
    if code in TOLD and not lines:
        return f"exit code {code} without a word"
    return None


def forget(place):
    """What a run has written, so that the next one meets the same place."""
    for entry in os.scandir(place):
        if entry.name in ("record", "folder", "bin", "broken.json"):
            continue
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)


def trial(chance, name, program, known, place, again):
    words = command_line(chance, name, *known)
    got = run(program, words, place)
    forget(place)
    wrong = complaint(name, *got)
    if not wrong and again:
        if run(program, words, place, POSIXLY_CORRECT="1") != got:
            wrong = "POSIXLY_CORRECT changes it"
        forget(place)
    return got[0], wrong and [wrong, repr(words), repr(got)[:1500]]


def main(count, seed, records, path):
    tool = os.path.abspath(path)
    programs = [("compatcaps", [tool], words_of([tool])),
                ("compatcaps fleet", [tool, "fleet"], words_of([tool, "fleet"]))]
    chance = random.Random(seed)
    codes = {}
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        # ".." must be a folder that no other process changes, too.
        place = os.path.join(folder, "place")
        os.mkdir(place)
        make_place(place, records)
        for number in range(int(count)):
            name, program, known = chance.choice(programs)
            code, wrong = trial(chance, name, program, known, place, number % 5 == 0)
            codes[code] = codes.get(code, 0) + 1
            if wrong:
                failures.append([name, *wrong])
    print("# exit codes:", ", ".join(f"{code}: {codes[code]}" for code in sorted(codes, key=str)))
    ok(not failures, f"{count} command lines, {len(failures)} answered wrongly",
       "\n".join(line for lines in failures[:20] for line in lines))
    # Many wrong lines are fine, but with hardly any right ones the test would test little.
    ok(codes.get(0, 0) * 10 > int(count), f"{codes.get(0, 0)} of them had an answer")
    return finish()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

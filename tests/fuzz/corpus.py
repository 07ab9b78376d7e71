#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The inputs that the harnesses keep: a file for each harness in tests/fuzz/corpus.

usage: corpus.py unpack FILE FOLDER       FOLDER/NAME for each input of FILE
       corpus.py add FILE NAME INPUT      adds the file INPUT to FILE as the input NAME
       corpus.py check FILE...            TAP: each input is written as 'add' writes it

"=== NAME" begins an input, and the lines below it are the input. Most bytes stand for
themselves. In addition there are

    \\xNN        the byte 0xNN
    \\{N:TEXT}   TEXT, N times
    \\           at the end of a line: no newline here
"""

import pathlib
import re
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True
from tap import finish, ok  # noqa: E402

HEADING = "=== "
NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
ESCAPE = re.compile(rb"\\x([0-9a-f]{2})|\\\{([0-9]+):([^}]*)\}|\\\n")
# What format_input() does not write as it is: control characters and what is not ASCII; a
# backslash that would begin an escape; a heading.
SPECIAL = re.compile(rb"[^\t\n -~]|\\(?=x[0-9a-f]{2}|\{[0-9]+:|\n|\Z)|^=(?=== )", re.MULTILINE)
# A run of a character, or of a few, that is too long to read
RUN = re.compile(rb"([^\\}\n=]{1,8}?)\1{39,}")


def expand_escape(match):
    byte, times, text = match.groups()
    if byte:
        return bytes([int(byte, 16)])
    return text * int(times) if times else b""


def expand(text):
    return ESCAPE.sub(expand_escape, text)


def escape(data):
    return SPECIAL.sub(lambda match: b"\\x%02x" % match[0][0], data)


def format_input(data):
    """The lines of an input, as bytes that end in a newline"""
    parts, end = [], 0
    for run in RUN.finditer(data):
        repeated = escape(run[1])
        if repeated != run[1]:
            continue
        parts += [escape(data[end:run.start()]),
                  b"\\{%d:%s}" % (len(run[0]) // len(run[1]), run[1])]
        end = run.end()
    text = b"".join([*parts, escape(data[end:])])
    return text if text.endswith(b"\n") or not data else text + b"\\\n"


def read_packed(file):
    """The inputs of a file as they stand there: {NAME: LINES}"""
    inputs, name = {}, None
    for line in file.read_bytes().splitlines(keepends=True):
        if line.startswith(HEADING.encode()):
            name = line.decode().removeprefix(HEADING).rstrip("\n")
            if not NAME.fullmatch(name) or name in inputs:
                sys.exit(f"{file}: '{name}' is not a new name of small letters, digits and '-'")
            inputs[name] = b""
        elif name:
            inputs[name] += line
        elif not line.startswith(b"#"):
            sys.exit(f"{file}: only comments may stand before the first '{HEADING}NAME'")
    return inputs


def unpack(file, folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, lines in read_packed(file).items():
        (folder / name).write_bytes(expand(lines))


def add(file, name, data):
    if not NAME.fullmatch(name) or name in read_packed(file):
        sys.exit(f"{file}: '{name}' is not a new name of small letters, digits and '-'")
    with file.open("ab") as packed:
        packed.write(f"{HEADING}{name}\n".encode() + format_input(data))


def check(file):
    for name, lines in read_packed(file).items():
        again = format_input(expand(lines))
        ok(again == lines, f"{file.name}/{name}", f"'add' writes it as {again!r}")


def main(command, *arguments):
    files = [pathlib.Path(argument) for argument in arguments]
    if command == "unpack" and len(files) == 2:
        return unpack(*files)
    if command == "add" and len(files) == 3:
        return add(files[0], arguments[1], files[2].read_bytes())
    if command == "check" and files:
        for file in files:
            check(file)
        return finish()
    sys.exit(__doc__)


if sys.argv[1:] in ([], ["-h"], ["--help"]):
    print(__doc__)
else:
    sys.exit(main(*sys.argv[1:]))

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""golden.py [--update] PROGRAM

What PROGRAM prints for each record of tests/records is what tests/tool/golden has.
That folder has a file for each host, in which stands, for each command line,

    $ compatcaps show           without --from RECORD, which this script adds
    === stock compat            the kernels whose records give what follows
    what it prints
    --- standard error          if there is any
    what it prints there
    --- exit 0

A command line runs with the records of the kernels that stand below it. A record that
no emulated host gives has a file of its own, without kernels.

--update runs the command lines of each file again and writes what they print; for a new
record it adds 'show'. Read the difference before you commit it.
"""

import difflib
import pathlib
import subprocess
import sys

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS))
sys.dont_write_bytecode = True
from tap import finish, ok  # noqa: E402

GOLDEN = TESTS / "tool/golden"
RECORDS = TESTS / "records"
# The order of kernels in a file; a record of no kernel has the name "".
KERNELS = ["", *(line.split()[0] for line in (TESTS.parent / "lab/kernels").read_text().splitlines()
                 if line[0] != "#")]
COMMAND = "$ compatcaps "
HEADING = "=== "
SHOW = COMMAND + "show\n"


def find_records():
    """The records of each golden file: {NAME: {KERNEL: RECORD}}"""
    records = {}
    for record in RECORDS.glob("*.json"):
        host, kernel = record.stem.split(".", 1)
        records.setdefault(host, {})[kernel] = record
    for record in [*RECORDS.glob("made-up/*.json"), *RECORDS.glob("folders/*")]:
        records[record.name.removesuffix(".json")] = {"": record}
    return {name: dict(sorted(kernels.items(), key=lambda item: KERNELS.index(item[0])))
            for name, kernels in sorted(records.items())}


def run(program, record, command):
    """The lines that a command line prints for a record"""
    arguments = command.removeprefix(COMMAND).split()
    done = subprocess.run([program, "--from", record, *arguments], stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=60, check=False)
    text = done.stdout.decode()
    if done.stderr:
        text += "--- standard error\n" + done.stderr.decode()
    return text + f"--- exit {done.returncode}\n"


def read_golden(file):
    """What a golden file says: {COMMAND: {KERNEL: TEXT}}"""
    said, texts, kernels = {}, {}, [""]
    for line in file.read_text(encoding="utf-8").splitlines(keepends=True):
        if line.startswith(COMMAND):
            texts, kernels = said.setdefault(line, {}), [""]
        elif line.startswith(HEADING):
            kernels = line.removeprefix(HEADING).split()
        else:
            for kernel in kernels:
                texts[kernel] = texts.get(kernel, "") + line
    # An empty line stands between two command lines.
    for texts in said.values():
        for kernel, text in texts.items():
            texts[kernel] = text[:-1] if text.endswith("\n\n") else text
    return said


def format_command(command, texts):
    kernels_of = {}
    for kernel, text in texts.items():
        kernels_of.setdefault(text, []).append(kernel)
    parts = [command]
    for text, kernels in kernels_of.items():
        if kernels != [""]:
            parts.append(HEADING + " ".join(kernels) + "\n")
        parts.append(text)
    return "".join(parts)


def write_golden(file, said):
    file.write_text("\n".join(format_command(*command) for command in said.items()),
                    encoding="utf-8")


def golden_of(name):
    file = GOLDEN / name
    return read_golden(file) if file.exists() else {}


def update(program, name, records):
    said = golden_of(name)
    wanted = {SHOW: records} | said | {SHOW: records}
    write_golden(GOLDEN / name, {command: {kernel: run(program, record, command)
                                           for kernel, record in records.items()
                                           if kernel in kernels}
                                 for command, kernels in wanted.items()})


def commands_of(said, kernel):
    """The command lines for a kernel's record, each with what it printed"""
    return {command: texts[kernel] for command, texts in said.items() if kernel in texts}


def differences(program, record, commands):
    """What is wrong with a record's part of a golden file, as lines"""
    if SHOW not in commands:
        yield "'compatcaps show' is not among its command lines; golden.py --update adds it"
    for command, golden in commands.items():
        now = run(program, record, command)
        if golden != now:
            yield command.rstrip()
            yield from difflib.unified_diff(golden.splitlines(), now.splitlines(),
                                            "golden", "now", lineterm="")


def judge(program, name, records):
    said = golden_of(name)
    for kernel, record in records.items():
        title = f"{name}.{kernel}" if kernel else name
        commands = commands_of(said, kernel)
        wrong = "\n".join(differences(program, record, commands))
        ok(not wrong, f"{title}: {len(commands)} command lines", wrong)


def without_record(records):
    """What golden files have that no record gives"""
    for file in sorted(GOLDEN.iterdir()):
        known = set(records.get(file.name, {}))
        for command, texts in read_golden(file).items():
            for kernel in set(texts) - known:
                yield f"{file.name}: no record of '{kernel}' for {command.rstrip()}"


def main(arguments):
    updating = arguments[:1] == ["--update"]
    if len(arguments) != 1 + updating:
        sys.exit(__doc__)
    program, records = arguments[-1], find_records()
    for name, kernels in records.items():
        (update if updating else judge)(program, name, kernels)
    if updating:
        return 0
    alone = list(without_record(records))
    ok(not alone, "each part of a golden file has a record", "\n".join(alone))
    return finish()


sys.exit(main(sys.argv[1:]))

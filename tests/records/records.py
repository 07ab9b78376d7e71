#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The records of this folder, as folders and back.

usage: records.py unpack TO [STAMP]  TO/hosts/HOST.KERNEL for each line of INDEX, TO/made-up/NAME
       records.py pack HOSTS         the files and INDEX, from such folders HOST.KERNEL

STAMP is a file for ninja: it is written when all is unpacked, and STAMP.d says what it is
made from.

A record that several hosts and kernels give stands here once; only the kernel's release,
which moves with Debian, is in INDEX.
"""
import contextlib
import fcntl
import json
import os
import pathlib
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
INDEX = HERE / "INDEX"
RELEASE = "uname/release"
VERSION = "compatcaps-record"
KERNELS = [line.split()[0] for line in (HERE.parents[1] / "lab/kernels").read_text().splitlines()
           if line[0] != "#"]
HEAD = """\
# SPDX-License-Identifier: GPL-2.0-or-later
# The record of each emulated host with each kernel, written by records.py:
# HOST KERNEL RELEASE RECORD
"""


def write_folder(folder, texts):
    for path, text in {VERSION: "1", **texts}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() + b"\n")


def read_folder(folder):
    return {str(file.relative_to(folder)): file.read_bytes().decode().rstrip("\n")
            for file in sorted(folder.rglob("*")) if file.is_file() and file.name != VERSION}


def read_json(file):
    return json.loads(file.read_text(encoding="utf-8"))["texts"]


def write_json(file, texts):
    document = {"format": "compatcaps-record", "version": 1, "texts": dict(sorted(texts.items()))}
    file.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def index():
    return [line.split() for line in INDEX.read_text(encoding="utf-8").splitlines()
            if line and line[0] != "#"]


def unpack_into(to):
    for host, kernel, release, record in index():
        write_folder(to / "hosts" / f"{host}.{kernel}",
                     {**read_json(HERE / f"{record}.json"), RELEASE: release})
    for file in (HERE / "made-up").glob("*.json"):
        write_folder(to / "made-up" / file.stem, read_json(file))
    for folder in (HERE / "folders").iterdir():
        shutil.copytree(folder, to / "made-up" / folder.name)


@contextlib.contextmanager
def locked(folder):
    """Suites that run at the same time unpack to the same place."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def bytes_in(folder):
    return {file.relative_to(folder): file.read_bytes()
            for file in folder.rglob("*") if file.is_file()}


def unpack(to):
    """What is there and right stays: a test may be reading it. Else it goes, whole."""
    part = to.with_name(to.name + ".part")
    to.parent.mkdir(parents=True, exist_ok=True)
    with locked(to.parent):
        shutil.rmtree(part, ignore_errors=True)
        unpack_into(part)
        if to.is_dir() and bytes_in(part) == bytes_in(to):
            shutil.rmtree(part)
            return
        shutil.rmtree(to, ignore_errors=True)
        part.rename(to)


def by_kernel(name):
    host, _, kernel = name.partition(".")
    return KERNELS.index(kernel), host


def pack(hosts):
    """The first kernel of KERNELS that gives a record gives it its name."""
    rows, known = [], {}
    for folder in sorted(hosts.iterdir(), key=lambda folder: by_kernel(folder.name)):
        texts = read_folder(folder)
        release = texts.pop(RELEASE)
        record = known.setdefault(json.dumps(texts), folder.name)
        if record == folder.name:
            write_json(HERE / f"{record}.json", {**texts, RELEASE: release})
        rows.append([*folder.name.split(".", 1), release, record])
    for file in HERE.glob("*.json"):
        if file.stem not in known.values():
            file.unlink()
    rows.sort(key=lambda row: (row[0], KERNELS.index(row[1])))
    INDEX.write_text(HEAD + "".join(" ".join(row) + "\n" for row in rows), encoding="utf-8")


def write_stamp(stamp):
    """Folders are in the list for the files that come and go there."""
    made_from = [HERE, *HERE.rglob("*")]
    stamp.with_name(stamp.name + ".d").write_text(
        f"{stamp}: " + " ".join(str(path).replace(" ", "\\ ") for path in made_from) + "\n",
        encoding="utf-8")
    stamp.touch()


def main(command, folder=None, stamp=None, *rest):
    if command not in ("unpack", "pack") or not folder or rest or (command == "pack" and stamp):
        sys.exit(__doc__)
    {"unpack": unpack, "pack": pack}[command](pathlib.Path(folder))
    if stamp:
        write_stamp(pathlib.Path(stamp))


main(*sys.argv[1:] or [""])

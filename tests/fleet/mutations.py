#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""mutations.py TOOL HOSTS: records with random damage, the same each time.

None of them ends the program otherwise than with a word; each line is either taken or
named as broken, at its own line; and what is taken is JSON for Python, too.
"""

import glob
import json
import os
import random
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
sys.dont_write_bytecode = True
from tap import finish, ok  # noqa: E402

LINES = 6000
HOSTILE = [b"\x00", b"\xff", b"\xed\xa0\x80", b"\\u0000", b"\\ud800", b'"', b"{", b"}", b"[", b"]",
           b",", b":", b"null", b"1e999", b"-1", b"true", b"0x", b"\\", b"\x1b[2J", b"99999999999999999999"]


def originals(tool, hosts):
    lines = []
    for folder in sorted(glob.glob(os.path.join(hosts, "*.compat"))):
        for words in (["show", "--json"], ["snapshot"]):
            done = subprocess.run([tool, *words, "--from", folder], capture_output=True, timeout=20, check=False)
            lines.append(json.dumps(json.loads(done.stdout)).encode())
    return lines


def damaged(line, draw):
    for _ in range(draw.choice([0, 1, 1, 1, 2, 5])):
        at = draw.randrange(len(line))
        kind = draw.randrange(5)
        if kind == 0:
            line = line[:at] + bytes([draw.randrange(256)]) + line[at + 1:]
        elif kind == 1:
            line = line[:at]
        elif kind == 2:
            line = line[:at] + draw.choice(HOSTILE) + line[at:]
        elif kind == 3:
            end = min(len(line), at + draw.randrange(1, 60))
            line = line[:at] + line[end:]
        else:
            end = min(len(line), at + draw.randrange(1, 60))
            line = line[:end] + line[at:end] + line[end:]
        if not line:
            break
    return line.replace(b"\n", b" ").replace(b"\r", b" ")


def is_json(line):
    try:
        return isinstance(json.loads(line.decode("utf-8", "surrogatepass"), strict=True), dict)
    except (ValueError, RecursionError):
        return False


def run(tool, lines, *options):
    with tempfile.NamedTemporaryFile(suffix=".ndjson") as file:
        file.write(b"\n".join(lines) + b"\n")
        file.flush()
        return subprocess.run([tool, "fleet", *options, file.name], capture_output=True, timeout=120, check=False)


def taken_lines(tool, lines):
    """Which lines are no broken records, by their numbers; they are asked one block at
    a time, because only the first broken ones are named."""
    taken = set()
    for start in range(0, len(lines), 15):
        block = lines[start:start + 15]
        done = run(tool, block, "place", "--mode", "power9", "--skip-broken")
        broken = {int(n) for n in re.findall(rb"\.ndjson:(\d+): ", done.stderr)}
        taken |= {start + i for i in range(len(block)) if i + 1 not in broken and block[i].strip()}
        if done.returncode not in (0, 1, 3):
            ok(False, f"lines from {start}: exit code {done.returncode}", done.stderr)
    return taken


def page_data(page):
    """What the page holds, as a browser would read it"""
    (text,) = re.findall(rb'<script[^>]*type="application/json"[^>]*>(.*?)</script>', page, re.S)
    return strict_json(text)


def strict_json(text):
    def no_twins(pairs):
        if len(dict(pairs)) != len(pairs):
            raise ValueError("a member twice")
        return dict(pairs)

    return json.loads(text.decode("utf-8"), object_pairs_hook=no_twins, strict=True)


def parse(words, out):
    """The output of a command, all of it; an error if it is not what it has to be"""
    if "page" in words:
        return page_data(out)
    if "--members" in words or "place" in words:
        return [strict_json(line)["name"] for line in out.splitlines()]
    return strict_json(out)


def check_outputs(tool, lines, whole):
    """Each command's output is read again, and has the hosts that it should have."""
    for words in (["pools", "--json"], ["pools", "--json", "--most", "1"], ["pools", "--json", "--members"],
                  ["place", "--json", "--mode", "power9"], ["place", "--others", "--json", "--mode", "power9"],
                  ["page"]):
        title = " ".join(words)
        done = run(tool, lines, *words, "--skip-broken")
        try:
            got = parse(words, done.stdout)
        except (ValueError, KeyError, UnicodeDecodeError) as error:
            ok(False, f"{title}: is read again", error)
            continue
        ok(True, f"{title}: is read again")
        if words[0] == "page":
            ok(len(got["hosts"]) == whole["records"] and got["hosts_count"] == whole["hosts"],
               f"{title}: all hosts are there", (len(got["hosts"]), whole))
            ok(all(host[1] < len(got["pools"]) and isinstance(host[0], str) for host in got["hosts"]),
               f"{title}: each has a name and a pool", "")
        elif "--members" in words:
            ok(len(got) == whole["records"], f"{title}: all hosts are there", (len(got), whole))
        elif words[0] == "pools":
            ok(sum(pool["hosts"] for pool in got["pools"]) == whole["hosts"], f"{title}: all hosts are there", got)
    both = [parse(words, run(tool, lines, *words, "--skip-broken").stdout)
            for words in (["place", "--json", "--mode", "power9"], ["place", "--others", "--json", "--mode", "power9"])]
    ok(len(both[0]) + len(both[1]) == whole["records"], "place: those that can and the others are all", "")


def of_many_kinds(count):
    """So many hosts, each with answers of its own: no fleet has that"""
    for number in range(count):
        modes = [{"name": f"later-{level}", "logical_pvr": f"0x{0x0f000008 + level:08x}",
                  "available": bool(number >> level & 1), "certainty": "sure"} for level in range(12)]
        modes.append({"name": "later", "logical_pvr": "0x0f000000", "available": number >= 4096, "certainty": "sure"})
        yield json.dumps({"format": "compatcaps-host", "version": 1, "host": {"name": f"host-{number}"},
                          "source": "vm", "modes": modes}).encode()


def check_many_kinds(tool):
    done = run(tool, list(of_many_kinds(4096)), "pools", "--json", "--most", "2")
    ok(done.returncode == 0 and sum(p["hosts"] for p in strict_json(done.stdout)["pools"]) == 4096,
       "4096 kinds of answers are counted", done.stdout[:300])
    done = run(tool, list(of_many_kinds(4097)), "baseline")
    ok(done.returncode == 9 and b"these are not records of hosts" in done.stderr and not done.stdout,
       "one more is refused", done.stderr[:300])


def main(tool, hosts):
    draw = random.Random(6)
    base = originals(tool, hosts)
    lines = [damaged(draw.choice(base), draw) for _ in range(LINES)]
    for words in (["baseline", "--json"], ["pools", "--json"], ["page"], ["place", "--mode", "power9"],
                  ["place", "--others", "--json", "--mode", "power9"], ["baseline", "--latest"]):
        done = run(tool, lines, *words, "--skip-broken")
        ok(done.returncode in (0, 1, 3), f"{' '.join(words)}: ends with a word", done.returncode)
        ok(re.fullmatch(rb"([ -~]*\n)*", done.stderr), f"{' '.join(words)}: its messages are clean", done.stderr)
    whole = json.loads(run(tool, lines, "baseline", "--json", "--skip-broken").stdout)
    filled = sum(1 for line in lines if line.strip())
    ok(whole["records"] + whole["broken"] == filled, "each line is taken or broken", (whole, filled))
    ok(whole["records"] > LINES // 10 and whole["broken"] > LINES // 10, "there are enough of both", whole)
    check_outputs(tool, lines, whole)
    check_many_kinds(tool)
    taken = taken_lines(tool, lines[:1500])
    wrong = [lines[i] for i in sorted(taken) if not is_json(lines[i])]
    ok(not wrong, "what is taken is JSON", wrong[:3])
    ok(len(taken) > 100, "and some of it is taken", len(taken))
    return finish()


sys.exit(main(*sys.argv[1:]))

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Made-up fleets, the same each time: as records for `compatcaps fleet`, or as
what it writes into fleet/commands/page.html (the data, version 1), or as the page.

usage: page_fleet.py [--mode-of-the-future] [--hostile] [--all-sure] COUNT records|data|page
"""

import argparse
import json
import os
import random
import sys

KNOWN = [
    ("POWER8", 0x0F000004),
    ("POWER9", 0x0F000005),
    ("POWER10", 0x0F000006),
    ("Power11", 0x0F000007),
]
FUTURE = ("Power12", 0x0F000008)
FLEET = os.path.join(os.path.dirname(__file__), "..", "..", "fleet", "commands")
TEMPLATE = os.path.join(FLEET, "page.html")
sys.path.insert(0, FLEET)
sys.dont_write_bytecode = True
from page_html import page_with_policy  # noqa: E402

# The position of a mode's letter among the answers of a host, the same as in the program
PLACES, FIRST_PLACE = 20, 4

# (how often, kind, processor, own mode, source, answers oldest first)
SORTS = [
    (40, "nested-v2", "Power11", "POWER10", "dev-kvm", "nyyn"),
    (25, "nested-v2", "Power11", "Power11", "dev-kvm", "nyyy"),
    (14, "nested-v2", "POWER10", "POWER10", "dev-kvm", "nyyn"),
    (5, "nested-v1", "POWER9", "POWER9", "vm", "yynn"),
    (5, "bare-metal", "POWER10", None, "trial", "lllg"),
    (3, "bare-metal", "POWER9", None, "inference", "ggnn"),
    (1, "unknown", None, None, "none", "????"),
]
KERNELS = [
    "6.12.95+deb12-powerpc64le",
    "6.12.107+deb13-powerpc64le",
    "7.2.4-powerpc64le",
    "7.3.0-rc7-powerpc64le",
    None,
]

HOSTILE = [
    "</script><img src=x onerror=document.title='owned'>",
    "<!--<script>",
    '" onmouseover="document.title=\'owned\'" x="',
    "n" * 5000,
    "\u05de\u05d0\u05e8\u05d7 \u0645\u0636\u064a\u0641-7",
    "safe\u202egnp.exe\u202c",
    "\U0001f525\U0001f9d1\u200d\U0001f680-host",
    "tab\tnew\nline\x1b[31m\x00null",
    "__proto__",
    "constructor",
    "&amp;&lt;b&gt;",
    "a+b%20c&mode=POWER10#x",
    "lone-\ud800-surrogate",
]


def pick_hosts(options):
    chance = random.Random(options.count * 7 + 1)
    sorts = (
        [s for s in SORTS if s[4] in ("dev-kvm", "vm")] if options.all_sure else SORTS
    )
    hosts = []
    for index in range(options.count):
        _, kind, processor, own, source, answers = chance.choices(
            sorts, [s[0] for s in sorts]
        )[0]
        if options.mode_of_the_future:
            answers += (
                "y"
                if answers.endswith("y") and chance.random() < 0.3
                else "n"
                if "y" in answers
                else "?"
            )
        name = f"kvm-{chance.choice('abcdef')}{chance.randrange(40):02}-n{index}"
        note = None
        if chance.random() < 0.01:
            note = "KVM's bits and a trial disagree about POWER10"
        if options.hostile:
            name = HOSTILE[index % len(HOSTILE)] + (
                f"-{index}" if index >= len(HOSTILE) else ""
            )
            note = HOSTILE[0]
        hosts.append(
            {
                "name": name,
                "kind": kind,
                "processor": processor,
                "own": own,
                "source": source,
                "answers": answers,
                "kernel": chance.choice(KERNELS),
                "note": note,
                "line": index + 1,
            }
        )
    return hosts


def as_record(host, modes):
    available = {"y": True, "l": True, "g": True, "n": False, "?": None}
    certainty = {"y": "sure", "l": "likely", "g": "guess", "n": "sure", "?": "none"}
    best = [m[0] for m, a in zip(modes, host["answers"]) if a in "ylg"]
    return {
        "format": "compatcaps-host",
        "version": 1,
        "host": {
            "name": host["name"],
            "kind": host["kind"],
            "machine": None,
            "kernel": host["kernel"],
            "processor": {"pvr": None, "name": host["processor"]},
            "mode": {"pvr": None, "name": host["own"], "raw": None},
        },
        "source": host["source"],
        "capabilities": None,
        "unknown_capabilities": None,
        "modes": [
            {
                "name": m[0],
                "logical_pvr": f"0x{m[1]:08x}",
                "available": available[a],
                "certainty": certainty[a],
                "reason": "made-up",
                "explanation": "made up",
            }
            for m, a in zip(modes, host["answers"])
        ],
        "best": best[-1] if best else None,
        "qemu_args": [],
        "libvirt_cpu": None,
        "error": None,
    }


def newest(modes, hosts):
    """The newest mode that each of these hosts gives for sure."""
    common = [
        m[0]
        for i, m in enumerate(modes)
        if hosts and all(h["answers"][i] == "y" for h in hosts)
    ]
    return common[-1] if common else None


def letters(answers):
    return ("?" * FIRST_PLACE + answers).ljust(PLACES, "?")


def as_data(hosts, modes):
    answered = [h for h in hosts if h["source"] in ("dev-kvm", "vm")]
    pools, members = [], []
    for index in reversed(range(len(modes))):
        pools.append(
            {"name": modes[index][0].lower(), "mode": modes[index][0], "hosts": 0}
        )
    pools.append({"name": "unsure", "mode": None, "hosts": 0})
    for host in hosts:
        sure = [i for i, a in enumerate(host["answers"]) if a == "y"]
        members.append(len(modes) - 1 - sure[-1] if sure else len(modes))
        pools[members[-1]]["hosts"] += 1
    # In the order of their first hosts
    used = list(dict.fromkeys(members))
    words = {"yes": "y", "likely": "l", "guess": "g", "no": "n", "unknown": "?"}
    return {
        "format": "compatcaps-fleet-page",
        "version": 1,
        "made": "2026-11-23T02:30:00Z",
        "certainty": "sure",
        "hosts_count": len(hosts),
        "answered": len(answered),
        "unsure": len(hosts) - len(answered),
        "baseline": newest(modes, hosts),
        "baseline_of_answered": newest(modes, answered),
        "modes": [
            {
                "name": m[0],
                "logical_pvr": f"0x{m[1]:08x}",
                **{
                    w: sum(h["answers"][i] == c for h in hosts)
                    for w, c in words.items()
                },
                "at": FIRST_PLACE + i,
            }
            for i, m in enumerate(modes)
        ],
        "pools": [pools[i] for i in used],
        "hosts": [
            [
                h["name"],
                used.index(pool),
                letters(h["answers"]),
                h["kind"],
                h["processor"],
                h["own"],
                h["kernel"],
                h["source"],
                f"records.ndjson:{h['line']}",
                h["note"],
            ]
            for h, pool in zip(hosts, members)
        ],
    }


def write_page(data, out):
    before, after = page_with_policy(TEMPLATE).split("\n@FLEET@\n")
    out.write(
        f"{before}\n{json.dumps(data, separators=(',', ':')).replace('<', chr(92) + 'u003c')}\n{after}"
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mode-of-the-future", action="store_true")
    parser.add_argument("--hostile", action="store_true")
    parser.add_argument("--all-sure", action="store_true")
    parser.add_argument("count", type=int)
    parser.add_argument("what", choices=["records", "data", "page"])
    options = parser.parse_args()
    modes = KNOWN + ([FUTURE] if options.mode_of_the_future else [])
    hosts = pick_hosts(options)
    if options.what == "records":
        for host in hosts:
            # JSON for others than browsers has neither of these.
            if not any(c == "\0" or "\ud800" <= c <= "\udfff" for c in host["name"]):
                print(json.dumps(as_record(host, modes)))
    elif options.what == "data":
        print(json.dumps(as_data(hosts, modes)))
    else:
        write_page(as_data(hosts, modes), sys.stdout)


if __name__ == "__main__":
    main()

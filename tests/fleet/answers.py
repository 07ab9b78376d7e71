#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""answers.py TOOL DOCS HOSTS MADE_UP: what fleets answer, computed a second time.

Fleets of every size are drawn from the captured hosts; what each host of a fleet
gives is asked of 'compatcaps --json' alone, and from that follow the baseline,
who stands in the way, the pools, and where a guest can run.
"""

import glob
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
sys.dont_write_bytecode = True
from tap import finish, ok  # noqa: E402

try:
    import jsonschema
except ImportError:
    jsonschema = None

CERTAINTIES = ["none", "guess", "likely", "sure"]
SOURCES = {"dev-kvm": "sure", "vm": "sure", "trial": "likely", "inference": "guess", "none": "none"}
FLEETS = 40


def equal(got, wanted, title):
    ok(got == wanted, title, f"got:    {got}\nwanted: {wanted}")


def run(*words, stdin=None):
    return subprocess.run(words, input=stdin, capture_output=True, text=True, timeout=60, check=False)


class Host:
    """What one host says of itself."""

    def __init__(self, name, tool, folder):
        text = run(tool, "--from", folder, "--json").stdout
        self.record = json.loads(text)
        self.name = name
        self.record["host"]["name"] = name
        self.certainty = SOURCES[self.record["source"]]
        self.modes = {mode["name"]: mode for mode in self.record["modes"]}

    def line(self):
        return json.dumps(self.record)

    def is_certain(self, certainty):
        return CERTAINTIES.index(self.certainty) >= CERTAINTIES.index(certainty)

    def gives(self, mode, certainty):
        answer = self.modes[mode]
        return bool(answer["available"]) and (
            CERTAINTIES.index(answer["certainty"]) >= CERTAINTIES.index(certainty))

    def best(self, certainty):
        given = [mode for mode in self.modes if self.gives(mode, certainty)]
        return given[-1] if given else None


class Fleet:
    """The same for many; the modes are the oldest first."""

    def __init__(self, hosts, certainty):
        self.hosts = hosts
        self.certainty = certainty
        self.modes = list(hosts[0].modes)
        self.answered = [h for h in hosts if h.is_certain(certainty)]

    def common(self, hosts):
        modes = [m for m in self.modes if hosts and all(h.gives(m, self.certainty) for h in hosts)]
        return modes[-1] if modes else None

    def in_the_way(self, mode):
        return sorted(h.name for h in self.answered if not h.gives(mode, self.certainty))

    def pool(self, host):
        if not host.is_certain(self.certainty):
            return "unsure"
        best = host.best(self.certainty)
        return best.lower() if best else "none"

    def text(self):
        return "\n".join(h.line() for h in self.hosts) + "\n"


def strict(schema):
    """The same without members that only later releases may have."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: strict(value) for key, value in schema.items()}
    if made.get("type") == "object":
        made["additionalProperties"] = False
    return made


def check_schema(schema, got, title):
    if not jsonschema:
        return
    problems = [e.message for e in jsonschema.Draft202012Validator(schema).iter_errors(got)]
    ok(not problems, f"{title}: as the schema says", problems)


class Program:
    """compatcaps fleet, asked about one fleet."""

    def __init__(self, path, fleet, schema):
        self.path = path
        self.fleet = fleet
        self.schema = schema

    def ask(self, command, *options):
        return run(self.path, "fleet", command, "--certainty", self.fleet.certainty, *options,
                   stdin=self.fleet.text())

    def json(self, command, *options):
        got = json.loads(self.ask(command, "--json", *options).stdout)
        check_schema(self.schema, got, command)
        return got


def check_baseline(program, title):
    fleet = program.fleet
    got = program.json("baseline")
    equal(got["baseline"], fleet.common(fleet.hosts), f"{title}: baseline")
    equal(got["baseline_of_answered"], fleet.common(fleet.answered), f"{title}: of those with an answer")
    equal((got["hosts"], got["answered"]), (len(fleet.hosts), len(fleet.answered)), f"{title}: counts")
    code = program.ask("baseline").returncode
    unsure = len(fleet.answered) < len(fleet.hosts)
    equal(code, 0 if got["baseline"] else 3 if unsure else 1, f"{title}: exit code")
    for row in got["modes"]:
        wanted = fleet.in_the_way(row["name"])
        more = row["in_the_way_more"]
        ok(len(row["in_the_way"]) + more == len(wanted) and set(row["in_the_way"]) <= set(wanted),
           f"{title}: in the way of {row['name']}", (row, wanted))
    # What matters in the end: each host can run a guest of the answer.
    ok(not got["baseline"] or all(h.gives(got["baseline"], fleet.certainty) for h in fleet.hosts),
       f"{title}: each host gives it")


def check_place(program, title):
    fleet = program.fleet
    for mode in fleet.modes:
        done = program.ask("place", "--mode", mode.lower())
        wanted = [h.name for h in fleet.hosts if h.gives(mode, fleet.certainty)]
        equal(done.stdout.split(), wanted, f"{title}: place of {mode}")
        others = program.ask("place", "--others", "--mode", mode).stdout
        equal(sorted(line.split("\t")[0] for line in others.splitlines()),
              sorted(h.name for h in fleet.hosts if not h.gives(mode, fleet.certainty)),
              f"{title}: others than those of {mode}")


def check_pools(program, title):
    fleet = program.fleet
    got = {pool["name"]: pool["hosts"] for pool in program.json("pools")["pools"]}
    wanted = {}
    for host in fleet.hosts:
        wanted[fleet.pool(host)] = wanted.get(fleet.pool(host), 0) + 1
    equal(got, wanted, f"{title}: pools")


def loss(fleet, pools):
    """What few pools cost: hosts without one, then steps below their best mode."""
    left_out = steps = 0
    for host in fleet.answered:
        best = host.best(fleet.certainty)
        mine = [m for m in pools if host.gives(m, fleet.certainty)]
        if best and mine:
            steps += fleet.modes.index(best) - fleet.modes.index(mine[-1])
        elif best:
            left_out += 1
    return left_out, steps


def check_few_pools(program, title):
    fleet = program.fleet
    for most in (1, 2):
        pools = program.json("pools", "--most", str(most))["pools"]
        chosen = [p["mode"] for p in pools if p["mode"]]
        chosen.sort(key=fleet.modes.index)
        least = min(loss(fleet, choice) for size in range(1, most + 1)
                    for choice in itertools.combinations(fleet.modes, size))
        ok(len(chosen) <= most and loss(fleet, chosen) == least,
           f"{title}: at most {most} pools, and no better choice", (chosen, loss(fleet, chosen), least))


def check_join(program, newcomer, folder, title):
    fleet = program.fleet
    with_path = os.path.join(folder, "with.ndjson")
    new_path = os.path.join(folder, "new.json")
    with open(with_path, "w", encoding="utf-8") as file:
        file.write(fleet.text())
    with open(new_path, "w", encoding="utf-8") as file:
        json.dump(newcomer.record, file, indent=2)
    words = ["--certainty", fleet.certainty, "--with", with_path, new_path]
    got = json.loads(run(program.path, "fleet", "join", "--json", *words).stdout)
    check_schema(program.schema, got, "join")
    got = got["joining"]
    code = run(program.path, "fleet", "join", *words).returncode
    if not newcomer.is_certain(fleet.certainty) or not fleet.answered:
        equal((code, got["may_join"]), (3, None), f"{title}: nobody can tell")
        return
    before = fleet.common(fleet.answered)
    after = fleet.common(fleet.answered + [newcomer])
    equal((code, got["may_join"], got["baseline"]), (0 if before == after else 1, before == after, after),
          f"{title}: {newcomer.name} joins")


def main(tool, schemas, *folders):
    with open(os.path.join(schemas, "compatcaps-fleet.schema.json"), encoding="utf-8") as file:
        schema = strict(json.load(file))
    paths = sorted(itertools.chain.from_iterable(glob.glob(os.path.join(f, "*", "")) for f in folders))
    paths = [p.rstrip("/") for p in paths]
    hosts = [Host(os.path.basename(p), tool, p) for p in paths]
    draw = random.Random(20260101)
    with tempfile.TemporaryDirectory() as folder:
        for i in range(FLEETS):
            chosen = draw.sample(hosts, draw.choice([1, 2, 3, 5, 8, 20, len(hosts)]))
            certainty = draw.choice(CERTAINTIES[1:])
            program = Program(tool, Fleet(chosen, certainty), schema)
            title = f"fleet {i + 1}, {len(chosen)} hosts, {certainty}"
            check_baseline(program, title)
            check_place(program, title)
            check_pools(program, title)
            check_few_pools(program, title)
            check_join(program, draw.choice(hosts), folder, title)
    if not jsonschema:
        ok(True, "schema # SKIP python3-jsonschema is missing")
    return finish()


sys.exit(main(*sys.argv[1:]))

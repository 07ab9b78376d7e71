#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""prometheus_server.py WORK RULES HOSTS TOOL ENGINES LOADER...

Fleets of captured hosts, each host a folder that a node exporter of its own reads,
scraped by one Prometheus with the rules of integration/. Started by
tests/integration/prometheus; standard output is TAP without numbers.
"""

import calendar
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True
from tap import ok  # noqa: E402

LIMIT = 40  # seconds that anything may take to be seen
INTERVAL = 1

work, rules, hosts = map(pathlib.Path, sys.argv[1:4])
tool = sys.argv[4]
engines, loader = pathlib.Path(sys.argv[5]), sys.argv[6:]
children = []


def equal(got, wanted, title):
    ok(got == wanted, title, f"got:    {got}\nwanted: {wanted}")


# --- programs

def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports


def start(name, *arguments):
    log = open(work / f"{name}.log", "ab")
    # Whatever ends this test ends them.
    child = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", *loader, str(engines / name), *arguments],
                             stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    log.close()
    children.append(child)
    return child


def stop(child):
    if child not in children:
        return
    children.remove(child)
    child.terminate()
    try:
        child.wait(15)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def stop_all(*_):
    for child in list(children):
        stop(child)


def interrupted(*_):
    stop_all()
    sys.exit(143)


def get(url):
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read().decode()


def wait_for(what, condition):
    """Whether it comes true within the limit"""
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        try:
            if condition():
                return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.2)
    ok(False, f"within {LIMIT} seconds: {what}", "see the logs: " + tails())
    return False


def tails():
    return "\n".join("".join(log.read_text(errors="replace").splitlines(True)[-5:])
                     for log in work.glob("*.log"))


# --- hosts

class Host:
    """A folder of metrics, and the node exporter that reads it"""

    def __init__(self, name):
        self.name = name
        self.folder = work / "textfiles" / name
        self.folder.mkdir(parents=True)
        self.file = self.folder / "compatcaps.prom"
        [self.port] = free_ports(1)
        self.start()

    def start(self):
        self.exporter = start(
            "prometheus-node-exporter", "--collector.disable-defaults", "--collector.textfile",
            f"--collector.textfile.directory={self.folder}",
            f"--web.listen-address=127.0.0.1:{self.port}")

    def become(self, record):
        """What a captured host tells, written as its collector does"""
        self.record = hosts / record
        subprocess.run([tool, "--from", str(self.record), "metrics", "--output", str(self.file)],
                       stderr=subprocess.DEVNULL, timeout=20, check=False)

    def is_up(self):
        return "compatcaps_info" in get(f"http://127.0.0.1:{self.port}/metrics")


class Prometheus:
    def __init__(self):
        self.targets = work / "targets.json"
        self.targets.write_text("[]")
        # The rules as they are, but for how often they are evaluated and how long a
        # baseline has to hold
        text = (rules / "compatcaps.rules.yml").read_text()
        for old, new in ("    interval: 1m\n", f"    interval: {INTERVAL}s\n"), ("[10m]", "[6s]"), ("offset 10m", "offset 6s"):
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        (work / "rules.yml").write_text(text)
        (work / "prometheus.yml").write_text(json.dumps({
            "global": {"scrape_interval": f"{INTERVAL}s", "scrape_timeout": f"{INTERVAL}s"},
            "rule_files": [str(work / "rules.yml")],
            "scrape_configs": [{"job_name": "node", "file_sd_configs": [
                {"files": [str(self.targets)], "refresh_interval": "1s"}]}]}))
        [self.port] = free_ports(1)
        self.child = start(
            "prometheus", f"--config.file={work / 'prometheus.yml'}",
            f"--storage.tsdb.path={work / 'data'}", f"--web.listen-address=127.0.0.1:{self.port}",
            "--log.level=warn")

    def api(self, path, **arguments):
        query = urllib.parse.urlencode(arguments)
        return json.loads(get(f"http://127.0.0.1:{self.port}/api/v1/{path}?{query}"))["data"]

    def query(self, expression):
        """[(labels, value)]"""
        return [(one["metric"], float(one["value"][1]))
                for one in self.api("query", query=expression)["result"]]

    def number(self, expression):
        values = self.query(expression)
        return values[0][1] if len(values) == 1 else None

    def mode(self, expression):
        labels = [labels for labels, _ in self.query(expression)]
        return labels[0]["mode"] if labels else None

    def scrape(self, members):
        """Make these hosts the fleet, and wait until the rules have seen all of it."""
        made = json.dumps([{"targets": [f"127.0.0.1:{host.port}"], "labels": {"instance": host.name}}
                           for host in members])
        aside = self.targets.with_suffix(".new")
        aside.write_text(made)
        aside.rename(self.targets)
        names = sorted(host.name for host in members)
        # A target that went is not told of any more some intervals later.
        return wait_for("the fleet is scraped", lambda: sorted(
            labels["instance"] for labels, _ in self.query("up")) == names) and self.settle()

    def settle(self):
        """Wait for an evaluation of the rules behind a scrape of each target."""
        scraped = now = time.time()

        def all_scraped():
            nonlocal scraped
            times = [stamp(one["lastScrape"]) for one in self.api("targets")["activeTargets"]]
            scraped = max(times, default=0)
            return times and min(times) > now

        def evaluated():
            [group] = self.api("rules")["groups"]
            return stamp(group["lastEvaluation"]) > scraped + 0.1

        return wait_for("all are scraped", all_scraped) and wait_for("the rules are evaluated", evaluated)


def stamp(text):
    """Go's time, which has up to nine digits behind the second"""
    seconds, _, rest = text.partition(".")
    fraction = re.match(r"\d*", rest).group()
    if not fraction:
        seconds = text[:19]
    zone = re.search(r"(Z|[+-]\d\d:\d\d)$", text).group()
    offset = 0 if zone == "Z" else int(zone[0] + "1") * (int(zone[1:3]) * 3600 + int(zone[4:]) * 60)
    whole = time.strptime(seconds[:19], "%Y-%m-%dT%H:%M:%S")
    return calendar.timegm(whole) - offset + float("0." + (fraction or "0"))


# --- what is right

def host_of(record):
    done = subprocess.run([tool, "--from", str(record), "--json"], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, timeout=20, check=False)
    return json.loads(done.stdout)


def computed(records):
    """The baseline by what each host says of itself"""
    documents = [host_of(record) for record in records]
    answered = [one for one in documents if one["source"] in ("dev-kvm", "vm")]
    given = {}
    for one in documents:
        for mode in one["modes"]:
            given.setdefault(mode["name"], 0)
            given[mode["name"]] += mode["available"] is True and mode["certainty"] == "sure"

    def newest(count):
        names = [name for name, hosts_ in given.items() if count and hosts_ == count]
        return names[-1] if names else None

    return {"hosts": len(documents), "answered": len(answered),
            "unsure": len(documents) - len(answered), "baseline": newest(len(documents)),
            "baseline_of_answered": newest(len(answered)), "given": given}


def told(records):
    """The same by `compatcaps fleet baseline`"""
    done = subprocess.run([tool, "fleet", "baseline", "--json", *map(str, records)],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=30, check=False)
    if not done.stdout:
        return done.stderr.decode()
    document = json.loads(done.stdout)
    answer = {key: document[key] for key in
              ("hosts", "answered", "unsure", "baseline", "baseline_of_answered")}
    return answer | {"given": {mode["name"]: mode["yes"] for mode in document["modes"]}}


def by_rules(prometheus):
    return {"hosts": prometheus.number("fleet:compatcaps_hosts:count"),
            "answered": prometheus.number("fleet:compatcaps_hosts_answered:count"),
            "unsure": prometheus.number("fleet:compatcaps_hosts_unsure:count"),
            "baseline": prometheus.mode("fleet:compatcaps_baseline:info"),
            "baseline_of_answered": prometheus.mode("fleet:compatcaps_baseline_of_answered:info"),
            "given": {labels["mode"]: int(value)
                      for labels, value in prometheus.query("mode:compatcaps_hosts:count")}}


FLEETS = {
    "newest only": ["powervm-p11.compat", "nested-p11.mainline"],
    "POWER10 and up": ["powervm-p11.compat", "powervm-p10.compat", "powervm-p11-p10.compat",
                       "nested-p10.mainline", "powernv-p10.compat"],
    "with a POWER9 host": ["powervm-p11.compat", "powervm-p10.compat", "powervm-p11-p10.compat",
                           "nested-p10.mainline", "powernv-p10.compat", "powervm-p9.compat"],
    "with a stock host": ["powervm-p11.compat", "powervm-p10.compat", "nested-p10.mainline",
                          "powervm-p10.stock"],
    "with a host that has no KVM": ["powervm-p11.compat", "powervm-p10.compat", "hash-mmu.compat"],
    "stock hosts only": ["powervm-p10.stock", "nested-p11.stock-7.2"],
    "one": ["powervm-p11-p9.compat"],
    "all kinds": ["powervm-p11-p10.compat", "nested-p9.compat-7.2", "powernv-p9.compat",
                  "powernv-p10.mainline", "no-nesting.stock", "nested-p11-p10.mainline",
                  "powervm-p9.stock", "powervm-p11.compat-7.2"],
}


def try_fleets(prometheus, machines):
    for title, names in FLEETS.items():
        records = [hosts / name for name in names]
        members = machines[:len(names)]
        for machine, name in zip(members, names):
            machine.become(name)
        if not prometheus.scrape(members):
            continue
        answer = by_rules(prometheus)
        equal(answer, computed(records), f"{title}: the rules' answer is that of the hosts")
        equal(answer, told(records), f"{title}: and that of 'compatcaps fleet baseline': {answer['baseline']}")


def alerts(prometheus):
    """Those that are at least pending, with the host or None"""
    return {(one["labels"]["alertname"], one["labels"].get("instance"))
            for one in prometheus.api("alerts")["alerts"]}


def try_changes(prometheus, machines):
    """A fleet in which things happen to one host"""
    members, one = machines[:3], machines[2]
    for machine, name in zip(members, ["powervm-p11.compat", "powervm-p10.compat", "powervm-p9.compat"]):
        machine.become(name)
    prometheus.scrape(members)
    equal(prometheus.mode("fleet:compatcaps_baseline:info"), "POWER9", "a fleet with a POWER9 host")
    equal(alerts(prometheus), set(), "nothing is told of it")

    one.become("powervm-p11-p10.compat")
    prometheus.settle()
    equal(prometheus.mode("fleet:compatcaps_baseline:info"), "POWER10", "it is replaced: the baseline rises")
    equal(alerts(prometheus), {("CompatcapsAnswerChanged", one.name)}, "a changed answer is told")
    power10 = prometheus.number("fleet:compatcaps_baseline:logical_pvr")
    wait_for("the baseline holds", lambda: prometheus.number("fleet:compatcaps_baseline_held:logical_pvr") == power10)
    one.become("powervm-p9.compat")
    prometheus.settle()
    equal(prometheus.mode("fleet:compatcaps_baseline:info"), "POWER9", "it is back: the baseline falls")
    equal(alerts(prometheus), {("CompatcapsAnswerChanged", one.name), ("CompatcapsBaselineDropped", None)},
          "a fallen baseline is about to be told")

    old = time.time() - 3600
    os.utime(one.file, (old, old))
    prometheus.settle()
    answer = by_rules(prometheus)
    equal((answer["hosts"], answer["answered"], answer["baseline"], answer["baseline_of_answered"]),
          (3, 2, None, "POWER10"), "a file that is an hour old is not believed, and its host not forgotten")
    ok(("CompatcapsAnswerStale", one.name) in alerts(prometheus), "and it is about to be told", alerts(prometheus))

    one.become("no-such-host")
    prometheus.settle()
    answer = by_rules(prometheus)
    equal((answer["hosts"], answer["answered"], answer["baseline"]), (3, 2, None),
          "a look that failed takes the place of the answer")

    one.file.write_text("this is not the text format\n")
    prometheus.settle()
    answer = by_rules(prometheus)
    equal((answer["hosts"], answer["answered"], answer["baseline"]), (3, 2, None), "a file that is broken")

    one.become("powervm-p9.compat")
    prometheus.settle()
    equal(prometheus.mode("fleet:compatcaps_baseline:info"), "POWER9", "a good one again")
    stop(one.exporter)
    prometheus.settle()
    answer = by_rules(prometheus)
    equal((answer["hosts"], answer["answered"], answer["baseline"], answer["baseline_of_answered"]),
          (3, 2, None, "POWER10"), "a host that is down is not forgotten: the baseline does not rise")
    ok(("CompatcapsAnswerMissing", one.name) in alerts(prometheus), "and it is about to be told",
       alerts(prometheus))
    prometheus.scrape(members[:2])
    answer = by_rules(prometheus)
    equal((answer["hosts"], answer["answered"], answer["baseline"]), (2, 2, "POWER10"),
          "a host that is no target any more has left")
    one.start()
    wait_for("its exporter is up again", one.is_up)


def try_dashboard(prometheus, machines):
    """Each panel's question has an answer, in a fleet where each should have one."""
    members = machines[:2]
    members[0].become("powervm-p11.compat")
    members[1].become("powervm-p9.compat")
    prometheus.scrape(members)
    members[1].become("powervm-p10.compat")
    prometheus.settle()
    dashboard = json.loads((rules / "grafana-dashboard.json").read_text())
    variables = {one["name"]: one["current"]["value"] for one in dashboard["templating"]["list"]
                 if one["type"] == "query"}
    equal(variables, {"mode": "POWER10"}, "dashboard: its variables")
    ids = [panel["id"] for panel in dashboard["panels"]]
    ok(len(ids) == len(set(ids)) and len(ids) > 5, "dashboard: panels have ids of their own", ids)
    for panel in dashboard["panels"]:
        for target in panel["targets"]:
            expression = target["expr"].replace("$mode", "Power11")
            try:
                found = prometheus.query(expression)
            except urllib.error.HTTPError as error:
                found = error.read().decode()
                ok(False, f"dashboard: {panel['title']}", found)
                continue
            ok(found and "$" not in expression, f"dashboard: {panel['title']}: {len(found)} series", expression)
            legend = re.findall(r"{{(.*?)}}", target.get("legendFormat", ""))
            lacks = [name for name in legend for labels, _ in found if name not in labels]
            equal(lacks, [], f"dashboard: {panel['title']}: the labels of its legend")


def main():
    signal.signal(signal.SIGTERM, interrupted)
    signal.signal(signal.SIGINT, interrupted)
    try:
        machines = [Host(f"host{i}") for i in range(max(map(len, FLEETS.values())))]
        for machine, name in zip(machines, ["powervm-p11.compat", "powervm-p10.compat", "powervm-p9.compat"] * 3):
            machine.become(name)
        prometheus = Prometheus()
        up = wait_for("exporters and Prometheus are up", lambda: all(m.is_up() for m in machines)
                      and "Ready" in get(f"http://127.0.0.1:{prometheus.port}/-/ready"))
        if up:
            try_changes(prometheus, machines)
            try_fleets(prometheus, machines)
            try_dashboard(prometheus, machines)
            equal([child.poll() for child in children], [None] * len(children), "no server has ended by itself")
    finally:
        stop_all()


main()

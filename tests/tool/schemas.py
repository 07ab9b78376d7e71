#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""schemas.py PROGRAM DOCS EMULATED-RECORDS MADE-UP-RECORDS

Validates what the tool prints for each record against the JSON Schemas in DOCS,
and what it must not print. Standard output is TAP.
"""

import copy
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True
from tap import finish, ok, skip_all  # noqa: E402

try:
    import jsonschema
except ImportError:
    skip_all("python3-jsonschema is missing")

SOURCES = [None, "dev-kvm", "vm", "trial", "inference"]


def result(title, problems):
    ok(not problems, title, "\n".join(map(str, problems)))


def strict(schema):
    """The same without what only later releases may print."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: strict(value) for key, value in schema.items()}
    if {"$ref": "#/$defs/later_name"} in made.get("anyOf", []):
        made["anyOf"].remove({"$ref": "#/$defs/later_name"})
    # Not in "if", "then" and the like, which name only some members
    if made.get("type") == "object":
        made["additionalProperties"] = False
    return made


def problems_of(schema, document):
    found = jsonschema.Draft202012Validator(schema).iter_errors(document)
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message}"[:300] for e in found]


def run(record, *arguments):
    """What is printed, as JSON, and what is wrong with it."""
    done = subprocess.run([program, "--from", record, *arguments],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=20)
    try:
        return json.loads(done.stdout), []
    except ValueError as error:
        return None, [f"{arguments}: {error}"]


def judge_host(record):
    found = []
    for source in SOURCES:
        document, wrong = run(record, "--json", *(["--source", source] if source else []))
        found += wrong or problems_of(host_schema, document) + problems_of(strict_host, document)
    result(f"{record.name}: --json, from each source", found)


def judge_validation(record, schemas):
    document, found = run(record, "validate", "--json")
    for schema in schemas:
        found = found or problems_of(schema, document)
    result(f"{record.name}: validate --json", found)


def judge_record(record, schemas):
    document, found = run(record, "snapshot")
    for schema in schemas:
        found = found or problems_of(schema, document)
    result(f"{record.name}: snapshot", found)


DOMAIN = """<domain type='{}'><name>one</name>
<os><type arch='ppc64le' machine='pseries'>hvm</type></os>{}</domain>
"""


def judge_domains(*schemas):
    """What 'domain --json' prints, with an outcome of each kind that files can have."""
    xml = "".join(DOMAIN.format(*words) for words in [
        ("kvm", "<cpu mode='host-passthrough'/>"), ("kvm", "<cpu mode='host-model'/>"),
        ("qemu", ""), ("kvm", "<cpu mode='custom'><model>x</model></cpu>"),
        ("kvm", "<cpu mode='host-model'><model>power10</model></cpu>")])
    seen = set()
    for kernel in "stock", "compat":
        record = pathlib.Path(folders[0]) / f"powervm-p11-p10.{kernel}"
        for text in xml, "<domains/>", xml + "<broken":
            done = subprocess.run([program, "--from", record, "--libvirt", "12.8", "domain", "--json", "-"],
                                  input=text, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                  timeout=20, text=True)
            if done.returncode == 8:
                return
            document = json.loads(done.stdout)
            seen |= {domain["outcome"] for domain in document["domains"]}
            result(f"domain --json on {kernel}: {len(document['domains'])} domains",
                   [p for schema in schemas for p in problems_of(schema, document)])
    result("domain --json: each outcome", sorted({"runs", "silently-runs", "paused", "unknown", "not-judged"} - seen))


def judge_fleet(*schemas):
    """What 'domain --fleet --json' prints for all emulated hosts."""
    xml = "".join(DOMAIN.format(*words) for words in [
        ("kvm", "<cpu mode='host-passthrough'/>"), ("qemu", ""),
        ("kvm", "<cpu mode='host-model'><model>power9</model></cpu>")])
    done = subprocess.run([program, "--libvirt", "12.8", "domain", "--json", "--fleet", folders[0], "-"],
                          input=xml, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=20, text=True)
    if done.returncode == 8:
        return
    if not done.stdout:
        result("domain --fleet --json", [done.stderr])
        return
    document = json.loads(done.stdout)
    result(f"domain --fleet --json: {document['hosts']} hosts",
           [p for schema in schemas for p in problems_of(schema, document)])
    for domain in document["domains"]:
        hosts = [host for group in domain["groups"] for host in group["hosts"]]
        result(f"domain --fleet --json: each host is in one group, line {domain['line']}",
               [] if len(hosts) == document["hosts"] else hosts)
    judge_bad(schemas[0], "the fleet-domains schema", document, [
        (["format"], "compatcaps-domains"), (["hosts"], 0), (["domains", 0, "same"], "no"),
        (["domains", 0, "groups"], []), (["domains", 0, "groups", 0, "hosts"], [])])


def changed(document, path, value):
    """A copy with another value at a path; ... for none."""
    document = copy.deepcopy(document)
    at = document
    for key in path[:-1]:
        at = at[key]
    if value is ...:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return document


def judge_bad(schema, name, document, changes):
    for path, value in changes:
        found = problems_of(schema, changed(document, path, value))
        result(f"{name} refuses {'/'.join(map(str, path))} {'removed' if value is ... else repr(value)}",
               [] if found else ["it is valid"])


def judge_later(schema, name, document, changes):
    for path, value in changes:
        result(f"{name} accepts what may come later: {'/'.join(map(str, path))} {value!r}",
               problems_of(schema, changed(document, path, value)))


program, schemas, *folders = sys.argv[1:]
emulated, made_up = [sorted(p for p in pathlib.Path(f).iterdir() if p.is_dir() and p.name[0] != ".")
                     for f in folders]
host_schema, record_schema, domains_schema, validation_schema, placed_schema = [
    json.loads((pathlib.Path(schemas) / f"compatcaps-{name}.schema.json").read_text())
    for name in ("host", "record", "domains", "validation", "fleet-domains")]
strict_host, strict_record, strict_domains, strict_validation = [
    strict(schema) for schema in (host_schema, record_schema, domains_schema, validation_schema)]

for name, schema in [("host", host_schema), ("record", record_schema), ("domains", domains_schema),
                     ("validation", validation_schema), ("fleet-domains", placed_schema)]:
    try:
        jsonschema.Draft202012Validator.check_schema(schema)
        result(f"the {name} schema is one", [])
    except jsonschema.SchemaError as error:
        result(f"the {name} schema is one", [error.message])
for one in emulated:
    judge_host(one)
    judge_record(one, [record_schema, strict_record])
    judge_validation(one, [validation_schema, strict_validation])
for one in made_up:
    judge_host(one)
    judge_record(one, [record_schema])
result("there are records", [] if emulated and made_up else [f"none in one of {folders}"])

good, _ = run(pathlib.Path(folders[0]) / "powervm-p11-p10.compat", "--json")
judge_bad(host_schema, "the host schema", good, [
    (["format"], "compatcaps"), (["version"], 2), (["version"], ...), (["modes"], []),
    (["capabilities"], 6917529027641081856), (["capabilities"], "0x6"), (["capabilities"], None),
    (["host", "processor", "pvr"], "00821200"), (["host", "kernel"], "a\x1b[31m"),
    (["host", "kind"], 4), (["host", "mode", "raw"], "no"), (["host", "mode"], ...),
    (["modes", 0, "certainty"], "none"), (["modes", 0, "available"], None), (["modes", 1, "available"], "yes"),
    (["modes", 1, "certainty"], "quite"), (["modes", 2, "reason"], ...),
    (["best"], None), (["qemu_args"], []), (["error"], {"code": "failed"})])
judge_later(host_schema, "the host schema", good, [
    (["more"], 1), (["host", "more"], {}), (["modes", 1, "more"], []),
    (["host", "kind"], "nested-v3"), (["modes", 1, "reason"], "some-other"),
    (["modes", 3, "name"], "Power12")])
judge_bad(strict_host, "the strict host schema", good, [
    (["more"], 1), (["host", "more"], 1), (["host", "kind"], "nested-v3")])
judge_domains(domains_schema, strict_domains)
judge_fleet(placed_schema, strict(placed_schema))
good, _ = run(pathlib.Path(folders[0]) / "powervm-p11-p10.compat", "snapshot")
judge_bad(record_schema, "the record schema", good, [
    (["format"], "compatcaps-host"), (["version"], 2), (["texts"], []), (["texts"], ...),
    (["texts", "kvm/open"], 0), (["texts", "../x"], ""), (["texts", "a/../x"], ""), (["texts", "a//x"], ""),
    (["texts", "/x"], ""), (["texts", "x/"], ""), (["texts", "x/."], ""), (["texts", ""], ""),
    (["texts", "a b"], ""), (["texts", "later"], 1)])
judge_later(record_schema, "the record schema", good, [
    (["more"], 1), (["texts", "later/one..x"], "1"), (["texts", "kvm/trial/arch-compat-0x0f000008"], "ok")])
judge_bad(strict_record, "the strict record schema", good, [(["texts", "later/one"], "1")])
sys.exit(finish())

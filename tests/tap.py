# SPDX-License-Identifier: GPL-2.0-or-later
"""TAP of tests in Python, without numbers: ok(), and the exit status from finish()."""

count = 0
failed = 0


def ok(condition, title, detail=""):
    global count, failed
    count += 1
    print(f"{'ok' if condition else 'not ok'} - {title}", flush=True)
    if not condition:
        failed = 1
        for line in str(detail)[:4000].splitlines():
            print(f"#   {line}", flush=True)


def skip_all(why):
    print(f"1..0 # SKIP {why}")
    raise SystemExit(0)


def finish():
    print(f"1..{count}")
    return failed

# SPDX-License-Identifier: GPL-2.0-or-later
"""TAP for the tests in Python: ok(), and the exit status from finish()."""

count = 0
failed = 0


def ok(condition, title, detail=""):
    global count, failed
    count += 1
    print(f"{'ok' if condition else 'not ok'} {count} - {title}")
    if not condition:
        failed = 1
        print("\n".join("# " + line for line in str(detail)[:2000].splitlines()))


def finish():
    print(f"1..{count}")
    return failed

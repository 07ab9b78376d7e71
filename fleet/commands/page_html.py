#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Write page.html as two strings of C: page_html.py PAGE OUT

The page's policy gets the hashes of its own script and style: a browser runs and
applies no others, whatever else a page may come to hold.
"""

import base64
import hashlib
import re
import sys

DATA = "@FLEET@"
# What the policy's marks stand for: the only element of its kind without attributes
OWN = {"@SCRIPT@": "script", "@STYLE@": "style"}


def source_of(text, tag):
    (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def page_with_policy(path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    for mark, tag in OWN.items():
        before, after = text.split(mark)
        text = before + source_of(text, tag) + after
    return text


def c_string(name, text):
    lines = [f"extern const char {name}[];", f"const char {name}[] ="]
    for line in text.splitlines(keepends=True):
        # Escapes in octal end by themselves, other than those in hexadecimal.
        octets = (
            chr(b) if 32 <= b < 127 and chr(b) not in '\\"?' else f"\\{b:03o}"
            for b in line.encode()
        )
        lines.append(f'"{"".join(octets)}"')
    return "\n".join(lines) + ";\n"


def main(page, out):
    before, after = page_with_policy(page).split(DATA)
    with open(out, "w", encoding="ascii") as file:
        file.write(c_string("page_before", before) + c_string("page_after", after))


if __name__ == "__main__":
    main(*sys.argv[1:])

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Write page.html as two strings of C: page_html.py PAGE OUT"""

import sys

MARK = "@FLEET@"


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
    with open(page, encoding="utf-8") as file:
        before, after = file.read().split(MARK)
    with open(out, "w", encoding="ascii") as file:
        file.write(c_string("page_before", before) + c_string("page_after", after))


main(*sys.argv[1:])

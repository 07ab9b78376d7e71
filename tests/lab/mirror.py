# SPDX-License-Identifier: GPL-2.0-or-later
"""A small Debian mirror for tests of lab/fetch, with packages that hold next to nothing.

usage: mirror.py FOLDER

Serves on 127.0.0.1 and prints the port. The files FOLDER/holes, FOLDER/vanishing,
FOLDER/other and FOLDER/longer have names of files, a line each, which are read at each
request:
  holes      are answered with 404
  vanishing  are there at the first request, and answered with 404 from then on
  other      have other content of the same size
  longer     have one byte more
A name can stand behind that of a release, "trixie/NAME": then only that one's is meant.
Where FOLDER/silent exists, no request is answered. Where FOLDER/elsewhere exists,
packages are redirected. FOLDER/asked gets the name of each file that is asked for.
It ends with whoever started it.
"""

import gzip
import hashlib
import http.server
import io
import os
import sys
import tarfile
import threading
import time
import urllib.parse

RELEASES = ("bookworm", "bookworm-backports", "trixie")
# Older and newer, in one list each
KERNELS = ("6.12.9", "6.12.10")
LIBRARY = ("1.0", "2.0")

files = {}


def tar(members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz", format=tarfile.GNU_FORMAT) as archive:
        for name, text in members.items():
            member = tarfile.TarInfo("./" + name)
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text))
    return out.getvalue()


def ar(members):
    out = b"!<arch>\n"
    for name, data in members.items():
        out += f"{name:<16}{0:<12}{0:<6}{0:<6}{100644:<8}{len(data):<10}`\n".encode()
        out += data + b"\n" * (len(data) % 2)
    return out


def package(release, name, architecture, version, depends=""):
    """Adds it to the pool; returns its paragraph for the list."""
    control = f"Package: {name}\nVersion: {version}\nArchitecture: {architecture}\n"
    control += f"Maintainer: nobody <nobody@localhost>\nDescription: {name}\n"
    control += f"Depends: {depends}\n" if depends else ""
    content = {f"usr/lib/{name}/version": version.encode() + b"\n"}
    data = ar({"debian-binary": b"2.0\n", "control.tar.gz": tar({"control": control.encode()}),
               "data.tar.gz": tar(content)})
    path = f"pool/{release}/{name}_{version.split(':')[-1]}_{architecture}.deb"
    files[path] = data
    return control + f"Filename: {path}\nSize: {len(data)}\nSHA256: {hashlib.sha256(data).hexdigest()}\n"


def kernel(release, version):
    full = version + "-1"
    kernel_release = f"{version}+deb-powerpc64le"
    common, kbuild = f"linux-headers-{version}+deb-common", f"linux-kbuild-{version}+deb"
    yield package(release, f"linux-image-{kernel_release}", "ppc64el", full)
    yield package(release, f"linux-headers-{kernel_release}", "ppc64el", full, f"{common}, {kbuild}")
    yield package(release, common, "all", full)
    yield package(release, kbuild, "amd64", full)
    yield package(release, "linux-source-6.12", "all", full)


def packages(release):
    for name in ("gcc-powerpc64le-linux-gnu", "binutils-powerpc64le-linux-gnu", "make", "patch",
                 "cpio", "xz-utils", "ninja-build", "pkgconf"):
        yield package(release, name, "amd64", "1.0")
    for name in ("libc6-dev-ppc64el-cross", "meson", "qemu-system-data"):
        yield package(release, name, "all", "1.0")
    yield package(release, "busybox-static", "ppc64el", "1:1.0+b1")
    for architecture in ("amd64", "ppc64el"):
        yield package(release, "qemu-system-ppc", architecture, "10.0", "libshared")
        for version in LIBRARY:
            yield package(release, "libshared", architecture, version)
    for version in KERNELS:
        yield from kernel(release, version)


def source(release):
    parts = {}
    for suffix in ("-1.dsc", ".orig.tar.gz", "-1.debian.tar.xz"):
        path = f"pool/{release}/cjson_1.7{suffix}"
        parts[path] = files[path] = suffix.encode()
    text = "Package: cjson\nBinary: libcjson-dev\nVersion: 1.7-1\nArchitecture: any\n"
    text += f"Format: 3.0 (quilt)\nDirectory: pool/{release}\n"
    for field, function in (("Files", hashlib.md5), ("Checksums-Sha256", hashlib.sha256)):
        text += f"{field}:\n"
        for path, data in parts.items():
            text += f" {function(data).hexdigest()} {len(data)} {os.path.basename(path)}\n"
    return text


def publish(release):
    # Kernels for Debian 12 are in its backports.
    named = [] if release == "bookworm" else list(packages(release))
    lists = {}
    for architecture in ("amd64", "ppc64el"):
        wanted = [text for text in named if f"Architecture: {architecture}\n" in text or "Architecture: all\n" in text]
        lists[f"main/binary-{architecture}/Packages.gz"] = "\n".join(wanted)
    lists["main/source/Sources.gz"] = "" if release.endswith("backports") else source(release)
    sums = ""
    for path, text in lists.items():
        plain = text.encode()
        packed = gzip.compress(plain, mtime=0)
        files[f"dists/{release}/{path}"] = packed
        for name, data in ((path, packed), (path[:-3], plain)):
            sums += f" {hashlib.sha256(data).hexdigest()} {len(data)} {name}\n"
    files[f"dists/{release}/Release"] = (
        f"Origin: Debian\nLabel: Debian\nSuite: {release}\nCodename: {release}\n"
        f"Date: Thu, 01 Jan 2026 00:00:00 UTC\nArchitectures: amd64 ppc64el\nComponents: main\n"
        + ("NotAutomatic: yes\n" if release.endswith("backports") else "")
        + f"SHA256:\n{sums}").encode()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seen = set()

    def is_in(self, kind, release, name):
        try:
            with open(os.path.join(folder, kind), encoding="ascii") as lines:
                words = lines.read().split()
                return name in words or f"{release}/{name}" in words
        except FileNotFoundError:
            return False

    def content(self, path):
        name = os.path.basename(path)
        release = path.split("/")[1].removesuffix("-backports") if "/" in path else ""
        with open(os.path.join(folder, "asked"), "a", encoding="ascii") as asked:
            asked.write(name + "\n")
        gone = path in self.seen and self.is_in("vanishing", release, name)
        self.seen.add(path)
        data = files.get(path)
        if data is None or gone or self.is_in("holes", release, name):
            return None
        if self.is_in("other", release, name):
            return bytes(len(data))
        return data + b"\n" if self.is_in("longer", release, name) else data

    def answer(self, status, data, **fields):
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        try:
            self.wfile.write(data)
        except ConnectionError:
            pass

    def do_GET(self):
        path = urllib.parse.unquote(self.path).lstrip("/")
        while os.path.exists(os.path.join(folder, "silent")):
            time.sleep(0.1)
        if path.startswith("pool/") and os.path.exists(os.path.join(folder, "elsewhere")):
            self.answer(302, b"", Location="/elsewhere" + self.path)
            return
        data = self.content(path.removeprefix("elsewhere/"))
        self.answer(404 if data is None else 200, data or b"")

    def log_message(self, *args):
        pass


def end_with(parent):
    while os.getppid() == parent:
        time.sleep(0.2)
    os._exit(0)


folder = sys.argv[1]
for one in RELEASES:
    publish(one)
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=end_with, args=(os.getppid(),), daemon=True).start()
print(server.server_port, flush=True)
server.serve_forever()

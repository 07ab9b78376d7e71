# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Debian's complete source of the lab's kernel.

. "$repo/lab/kernel-source.sh"

# fetch_tarball FOLDER: sets $tarball
fetch_tarball() {
	ensure_lists
	(cd "$1" && lab_apt apt-get download -q "$(full_source_package)" >/dev/null 2>&1)
	dpkg-deb --fsys-tarfile "$1"/linux-source-*.deb | tar -x -C "$1" --wildcards './usr/src/*.tar.xz'
	rm "$1"/linux-source-*.deb
	tarball=$1/usr/src/linux-source-$series.tar.xz
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Files and folders below a directory that replaces "/". */
#ifndef COMPATCAPS_ROOT_OPEN_H
#define COMPATCAPS_ROOT_OPEN_H

/*
 * Open a relative path. root: NULL for "/", or a directory; symbolic links
 * cannot lead out of it. Returns a descriptor, or -1 and sets errno.
 */
int root_open(const char *root, const char *path, int flags);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Files and folders below a directory that stands in place of "/". */
#ifndef COMPATCAPS_ROOT_OPEN_H
#define COMPATCAPS_ROOT_OPEN_H

/*
 * Open a path, which is relative. root: NULL for "/", or a directory, which
 * links do not lead out of. A descriptor, or -1 and errno.
 */
int root_open(const char *root, const char *path, int flags);

#endif

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMPATCAPS_FILES_H
#define COMPATCAPS_FILES_H

#include "notes.h"

/* Collect from /proc and /sys; a missing file is not an error. */
void compatcaps_collect_files(struct notes *notes);

#endif

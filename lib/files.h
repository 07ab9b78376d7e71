/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMPATCAPS_FILES_H
#define COMPATCAPS_FILES_H

#include "notes.h"

/* /proc, /sys; none that is missing is an error. */
void compatcaps_collect_files(struct notes *notes);

#endif

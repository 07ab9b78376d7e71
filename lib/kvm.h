/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMPATCAPS_KVM_H
#define COMPATCAPS_KVM_H

#include "notes.h"

/* Collect from /dev/kvm; `sources` as in compatcaps_collect(). */
void compatcaps_collect_kvm(struct notes *notes, unsigned int sources);

#endif

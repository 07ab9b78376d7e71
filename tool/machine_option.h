/* SPDX-License-Identifier: GPL-2.0-or-later */
/* QEMU's option -machine, and the property of it that limits a guest's mode. */
#ifndef COMPATCAPS_MACHINE_OPTION_H
#define COMPATCAPS_MACHINE_OPTION_H

#include <stdbool.h>

/* QEMU takes its options with one dash or two. */
bool is_qemu_option(const char *word, const char *name);
bool is_machine_option(const char *word);

/*
 * The value of max-cpu-compat in a list of properties, as "pseries,accel=kvm",
 * up to its end or the next comma: the last one, which QEMU takes. NULL: none.
 */
const char *machine_compat(const char *list);

#endif

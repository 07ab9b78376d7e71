/* SPDX-License-Identifier: GPL-2.0-or-later */
/* QEMU's option -machine, and its property that limits a guest's mode. */
#ifndef COMPATCAPS_MACHINE_OPTION_H
#define COMPATCAPS_MACHINE_OPTION_H

#include <stdbool.h>

/* QEMU accepts its options with one dash or two. */
bool is_qemu_option(const char *word, const char *name);
bool is_machine_option(const char *word);

/*
 * The value of max-cpu-compat in a list of properties such as
 * "pseries,accel=kvm". It ends at a comma or at the end of the list. QEMU uses
 * the last one. NULL: none
 */
const char *machine_compat(const char *list);

#endif

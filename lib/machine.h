/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What the files of /proc and /sys say about the machine. Each path is read
 * below `root`: "" for the machine itself, a directory for a captured one.
 * What is missing, cut or not as expected is "not known", never an error.
 */
#ifndef COMPATCAPS_MACHINE_H
#define COMPATCAPS_MACHINE_H

#include "compatcaps.h"

enum machine_nested {
	MACHINE_NESTED_UNKNOWN,
	MACHINE_NESTED_OFF,
	MACHINE_NESTED_ON,
};

/* The processor's PVR, from /proc/cpuinfo; 0: not known. */
uint32_t compatcaps_machine_processor_pvr(const char *root);

/* `cpu-version` of the first processor in the device tree; 0: not known. */
uint32_t compatcaps_machine_partition_pvr(const char *root);

/* Bare metal, pseries or unknown: the files cannot tell more. */
enum compatcaps_kind compatcaps_machine_kind(const char *root);

/* kvm-hv's module parameter `nested`. */
enum machine_nested compatcaps_machine_nested(const char *root);

#endif

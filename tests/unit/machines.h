/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Simulated machines that several tests use. */
#ifndef TESTS_MACHINES_H
#define TESTS_MACHINES_H

#include "machine.h"

/* A Power11 partition in POWER10 mode; KVM uses the nested API v2 */
#define POWER9_AND_POWER10 0x6000000000000000
#define POWER9_AND_POWER10_TEXT "0x6000000000000000"

/* This project's kernel: /dev/kvm answers. */
extern const struct machine machine_dev_kvm;
/* Linux 7.3: /dev/kvm returns EINVAL, a VM answers. */
extern const struct machine machine_mainline;
/* Linux 6.12: no interface; KVM accepts modes up to POWER10. */
extern const struct machine machine_old;

#endif

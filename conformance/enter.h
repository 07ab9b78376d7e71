/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parts of a run that enter.c and execute.c share. */
#ifndef CONFORMANCE_ENTER_H
#define CONFORMANCE_ENTER_H

#include <stddef.h>
#include <stdint.h>

#include "guest.h"
#include "tables.h"

/* Layout of the guest's memory, in real addresses */
#define GUEST_VECTORS_END 0x1000
#define GUEST_TO_USER 0x1000 /* code that goes over to problem state */
#define GUEST_USER 0x2000    /* code in problem state */
#define GUEST_MEMORY GUEST_TABLES_END

#define MSR_SF (1ULL << 63)
#define MSR_PR (1ULL << 14)
#define MSR_ME (1ULL << 12)
#define MSR_IR (1ULL << 5)
#define MSR_DR (1ULL << 4)

/* Gives the guest its memory, once. 0, or @why not. */
int guest_prepare(struct guest *guest, char *why, size_t size);

/*
 * Runs from @start until the hypercall comes. 0: it came, from the code at
 * @from; otherwise @why says what came instead.
 */
int guest_run_from(struct guest *guest, uint16_t start, uint16_t *from,
		   char *why, size_t size);

#endif

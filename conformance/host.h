/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the host says about itself, outside of the interface under test. */
#ifndef CONFORMANCE_HOST_H
#define CONFORMANCE_HOST_H

#include <stdbool.h>
#include <stdint.h>

struct host {
	char release[65];
	uint32_t cpu_version; /* the partition's own; 0: not in the tree */
	uint32_t pvr;	      /* the processor's own; 0: not found */
};

void host_read(struct host *host);

/*
 * Does one instruction exist for this program? Its bits must leave all
 * registers alone that a function may not change.
 */
bool host_executes(uint32_t instruction);

/* "EINVAL"; "0" for no error, "?" for a number without a name. */
const char *errno_name(int error);

#endif

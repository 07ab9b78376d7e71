/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What people have of a host instead of a record: what lscpu prints, in any
 * language or as JSON, or a copy of /proc/cpuinfo.
 */
#ifndef COMPATCAPS_HOST_TEXT_H
#define COMPATCAPS_HOST_TEXT_H

#include "compatcaps.h"

/* More than any host prints */
#define HOST_TEXT_LARGEST (1U << 20)

enum host_text_result {
	HOST_TEXT_TAKEN,
	HOST_TEXT_OTHER,   /* it tells of no processor */
	HOST_TEXT_SEVERAL, /* it tells of more than one */
	HOST_TEXT_FAILED,  /* out of memory */
};

/*
 * Add to the evidence what it has not yet and the text tells: the processor,
 * the host's own mode, whether there is a hypervisor, the architecture.
 * text: `size` bytes, as they were read; in any encoding that paste.h reads.
 */
enum host_text_result host_text_read(struct compatcaps_evidence *evidence,
				     char *text, size_t size);

/* The same of what "uname -a" prints: the names of the host and its kernel */
void host_text_read_uname(struct compatcaps_evidence *evidence,
			  const char *text);

#endif

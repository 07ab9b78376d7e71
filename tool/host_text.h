/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Texts that can replace a record: the output of lscpu, in any language or as
 * JSON, or a copy of /proc/cpuinfo.
 */
#ifndef COMPATCAPS_HOST_TEXT_H
#define COMPATCAPS_HOST_TEXT_H

#include "compatcaps.h"

/* Larger than what any host prints */
#define HOST_TEXT_LARGEST (1U << 20)

enum host_text_result {
	HOST_TEXT_TAKEN,
	HOST_TEXT_OTHER,   /* it names no processor */
	HOST_TEXT_SEVERAL, /* it names several processors */
	HOST_TEXT_FAILED,  /* out of memory */
};

/*
 * Add the observations that the text contains and that are still missing: the
 * processor, the mode of the host, whether there is a hypervisor, the
 * architecture. text: `size` bytes as they were read, in any encoding that
 * paste.h reads
 */
enum host_text_result host_text_read(struct compatcaps_evidence *evidence,
				     char *text, size_t size);

/*
 * The same for the output of "uname -a": the nodename and the kernel's release
 */
void host_text_read_uname(struct compatcaps_evidence *evidence,
			  const char *text);

#endif

/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The sizes that records had when they were first released. */
#ifndef COMPATCAPS_RECORD_H
#define COMPATCAPS_RECORD_H

#include "compatcaps.h"

#define RECORD_END(type, member) \
	(offsetof(type, member) + sizeof(((type *)0)->member))

#define EVIDENCE_SIZE_VER0 RECORD_END(struct compatcaps_evidence, texts)
#define HOST_SIZE_VER0 RECORD_END(struct compatcaps_host, name)
#define VERDICT_SIZE_VER0 RECORD_END(struct compatcaps_verdict, certainty)

#endif

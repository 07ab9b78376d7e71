/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The sizes of the callers' structs in their first release. */
#ifndef COMPATCAPS_STRUCT_SIZE_H
#define COMPATCAPS_STRUCT_SIZE_H

#include "compatcaps.h"

#define END_OF(type, member) \
	(offsetof(type, member) + sizeof(((type *)0)->member))

#define EVIDENCE_SIZE_VER0 END_OF(struct compatcaps_evidence, texts)
#define HOST_SIZE_VER0 END_OF(struct compatcaps_host, name)
#define VERDICT_SIZE_VER0 END_OF(struct compatcaps_verdict, certainty)

#endif

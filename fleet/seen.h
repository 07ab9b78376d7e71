/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which hosts are there more than once? Exact but for equal hashes of 64 bits,
 * in memory that does not grow with the fleet: what has been seen goes to a
 * temporary file ($TMPDIR) and is looked at in parts in the end.
 */
#ifndef COMPATCAPS_FLEET_SEEN_H
#define COMPATCAPS_FLEET_SEEN_H

#include <stddef.h>

#include "answers.h"

struct sighting {
	uint64_t name; /* its hash */
	answers answers;
	uint64_t place;
};

struct seen;

/* NULL: no memory */
struct seen *seen_new(void);
void seen_free(struct seen *seen);

/* 0, or a negative errno: no memory, or no room for the temporary file */
int seen_add(struct seen *seen, const struct sighting *sighting);

/*
 * Call back for each name with more than one sighting, in the order of their
 * places. 0, or a negative errno.
 */
int seen_more_than_once(struct seen *seen,
			void (*found)(void *context,
				      const struct sighting *sightings,
				      size_t count),
			void *context);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A fleet: what the records of many hosts say, all of it in memory. */
#ifndef COMPATCAPS_FLEET_H
#define COMPATCAPS_FLEET_H

#include <stddef.h>
#include <stdint.h>

#include "request.h"

/* What a host says of itself, for people; empty: not known */
enum host_text {
	HOST_NAME, /* never empty: of the record's origin, if it has none */
	HOST_KIND,
	HOST_PROCESSOR,
	HOST_OWN_MODE,
	HOST_KERNEL,
	HOST_SOURCE,
	HOST_NOTE, /* how it contradicts itself */
	HOST_TEXTS,
};

/* A record. Its texts may be any bytes but NUL: see print_text(). */
struct fleet_host {
	const char *texts; /* one behind the other, in the order above */
	compatcaps_answers answers;
	/* Where its record is: which input, and the line; 0: a folder */
	uint32_t input, line;
	bool has_own_name;
	/* Only one of the records of a name counts. */
	bool counts;
	/* A later record of its name that says something else */
	const struct fleet_host *rival;
};

struct text_block;

struct fleet {
	struct fleet_host *hosts; /* in the order of the records */
	size_t count;
	uint64_t broken;     /* records that were left out */
	uint64_t unreadable; /* files and folders, likewise */
	/* Of the implementation */
	size_t room;
	struct text_block *texts;
	const char **inputs;
	size_t input_count, input_room;
};

/* An empty one is all 0. */
void fleet_free(struct fleet *fleet);

/* What comes next is in this file or folder. EXIT_YES, or out of memory */
enum exit_code fleet_add_input(struct fleet *fleet, const char *path);

/* texts: as of a host; copied. EXIT_YES, or out of memory */
enum exit_code fleet_add_host(struct fleet *fleet,
			      const struct fleet_host *host,
			      const char *const texts[HOST_TEXTS]);

/* One of the texts of a host */
const char *host_text(const struct fleet_host *host, enum host_text which);

/* Then none of its answers counts. */
bool host_contradicts_itself(const struct fleet_host *host);

/* Room for any path, and a line */
#define ORIGIN_SIZE 4200

/* Where the record is, as "FILE:LINE", or the folder */
const char *host_origin(const struct fleet *fleet,
			const struct fleet_host *host, char words[ORIGIN_SIZE]);

/* Say so, and the exit code for it */
enum exit_code fleet_no_memory(void);

#endif

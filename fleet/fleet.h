/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A fleet: the records of many hosts, all in memory. */
#ifndef COMPATCAPS_FLEET_H
#define COMPATCAPS_FLEET_H

#include <stddef.h>
#include <stdint.h>

#include "request.h"

/* The strings that describe a host, for people; empty: not known */
enum host_text {
	HOST_NAME, /* never empty: made from the origin of the record if the
		      host has no name */
	HOST_KIND,
	HOST_PROCESSOR,
	HOST_OWN_MODE,
	HOST_KERNEL,
	HOST_SOURCE,
	HOST_NOTE, /* how it contradicts itself */
	HOST_TEXTS,
};

/* A record. Its strings can contain any bytes but NUL: see print_text(). */
struct fleet_host {
	const char *texts; /* one after another, in the order above */
	compatcaps_answers answers;
	/*
	 * The origin of the record: the number of the input, and the line; 0: a
	 * directory
	 */
	uint32_t input, line;
	bool has_own_name;
	/* Only one of the records with the same name counts. */
	bool counts;
	/* A later record with the same name and different answers */
	const struct fleet_host *rival;
};

/*
 * Gets each host after it was added, as its record describes it; valid during
 * the call. NULL: the record contradicts itself, or the answers that
 * 'compatcaps --json' printed do not follow from the rest of it.
 */
typedef enum exit_code fleet_visit(const struct compatcaps_host *host,
				   void *context);

struct text_block;

struct fleet {
	struct fleet_host *hosts; /* in the order of the records */
	size_t count;
	uint64_t broken;     /* records that were left out */
	uint64_t unreadable; /* files and directories that were left out */
	fleet_visit *visit;  /* NULL: nobody */
	void *visit_context;
	/* Internal */
	size_t room;
	struct text_block *texts;
	const char **inputs;
	size_t input_count, input_room;
};

/* An empty fleet is all 0. */
void fleet_free(struct fleet *fleet);

/*
 * The next hosts come from this file or directory. EXIT_YES, or out of memory
 */
enum exit_code fleet_add_input(struct fleet *fleet, const char *path);

/*
 * texts: the strings that describe the host; copied. EXIT_YES, or out of memory
 */
enum exit_code fleet_add_host(struct fleet *fleet,
			      const struct fleet_host *host,
			      const char *const texts[HOST_TEXTS]);

/* One of the strings of a host */
const char *host_text(const struct fleet_host *host, enum host_text which);

/* If so, none of its answers counts. */
bool host_contradicts_itself(const struct fleet_host *host);

/* Room for any path, and a line */
#define ORIGIN_SIZE 4200

/* The origin of the record, as "FILE:LINE", or its directory */
const char *host_origin(const struct fleet *fleet,
			const struct fleet_host *host, char words[ORIGIN_SIZE]);

/* Prints that memory is short; returns the exit code for it */
enum exit_code fleet_no_memory(void);

#endif

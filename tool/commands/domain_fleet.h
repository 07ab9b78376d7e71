/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What libvirt domains become on each host of a fleet. */
#ifndef COMPATCAPS_DOMAIN_FLEET_H
#define COMPATCAPS_DOMAIN_FLEET_H

#include "domain_judge.h"
#include "tally.h"

/* The hosts on which a domain becomes the same */
struct domain_group {
	struct domain_answer answer; /* on the first */
	size_t *hosts;		     /* their numbers in the fleet */
	size_t count;
};

struct domain_guest {
	struct domain domain;
	const char *path;
	struct domain_group *groups; /* in the order of their first hosts */
	size_t count;
};

/* Only `request` is set at the start. */
struct domain_fleet {
	struct request request;
	struct tally tally;
	struct domain_guest *guests;
	size_t count;
	/* A host whose elements suit all: one that needs more if there is */
	struct compatcaps_host host;
	/* The newest mode that each host gives, at least likely; NULL: none */
	const struct compatcaps_mode *common;
	bool is_short_of_memory;
};

void domain_fleet_add(struct domain_fleet *fleet, const struct domain *domain,
		      const char *path);

/* Read the records, judge the domains and print the result. */
enum exit_code domain_fleet_report(struct domain_fleet *fleet);

void domain_fleet_free(struct domain_fleet *fleet);

/* EXIT_YES: it runs in one mode on all hosts; EXIT_NO, EXIT_CANNOT_TELL */
enum exit_code domain_guest_code(const struct domain_guest *guest);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What becomes of domains, as an output: one file a format. */
#ifndef COMPATCAPS_OUTPUT_DOMAIN_H
#define COMPATCAPS_OUTPUT_DOMAIN_H

#include "domain_judge.h"
#include "json_write.h"
#include "libvirt.h"

/* One domain and its answer */
struct domain_report {
	const struct request *request;
	const struct compatcaps_host *host;
	const char *path;  /* the file; NULL: of the local libvirt */
	const char *state; /* "running (booted)"; NULL: of a file */
	const struct domain *domain;
	const struct domain_answer *answer;
};

/* "silently runs", and in JSON "silently-runs" */
const char *domain_outcome_words(enum domain_outcome outcome);
const char *domain_outcome_name(enum domain_outcome outcome);

/* Is something wrong that another <cpu> can mend? */
bool domain_is_wrong(const struct domain_answer *answer);

/* The elements of a domain, each line indented */
void output_domain_elements(const struct libvirt_xml *xml);

void output_domain_text(const struct domain_report *report);

/* Format "compatcaps-domains", version 1: one object with all domains. */
void output_domains_open(struct json_writer *writer,
			 const struct compatcaps_host *host,
			 const struct request *request);
void output_domain_json(struct json_writer *writer,
			const struct domain_report *report);
void output_domains_close(struct json_writer *writer);

#endif

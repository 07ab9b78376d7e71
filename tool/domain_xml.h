/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * libvirt domain XML, read with libxml2. Entities are not expanded, and nothing
 * is loaded: a document with a DOCTYPE is refused.
 */
#ifndef COMPATCAPS_DOMAIN_XML_H
#define COMPATCAPS_DOMAIN_XML_H

#include <stdbool.h>
#include <stddef.h>

#define DOMAIN_WORD_SIZE 64
#define DOMAIN_ERROR_SIZE 256
#define DOMAIN_LARGEST (16U << 20)

/* What decides on the mode of a guest. Empty: it is not there. */
struct domain {
	long line;
	long cpu_line; /* of <cpu>; 0: there is none */
	char name[DOMAIN_WORD_SIZE];
	char type[DOMAIN_WORD_SIZE];
	char arch[DOMAIN_WORD_SIZE];
	char machine[DOMAIN_WORD_SIZE];
	char cpu_mode[DOMAIN_WORD_SIZE];
	char cpu_check[DOMAIN_WORD_SIZE];
	char cpu_model[DOMAIN_WORD_SIZE];
	char compat[DOMAIN_WORD_SIZE]; /* max-cpu-compat, as an argument */
	bool has_own_cpu;	       /* -cpu, as an argument */
};

struct domain_error {
	long line;	/* 0: of no line */
	bool is_memory; /* memory is short; the XML may be right */
	char what[DOMAIN_ERROR_SIZE];
};

typedef void domain_visit(const struct domain *domain, void *context);

/*
 * Visit each domain of a text: one, or several one after another, as a loop
 * over 'virsh dumpxml' prints them. Of a text that is not well-formed none is
 * visited. False: *error tells why, and not all domains were visited.
 */
bool domain_xml_read(const char *text, size_t size, domain_visit *visit,
		     void *context, struct domain_error *error);

#endif

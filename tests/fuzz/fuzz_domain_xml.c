// SPDX-License-Identifier: GPL-2.0-or-later
/* Any bytes as the XML of libvirt domains. */
#include "../../tool/domain_xml.c"

#include "fuzz.h"

/* Far fewer elements than libxml2's limit of depth, which one around counts to
 */
#define FEW_ELEMENTS 100

struct seen {
	long lines; /* of the text */
	int domains;
	struct domain last;
};

static void check_word(const char word[DOMAIN_WORD_SIZE])
{
	HOLDS(memchr(word, '\0', DOMAIN_WORD_SIZE));
}

static void check_domain(const struct domain *domain, void *context)
{
	struct seen *seen = context;

	HOLDS(domain->line >= 1 && domain->line <= seen->lines);
	HOLDS(!domain->cpu_line || (domain->cpu_line >= domain->line &&
				    domain->cpu_line <= seen->lines));
	check_word(domain->name);
	check_word(domain->type);
	check_word(domain->arch);
	check_word(domain->machine);
	check_word(domain->cpu_mode);
	check_word(domain->cpu_check);
	check_word(domain->cpu_model);
	check_word(domain->compat);
	seen->last = *domain;
	seen->domains++;
}

static size_t count(const char *text, size_t size, char wanted)
{
	size_t found = 0;

	for (size_t i = 0; i < size; i++)
		found += text[i] == wanted;
	return found;
}

/* An XML declaration stands at the beginning of a text only, as a BOM does. */
static bool can_be_followed(const char *text, size_t size)
{
	return text[0] == '<' && text[1] != '?' && !memchr(text, '\0', size) &&
	       count(text, size, '<') < FEW_ELEMENTS;
}

static bool is_same(const struct domain *a, const struct domain *b)
{
	return !strcmp(a->name, b->name) && !strcmp(a->type, b->type) &&
	       !strcmp(a->arch, b->arch) && !strcmp(a->machine, b->machine) &&
	       !strcmp(a->cpu_mode, b->cpu_mode) &&
	       !strcmp(a->cpu_check, b->cpu_check) &&
	       !strcmp(a->cpu_model, b->cpu_model) &&
	       !strcmp(a->compat, b->compat) &&
	       a->has_own_cpu == b->has_own_cpu;
}

/* A text twice is its domains twice, the second ones lines further down. */
static void check_twice(const char *text, size_t size, const struct seen *once)
{
	struct seen twice = {.lines = 2 * once->lines};
	struct domain_error error = {0};
	char *doubled = malloc(2 * size + 1);

	HOLDS(doubled);
	memcpy(doubled, text, size);
	doubled[size] = '\n';
	memcpy(doubled + size + 1, text, size);
	HOLDS(domain_xml_read(doubled, 2 * size + 1, check_domain, &twice,
			      &error));
	free(doubled);
	HOLDS(twice.domains == 2 * once->domains);
	HOLDS(is_same(&twice.last, &once->last));
	HOLDS(twice.last.line == once->last.line + once->lines);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	struct seen seen = {.lines = (long)count(text, size, '\n') + 1};
	struct domain_error error = {0};

	memset(error.what, 0xff, sizeof(error.what));
	if (!domain_xml_read(text, size, check_domain, &seen, &error)) {
		HOLDS(memchr(error.what, '\0', sizeof(error.what)) &&
		      *error.what && error.line >= 0);
		return 0;
	}
	HOLDS(seen.domains > 0);
	if (can_be_followed(text, size))
		check_twice(text, size, &seen);
	return 0;
}

// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>

#include "domain.h"
#include "host.h"
#include "print_text.h"

static const char *const outcome_words[] = {
	[DOMAIN_NOT_JUDGED] = "not judged", [DOMAIN_RUNS] = "runs",
	[DOMAIN_UNKNOWN] = "unknown",	    [DOMAIN_SILENT] = "silently runs",
	[DOMAIN_PAUSED] = "paused",	    [DOMAIN_REFUSED] = "refused",
};

const char *domain_outcome_words(enum domain_outcome outcome)
{
	return outcome_words[outcome];
}

static void print_element(const char *text)
{
	printf("    ");
	for (; *text; text++) {
		putchar(*text);
		if (*text == '\n')
			printf("    ");
	}
	putchar('\n');
}

void output_domain_elements(const struct libvirt_xml *xml)
{
	for (int i = 0; i < LIBVIRT_ELEMENTS; i++) {
		if (*xml->elements[i])
			print_element(xml->elements[i]);
	}
}

static void print_remedy(const struct domain_report *report)
{
	const struct compatcaps_mode *best =
		compatcaps_best(report->host, host_certainty(report->host));
	const struct domain *domain = report->domain;
	struct libvirt_xml xml;

	/* If arch or machine is wrong, another <cpu> does not help. */
	if (!best || !domain_is_for_kvm(domain))
		return;
	libvirt_make(&xml, report->request, report->host, best);
	if (domain->cpu_line && report->path)
		printf("  instead of <cpu> in line %ld, for %s:\n",
		       domain->cpu_line, best->name);
	else
		printf("  %s, for %s:\n",
		       domain->cpu_line ? "instead of <cpu>" : "add",
		       best->name);
	output_domain_elements(&xml);
}

bool domain_is_wrong(const struct domain_answer *answer)
{
	return answer->outcome > DOMAIN_UNKNOWN;
}

void output_domain_text(const struct domain_report *report)
{
	const struct domain_answer *answer = report->answer;

	if (report->path) {
		print_text(report->path);
		printf(":%ld: ", report->domain->line);
	}
	print_text(*report->domain->name ? report->domain->name : "(no name)");
	printf(": %s", outcome_words[answer->outcome]);
	if (answer->mode)
		printf(" as %s", answer->mode->name);
	if (answer->certainty)
		printf(" (%s)", compatcaps_certainty_name(answer->certainty));
	printf(": %s\n", answer->reason);
	if (domain_is_wrong(answer))
		print_remedy(report);
}

// SPDX-License-Identifier: GPL-2.0-or-later
/* compatcaps domain FILE...: what libvirt's domains become on a host. */
#include "commands.h"
#include "print_error.h"

#ifdef HAVE_LIBXML2

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain_judge.h"
#include "host.h"
#include "libvirt.h"

struct visit {
	const struct request *request;
	const struct compatcaps_host *host;
	const char *path;
	enum exit_code code;
};

static const char *const outcome_words[] = {
	[DOMAIN_NOT_JUDGED] = "not judged", [DOMAIN_RUNS] = "runs",
	[DOMAIN_UNKNOWN] = "unknown",	    [DOMAIN_SILENT] = "silently runs",
	[DOMAIN_PAUSED] = "paused",	    [DOMAIN_REFUSED] = "refused",
};

/* Nothing of a domain's or a file's name moves a terminal. */
static void print_plain(const char *text)
{
	for (; *text; text++) {
		if (*text >= ' ' && *text <= '~')
			putchar(*text);
		else
			printf("\\x%02x", (unsigned char)*text);
	}
}

static void print_indented(const char *text)
{
	printf("    ");
	for (; *text; text++) {
		putchar(*text);
		if (*text == '\n')
			printf("    ");
	}
	putchar('\n');
}

static bool is_wrong(const struct domain_answer *answer)
{
	return answer->outcome > DOMAIN_UNKNOWN;
}

static void print_remedy(const struct visit *visit, const struct domain *domain)
{
	const struct compatcaps_mode *best =
		compatcaps_best(visit->host, host_certainty(visit->host));
	struct libvirt_xml xml;

	/* Where arch or machine are wrong another <cpu> does not help. */
	if (!best || !domain_is_for_kvm(domain))
		return;
	libvirt_make(&xml, visit->request, visit->host, best);
	if (domain->cpu_line)
		printf("  instead of <cpu> in line %ld, for %s:\n",
		       domain->cpu_line, best->name);
	else
		printf("  add, for %s:\n", best->name);
	for (int i = 0; i < LIBVIRT_ELEMENTS; i++) {
		if (*xml.elements[i])
			print_indented(xml.elements[i]);
	}
}

static void print_answer(const struct visit *visit, const struct domain *domain,
			 const struct domain_answer *answer)
{
	print_plain(visit->path);
	printf(":%ld: ", domain->line);
	print_plain(*domain->name ? domain->name : "(no name)");
	printf(": %s", outcome_words[answer->outcome]);
	if (answer->mode)
		printf(" as %s", answer->mode->name);
	if (answer->certainty)
		printf(" (%s)", compatcaps_certainty_name(answer->certainty));
	printf(": %s\n", answer->reason);
	if (is_wrong(answer))
		print_remedy(visit, domain);
}

/* What is wrong counts more than what is not known. */
static void add_code(enum exit_code *code, enum exit_code next)
{
	if (*code == EXIT_YES || (*code == EXIT_CANNOT_TELL && next == EXIT_NO))
		*code = next;
}

static void visit_domain(const struct domain *domain, void *context)
{
	struct visit *visit = context;
	struct domain_answer answer;

	domain_judge(&answer, domain, visit->request, visit->host);
	if (is_wrong(&answer))
		add_code(&visit->code, EXIT_NO);
	else if (answer.outcome == DOMAIN_UNKNOWN)
		add_code(&visit->code, EXIT_CANNOT_TELL);
	if (!visit->request->quiet)
		print_answer(visit, domain, &answer);
}

static enum exit_code bad_file(const char *path, const char *what)
{
	print_error("%s: %s", path, what);
	return EXIT_BAD_RECORD;
}

static enum exit_code read_file(struct visit *visit, FILE *file, char *text)
{
	size_t size = fread(text, 1, DOMAIN_LARGEST + 1, file);
	struct domain_error error;

	if (ferror(file))
		return bad_file(visit->path, strerror(errno));
	if (domain_xml_read(text, size, visit_domain, visit, &error))
		return EXIT_YES;
	if (!error.line)
		return bad_file(visit->path, error.what);
	print_error("%s:%ld: %s", visit->path, error.line, error.what);
	return EXIT_BAD_RECORD;
}

static enum exit_code read_path(struct visit *visit)
{
	bool is_input = !strcmp(visit->path, "-");
	FILE *file = is_input ? stdin : fopen(visit->path, "re");
	char *text = file ? malloc(DOMAIN_LARGEST + 1) : NULL;
	enum exit_code code;

	if (!file)
		return bad_file(visit->path, strerror(errno));
	code = text ? read_file(visit, file, text)
		    : bad_file(visit->path, strerror(ENOMEM));
	free(text);
	if (!is_input)
		fclose(file);
	return code;
}

enum exit_code run_domain(const struct request *request)
{
	struct compatcaps_host host;
	enum exit_code code = host_answer(request, &host), bad = EXIT_YES;
	struct visit visit = {.request = request, .host = &host};

	for (char *const *path = request->words; code == EXIT_YES && *path;
	     path++) {
		visit.path = *path;
		if (read_path(&visit) != EXIT_YES)
			bad = EXIT_BAD_RECORD;
	}
	if (code != EXIT_YES)
		return code;
	return bad != EXIT_YES ? bad : visit.code;
}

#else

enum exit_code run_domain(const struct request *request)
{
	(void)request;
	print_error("domain: this compatcaps was built without libxml2");
	return EXIT_FAILED;
}

#endif

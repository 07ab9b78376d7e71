// SPDX-License-Identifier: GPL-2.0-or-later
/* compatcaps domain FILE...: what libvirt's domains become on a host. */
#include "commands.h"
#include "print_error.h"

#ifdef HAVE_LIBXML2

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain.h"
#include "domain_fleet.h"
#include "domain_live.h"
#include "host.h"

/* The domains of one command, and where they go */
struct visit {
	const struct request *request;
	const struct compatcaps_host *host;
	const char *path; /* of the file that is read */
	struct json_writer writer;
	struct domain_fleet *fleet; /* NULL: for the host only */
	enum exit_code code;
};

/* What is wrong counts more than what is not known. */
static void add_code(enum exit_code *code, enum exit_code next)
{
	if (*code == EXIT_YES || (*code == EXIT_CANNOT_TELL && next == EXIT_NO))
		*code = next;
}

static void report_domain(struct visit *visit,
			  const struct domain_report *report)
{
	if (domain_is_wrong(report->answer))
		add_code(&visit->code, EXIT_NO);
	else if (report->answer->outcome == DOMAIN_UNKNOWN)
		add_code(&visit->code, EXIT_CANNOT_TELL);
	if (visit->request->quiet)
		return;
	if (visit->request->json)
		output_domain_json(&visit->writer, report);
	else
		output_domain_text(report);
}

static void visit_domain(const struct domain *domain, void *context)
{
	struct visit *visit = context;
	struct domain_answer answer;
	const struct domain_report report = {
		visit->request, visit->host, visit->path, NULL, domain, &answer,
	};

	if (visit->fleet) {
		domain_fleet_add(visit->fleet, domain, visit->path);
		return;
	}
	domain_judge(&answer, domain, visit->request, visit->host);
	report_domain(visit, &report);
}

static void visit_live(const struct domain *domain, const char *state,
		       void *context)
{
	struct visit *visit = context;
	struct domain_answer answer;
	const struct domain_report report = {
		visit->request, visit->host, NULL, state, domain, &answer,
	};

	domain_judge_live(&answer, domain, state, visit->request, visit->host);
	report_domain(visit, &report);
}

/* With the message of errno */
static enum exit_code bad_file(const char *path)
{
	int error = errno;

	print_error("%s: %s", path, strerror(error));
	return error == ENOMEM ? EXIT_FAILED : EXIT_BAD_RECORD;
}

static enum exit_code read_file(struct visit *visit, FILE *file, char *text)
{
	size_t size = fread(text, 1, DOMAIN_LARGEST + 1, file);
	struct domain_error error;

	if (ferror(file))
		return bad_file(visit->path);
	if (domain_xml_read(text, size, visit_domain, visit, &error))
		return EXIT_YES;
	if (error.line)
		print_error("%s:%ld: %s", visit->path, error.line, error.what);
	else
		print_error("%s: %s", visit->path, error.what);
	return error.is_memory ? EXIT_FAILED : EXIT_BAD_RECORD;
}

static enum exit_code read_path(struct visit *visit)
{
	bool is_input = !strcmp(visit->path, "-");
	FILE *file = is_input ? stdin : fopen(visit->path, "re");
	char *text = file ? malloc(DOMAIN_LARGEST + 1) : NULL;
	enum exit_code code;

	if (!file)
		return bad_file(visit->path);
	code = text ? read_file(visit, file, text) : bad_file(visit->path);
	free(text);
	if (!is_input)
		fclose(file);
	return code;
}

static enum exit_code read_paths(struct visit *visit)
{
	enum exit_code bad = EXIT_YES, code;

	for (char *const *path = visit->request->words; *path; path++) {
		visit->path = *path;
		code = read_path(visit);
		if (bad == EXIT_YES)
			bad = code;
	}
	return bad;
}

static enum exit_code read_live(struct visit *visit)
{
	char message[VIRSH_MESSAGE_SIZE];

	if (domain_live_read(visit_live, visit, message))
		return EXIT_YES;
	print_error("%s%s", message,
		    strstr(message, "failed to connect")
			    ? "; start libvirtd or virtqemud, or run this as "
			      "root"
			    : "");
	return EXIT_FAILED;
}

static bool reads_input_twice(const struct request *request)
{
	unsigned int count = !strcmp(request->records, "-");

	for (char *const *path = request->words; *path; path++)
		count += !strcmp(*path, "-");
	return count > 1;
}

/* Whether --fleet goes with the others. EXIT_YES: it does. */
static enum exit_code check_fleet(const struct request *request)
{
	if (request->live || request->from || request->root ||
	    request->source != COMPATCAPS_SOURCE_NONE)
		print_error("--fleet cannot be used with --live, --from, "
			    "--root or --source");
	else if (reads_input_twice(request))
		print_error("standard input can be read only once; use '-' "
			    "only once");
	else
		return EXIT_YES;
	return EXIT_USAGE;
}

/* Whether the words and --live go together. EXIT_YES: they do. */
static enum exit_code check_request(const struct request *request)
{
	bool is_of_fleet = request->fleet.latest || request->fleet.skip_broken;

	if (is_of_fleet && !request->records)
		print_error("domain: --latest and --skip-broken are for "
			    "--fleet");
	else if (!request->live && *request->words)
		return EXIT_YES;
	else if (!request->live)
		print_error("domain: a FILE or --live is missing; see "
			    "'compatcaps --help'");
	else if (*request->words)
		print_error("domain: --live takes no FILE: '%s'",
			    *request->words);
	else
		return EXIT_YES;
	return EXIT_USAGE;
}

static enum exit_code report_all(struct visit *visit)
{
	bool is_json = visit->request->json && !visit->request->quiet;
	enum exit_code bad;

	visit->writer = json_writer(stdout, JSON_FOR_PEOPLE);
	if (is_json)
		output_domains_open(&visit->writer, visit->host,
				    visit->request);
	bad = visit->request->live ? read_live(visit) : read_paths(visit);
	if (is_json)
		output_domains_close(&visit->writer);
	return bad != EXIT_YES ? bad : visit->code;
}

static enum exit_code report_fleet(struct visit *visit)
{
	struct domain_fleet fleet = {.request = *visit->request};
	enum exit_code code = check_fleet(visit->request);

	visit->fleet = &fleet;
	if (code == EXIT_YES)
		code = read_paths(visit);
	if (code == EXIT_YES)
		code = domain_fleet_report(&fleet);
	domain_fleet_free(&fleet);
	return code;
}

enum exit_code run_domain(const struct request *request)
{
	struct compatcaps_host host;
	struct visit visit = {.request = request, .host = &host};
	enum exit_code code = check_request(request);

	if (code == EXIT_YES && request->records)
		return report_fleet(&visit);
	if (code == EXIT_YES)
		code = host_answer(request, &host);
	return code == EXIT_YES ? report_all(&visit) : code;
}

#else

enum exit_code run_domain(const struct request *request)
{
	(void)request;
	print_error("domain: compatcaps was built without libxml2; install "
		    "libxml2-dev (Debian, Ubuntu) or libxml2-devel (Fedora, "
		    "RHEL, SUSE), then build it again ('make clean install')");
	return EXIT_FAILED;
}

#endif

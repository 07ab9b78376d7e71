// SPDX-License-Identifier: GPL-2.0-or-later
#include "domain.h"
#include "host.h"
#include "libvirt_json.h"

static const char *const outcome_names[] = {
	[DOMAIN_NOT_JUDGED] = "not-judged", [DOMAIN_RUNS] = "runs",
	[DOMAIN_UNKNOWN] = "unknown",	    [DOMAIN_SILENT] = "silently-runs",
	[DOMAIN_PAUSED] = "paused",	    [DOMAIN_REFUSED] = "refused",
};

const char *domain_outcome_name(enum domain_outcome outcome)
{
	return outcome_names[outcome];
}

static void write_line(struct json_writer *writer, const char *key, long line)
{
	if (line > 0)
		json_write_number(writer, key, (uint64_t)line);
	else
		json_write_null(writer, key);
}

static void write_replacement(struct json_writer *writer,
			      const struct domain_report *report)
{
	const struct compatcaps_mode *best =
		compatcaps_best(report->host, host_certainty(report->host));
	struct libvirt_xml xml;

	json_open_array(writer, "replacement");
	if (domain_is_wrong(report->answer) && best &&
	    domain_is_for_kvm(report->domain)) {
		libvirt_make(&xml, report->request, report->host, best);
		write_libvirt_elements(writer, &xml);
	}
	json_close(writer);
}

void output_domains_open(struct json_writer *writer,
			 const struct compatcaps_host *host,
			 const struct request *request)
{
	const struct compatcaps_mode *best =
		compatcaps_best(host, host_certainty(host));

	json_open_object(writer, NULL);
	json_write_text(writer, "format", "compatcaps-domains");
	json_write_number(writer, "version", 1);
	json_write_text(writer, "host", *host->name ? host->name : NULL);
	json_write_text(writer, "best", best ? best->name : NULL);
	json_write_boolean(writer, "live", request->live);
	json_open_array(writer, "domains");
}

void output_domain_json(struct json_writer *writer,
			const struct domain_report *report)
{
	const struct domain_answer *answer = report->answer;
	const struct domain *domain = report->domain;

	json_open_object(writer, NULL);
	json_write_text(writer, "file", report->path);
	write_line(writer, "line", report->path ? domain->line : 0);
	json_write_text(writer, "name", *domain->name ? domain->name : NULL);
	json_write_text(writer, "state", report->state);
	json_write_text(writer, "outcome", outcome_names[answer->outcome]);
	json_write_text(writer, "mode",
			answer->mode ? answer->mode->name : NULL);
	json_write_text(writer, "certainty",
			compatcaps_certainty_name(answer->certainty));
	json_write_text(writer, "explanation", answer->reason);
	write_line(writer, "cpu_line", report->path ? domain->cpu_line : 0);
	write_replacement(writer, report);
	json_close(writer);
}

void output_domains_close(struct json_writer *writer)
{
	json_close(writer);
	json_close(writer);
	/* The object ends; so does its line. */
	fputc('\n', writer->file);
}

// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>

#include "domain.h"
#include "domains_fleet.h"
#include "json_write.h"
#include "libvirt_json.h"
#include "print_text.h"

/* In text; JSON has all of them. */
#define MOST_NAMES 8

static const char *name_of(const struct domain_fleet *fleet, size_t number)
{
	return host_text(&fleet->tally.fleet.hosts[number], HOST_NAME);
}

/* The elements with which it runs alike everywhere; false: there are none */
static bool make_elements(struct libvirt_xml *xml,
			  const struct domain_fleet *fleet,
			  const struct domain_guest *guest)
{
	if (domain_guest_code(guest) != EXIT_NO || !fleet->common ||
	    !fleet->host.size || !domain_is_for_kvm(&guest->domain))
		return false;
	libvirt_make(xml, &fleet->request, &fleet->host, fleet->common);
	return true;
}

/* --- text */

static void print_names(const struct domain_fleet *fleet,
			const struct domain_group *group)
{
	for (size_t i = 0; i < group->count && i < MOST_NAMES; i++) {
		fputs(i ? ", " : "", stdout);
		print_text(name_of(fleet, group->hosts[i]));
	}
	if (group->count > MOST_NAMES)
		printf(" and %zu more", group->count - MOST_NAMES);
	putchar('\n');
}

static void print_group(const struct domain_fleet *fleet,
			const struct domain_group *group)
{
	const struct domain_answer *answer = &group->answer;

	printf("  %s", domain_outcome_words(answer->outcome));
	if (answer->mode)
		printf(" as %s", answer->mode->name);
	if (answer->certainty)
		printf(" (%s)", compatcaps_certainty_name(answer->certainty));
	printf(" on %zu: ", group->count);
	print_names(fleet, group);
	if (answer->outcome != DOMAIN_RUNS)
		printf("    %s\n", answer->reason);
}

static void print_elements(const struct domain_fleet *fleet,
			   const struct domain_guest *guest)
{
	const struct compatcaps_mode *mode = fleet->common;
	struct libvirt_xml xml;

	if (!make_elements(&xml, fleet, guest)) {
		if (!mode && domain_guest_code(guest) == EXIT_NO)
			puts("  no mode is known to be given by each of these "
			     "hosts; see 'compatcaps fleet pools'");
		return;
	}
	if (guest->domain.cpu_line)
		printf("  instead of <cpu> in line %ld, for %s on each host:\n",
		       guest->domain.cpu_line, mode->name);
	else
		printf("  add, for %s on each host:\n", mode->name);
	output_domain_elements(&xml);
}

static const char *same_words(const struct domain_guest *guest)
{
	switch (domain_guest_code(guest)) {
	case EXIT_YES:
		return "the same on each host";
	case EXIT_NO:
		return "not in one mode on each host";
	default:
		return "not known for each host";
	}
}

static void print_guest(const struct domain_fleet *fleet,
			const struct domain_guest *guest)
{
	print_text(guest->path);
	printf(":%ld: ", guest->domain.line);
	print_text(*guest->domain.name ? guest->domain.name : "(no name)");
	printf(": %s\n", same_words(guest));
	for (size_t i = 0; i < guest->count; i++)
		print_group(fleet, &guest->groups[i]);
	print_elements(fleet, guest);
}

void output_domains_fleet_text(const struct domain_fleet *fleet)
{
	for (size_t i = 0; i < fleet->count; i++)
		print_guest(fleet, &fleet->guests[i]);
}

/* --- JSON */

static void write_group(struct json_writer *writer,
			const struct domain_fleet *fleet,
			const struct domain_group *group)
{
	const struct domain_answer *answer = &group->answer;

	json_open_object(writer, NULL);
	json_write_text(writer, "outcome",
			domain_outcome_name(answer->outcome));
	json_write_text(writer, "mode",
			answer->mode ? answer->mode->name : NULL);
	json_write_text(writer, "certainty",
			compatcaps_certainty_name(answer->certainty));
	json_write_text(writer, "explanation", answer->reason);
	json_open_array(writer, "hosts");
	for (size_t i = 0; i < group->count; i++)
		json_write_text(writer, NULL, name_of(fleet, group->hosts[i]));
	json_close(writer);
	json_close(writer);
}

static void write_same(struct json_writer *writer,
		       const struct domain_guest *guest)
{
	enum exit_code code = domain_guest_code(guest);

	if (code == EXIT_CANNOT_TELL)
		json_write_null(writer, "same");
	else
		json_write_boolean(writer, "same", code == EXIT_YES);
}

static void write_elements(struct json_writer *writer,
			   const struct domain_fleet *fleet,
			   const struct domain_guest *guest)
{
	struct libvirt_xml xml;

	json_open_array(writer, "replacement");
	if (make_elements(&xml, fleet, guest))
		write_libvirt_elements(writer, &xml);
	json_close(writer);
}

static void write_guest(struct json_writer *writer,
			const struct domain_fleet *fleet,
			const struct domain_guest *guest)
{
	const struct domain *domain = &guest->domain;

	json_open_object(writer, NULL);
	json_write_text(writer, "file", guest->path);
	json_write_number(writer, "line", (uint64_t)domain->line);
	json_write_text(writer, "name", *domain->name ? domain->name : NULL);
	write_same(writer, guest);
	json_open_array(writer, "groups");
	for (size_t i = 0; i < guest->count; i++)
		write_group(writer, fleet, &guest->groups[i]);
	json_close(writer);
	if (domain->cpu_line)
		json_write_number(writer, "cpu_line",
				  (uint64_t)domain->cpu_line);
	else
		json_write_null(writer, "cpu_line");
	write_elements(writer, fleet, guest);
	json_close(writer);
}

void output_domains_fleet_json(const struct domain_fleet *fleet)
{
	struct json_writer writer = json_writer(stdout, JSON_FOR_PEOPLE);
	const struct compatcaps_mode *mode = fleet->common;

	json_open_object(&writer, NULL);
	json_write_text(&writer, "format", "compatcaps-fleet-domains");
	json_write_number(&writer, "version", 1);
	json_write_number(&writer, "hosts", fleet->tally.hosts);
	json_write_text(&writer, "common", mode ? mode->name : NULL);
	json_open_array(&writer, "domains");
	for (size_t i = 0; i < fleet->count; i++)
		write_guest(&writer, fleet, &fleet->guests[i]);
	json_close(&writer);
	json_close(&writer);
	putchar('\n');
}

// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>

#include "domain_fleet.h"
#include "domains_fleet.h"
#include "libvirt.h"
#include "print_error.h"
#include "read.h"

/* The array with room for one more; NULL: memory is short, it is as before */
static void *grow(void *array, size_t count, size_t size)
{
	return reallocarray(array, count + 1, size);
}

void domain_fleet_add(struct domain_fleet *fleet, const struct domain *domain,
		      const char *path)
{
	struct domain_guest *guests =
		grow(fleet->guests, fleet->count, sizeof(*guests));

	if (!guests) {
		fleet->is_short_of_memory = true;
		return;
	}
	fleet->guests = guests;
	guests[fleet->count++] =
		(struct domain_guest){.domain = *domain, .path = path};
}

static struct domain_group *find_group(const struct domain_guest *guest,
				       const struct domain_answer *answer)
{
	for (size_t i = 0; i < guest->count; i++) {
		struct domain_group *group = &guest->groups[i];

		if (group->answer.outcome == answer->outcome &&
		    group->answer.mode == answer->mode &&
		    group->answer.certainty == answer->certainty)
			return group;
	}
	return NULL;
}

static struct domain_group *add_group(struct domain_guest *guest,
				      const struct domain_answer *answer)
{
	struct domain_group *groups =
		grow(guest->groups, guest->count, sizeof(*groups));

	if (!groups)
		return NULL;
	guest->groups = groups;
	groups[guest->count] = (struct domain_group){.answer = *answer};
	return &groups[guest->count++];
}

static enum exit_code add_answer(struct domain_guest *guest,
				 const struct domain_answer *answer,
				 size_t number)
{
	struct domain_group *group = find_group(guest, answer);
	size_t *hosts;

	if (!group)
		group = add_group(guest, answer);
	hosts = group ? grow(group->hosts, group->count, sizeof(*hosts)) : NULL;
	if (!hosts)
		return fleet_no_memory();
	group->hosts = hosts;
	hosts[group->count++] = number;
	return EXIT_YES;
}

/* What suits a host whose libvirt refuses host-model suits all others. */
static void keep_host(struct domain_fleet *fleet,
		      const struct compatcaps_host *host)
{
	const struct compatcaps_mode *processor =
		compatcaps_mode_by_pvr(host->processor_pvr);
	bool is_assumed;

	if (!fleet->host.size ||
	    (processor &&
	     !libvirt_knows(&fleet->request, processor, &is_assumed)))
		fleet->host = *host;
}

static enum exit_code visit_host(const struct compatcaps_host *host,
				 void *context)
{
	static const struct compatcaps_host nothing = {.size = sizeof(nothing)};
	struct domain_fleet *fleet = context;
	enum exit_code code = EXIT_YES;
	struct domain_answer answer;

	if (host)
		keep_host(fleet, host);
	for (size_t i = 0; i < fleet->count && code == EXIT_YES; i++) {
		struct domain_guest *guest = &fleet->guests[i];

		domain_judge(&answer, &guest->domain, &fleet->request,
			     host ? host : &nothing);
		code = add_answer(guest, &answer, fleet->fleet.count - 1);
	}
	return code;
}

enum exit_code domain_guest_code(const struct domain_guest *guest)
{
	const struct compatcaps_mode *mode = NULL;
	enum exit_code code = EXIT_YES;

	for (size_t i = 0; i < guest->count; i++) {
		const struct domain_answer *answer = &guest->groups[i].answer;

		if (answer->outcome > DOMAIN_UNKNOWN ||
		    (mode && answer->mode && answer->mode != mode))
			return EXIT_NO;
		/* A guess is what the host alone would not be judged by. */
		if (answer->outcome == DOMAIN_UNKNOWN ||
		    answer->certainty == COMPATCAPS_CERTAINTY_GUESS)
			code = EXIT_CANNOT_TELL;
		if (answer->mode)
			mode = answer->mode;
	}
	return code;
}

static bool all_give(const struct fleet *fleet,
		     const struct compatcaps_mode *mode)
{
	for (size_t i = 0; i < fleet->count; i++) {
		if (!compatcaps_gives(fleet->hosts[i].answers,
				      mode->logical_pvr,
				      COMPATCAPS_CERTAINTY_LIKELY))
			return false;
	}
	return true;
}

static const struct compatcaps_mode *common_mode(const struct fleet *fleet)
{
	const struct compatcaps_mode *mode, *newest = NULL;

	for (size_t i = 0; (mode = compatcaps_mode_at(i)); i++) {
		if ((!newest || mode->logical_pvr > newest->logical_pvr) &&
		    all_give(fleet, mode))
			newest = mode;
	}
	return newest;
}

static enum exit_code code_of_all(const struct domain_fleet *fleet)
{
	enum exit_code code = EXIT_YES;

	for (size_t i = 0; i < fleet->count; i++) {
		enum exit_code next = domain_guest_code(&fleet->guests[i]);

		if (code == EXIT_YES || next == EXIT_NO)
			code = next;
	}
	return code;
}

static enum exit_code report(struct domain_fleet *fleet)
{
	if (!fleet->fleet.count) {
		print_error("no record of a host found");
		return EXIT_CANNOT_TELL;
	}
	fleet->common = common_mode(&fleet->fleet);
	if (fleet->request.json && !fleet->request.quiet)
		output_domains_fleet_json(fleet);
	else if (!fleet->request.quiet)
		output_domains_fleet_text(fleet);
	return code_of_all(fleet);
}

enum exit_code domain_fleet_report(struct domain_fleet *fleet)
{
	char *const paths[] = {(char *)fleet->request.records, NULL};
	enum exit_code code;

	if (fleet->is_short_of_memory)
		return fleet_no_memory();
	/* This host's libvirt is not theirs. */
	fleet->request.from = fleet->request.records;
	fleet->fleet.visit = visit_host;
	fleet->fleet.visit_context = fleet;
	code = fleet_read(&fleet->fleet, false, paths);
	return code == EXIT_YES ? report(fleet) : code;
}

static void free_guest(struct domain_guest *guest)
{
	for (size_t i = 0; i < guest->count; i++)
		free(guest->groups[i].hosts);
	free(guest->groups);
}

void domain_fleet_free(struct domain_fleet *fleet)
{
	for (size_t i = 0; i < fleet->count; i++)
		free_guest(&fleet->guests[i]);
	free(fleet->guests);
	fleet_free(&fleet->fleet);
}

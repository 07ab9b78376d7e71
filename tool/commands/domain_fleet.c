// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain_fleet.h"
#include "domains_fleet.h"
#include "libvirt.h"

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

/* For hosts on which it runs, the reason is no part of what becomes of it. */
static bool is_same(const struct domain_answer *a,
		    const struct domain_answer *b)
{
	return a->outcome == b->outcome && a->mode == b->mode &&
	       a->certainty == b->certainty &&
	       (a->outcome == DOMAIN_RUNS || !strcmp(a->reason, b->reason));
}

static struct domain_group *find_group(const struct domain_guest *guest,
				       const struct domain_answer *answer)
{
	for (size_t i = 0; i < guest->count; i++) {
		if (is_same(&guest->groups[i].answer, answer))
			return &guest->groups[i];
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

/* Nothing is known of the host, for this reason. */
static void judge_nothing(struct domain_answer *answer,
			  const struct domain_fleet *fleet,
			  const struct domain_guest *guest, const char *why)
{
	static const struct compatcaps_host nothing = {.size = sizeof(nothing)};

	domain_judge(answer, &guest->domain, &fleet->request, &nothing);
	if (answer->outcome == DOMAIN_UNKNOWN)
		snprintf(answer->reason, sizeof(answer->reason), "%s", why);
}

static enum exit_code visit_host(const struct compatcaps_host *host,
				 void *context)
{
	struct domain_fleet *fleet = context;
	enum exit_code code = EXIT_YES;
	struct domain_answer answer;

	if (host)
		keep_host(fleet, host);
	for (size_t i = 0; i < fleet->count && code == EXIT_YES; i++) {
		struct domain_guest *guest = &fleet->guests[i];

		if (host)
			domain_judge(&answer, &guest->domain, &fleet->request,
				     host);
		else
			judge_nothing(&answer, fleet, guest,
				      "its record contradicts itself, or is of "
				      "another release");
		code = add_answer(guest, &answer, fleet->tally.fleet.count - 1);
	}
	return code;
}

/* Only what counts stays, and no group without a host. */
static void keep_counted(struct domain_guest *guest, const struct fleet *fleet)
{
	size_t groups = 0;

	for (size_t i = 0; i < guest->count; i++) {
		struct domain_group *group = &guest->groups[i];
		size_t hosts = 0;

		for (size_t j = 0; j < group->count; j++) {
			const struct fleet_host *host =
				&fleet->hosts[group->hosts[j]];

			if (host->counts && !host->rival)
				group->hosts[hosts++] = group->hosts[j];
		}
		group->count = hosts;
		if (hosts)
			guest->groups[groups++] = *group;
		else
			free(group->hosts);
	}
	guest->count = groups;
}

/* A host with two records that differ counts, but nobody knows as which. */
static enum exit_code settle(struct domain_fleet *fleet,
			     struct domain_guest *guest)
{
	const struct fleet *hosts = &fleet->tally.fleet;
	enum exit_code code = EXIT_YES;
	struct domain_answer answer;

	keep_counted(guest, hosts);
	judge_nothing(&answer, fleet, guest,
		      "its records differ; --latest takes the later one");
	for (size_t i = 0; i < hosts->count && code == EXIT_YES; i++) {
		if (hosts->hosts[i].rival)
			code = add_answer(guest, &answer, i);
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

static bool all_give(const struct tally *tally,
		     const struct compatcaps_mode *mode)
{
	for (size_t i = 0; i < tally->class_count; i++) {
		if (!compatcaps_gives(tally->answers[i], mode->logical_pvr,
				      COMPATCAPS_CERTAINTY_LIKELY))
			return false;
	}
	return true;
}

static const struct compatcaps_mode *common_mode(const struct tally *tally)
{
	const struct compatcaps_mode *mode, *newest = NULL;

	for (size_t i = 0; (mode = compatcaps_mode_at(i)); i++) {
		if ((!newest || mode->logical_pvr > newest->logical_pvr) &&
		    all_give(tally, mode))
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
	enum exit_code code = EXIT_YES;

	for (size_t i = 0; i < fleet->count && code == EXIT_YES; i++)
		code = settle(fleet, &fleet->guests[i]);
	if (code != EXIT_YES)
		return code;
	fleet->common = common_mode(&fleet->tally);
	if (fleet->request.json && !fleet->request.quiet)
		output_domains_fleet_json(fleet);
	else if (!fleet->request.quiet)
		output_domains_fleet_text(fleet);
	return code_of_fleet(&fleet->tally.fleet, code_of_all(fleet));
}

enum exit_code domain_fleet_report(struct domain_fleet *fleet)
{
	char *const paths[] = {(char *)fleet->request.records, NULL};
	enum exit_code code;

	if (fleet->is_short_of_memory)
		return fleet_no_memory();
	/* This host's libvirt is not theirs. */
	fleet->request.from = fleet->request.records;
	code = tally_visit(&fleet->tally, &fleet->request.fleet, paths,
			   visit_host, fleet);
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
	tally_free(&fleet->tally);
}

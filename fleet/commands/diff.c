// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compatcaps fleet diff: what changed between two collections of records. Hosts
 * are identified by name: both inventories are sorted by name and compared.
 */
#include <stdlib.h>
#include <string.h>

#include "output.h"
#include "print_error.h"
#include "print_text.h"
#include "read.h"

/* The hosts of a fleet sorted by name, each once, and their answers */
struct inventory {
	struct fleet fleet;
	const struct fleet_host **hosts;
	compatcaps_answers *answers;
	size_t count;
};

static void inventory_free(struct inventory *inventory)
{
	free(inventory->hosts);
	free(inventory->answers);
	fleet_free(&inventory->fleet);
}

static int by_name(const void *a, const void *b)
{
	const struct fleet_host *one = *(const struct fleet_host *const *)a;
	const struct fleet_host *other = *(const struct fleet_host *const *)b;
	int order = strcmp(one->texts, other->texts);

	if (order)
		return order;
	return one < other ? -1 : one > other;
}

/* Keeps the last record of each host, as with --latest. */
static void take_last(struct inventory *inventory)
{
	const struct fleet_host **hosts = inventory->hosts;
	size_t kept = 0, count = inventory->fleet.count;

	for (size_t i = 0; i < count; i++) {
		if (i + 1 < count &&
		    !strcmp(hosts[i]->texts, hosts[i + 1]->texts))
			continue;
		inventory->answers[kept] = hosts[i]->answers;
		hosts[kept++] = hosts[i];
	}
	inventory->count = kept;
}

static void warn(const struct inventory *inventory, const char *path)
{
	const struct fleet *fleet = &inventory->fleet;
	uint64_t nameless = 0;

	for (size_t i = 0; i < fleet->count; i++)
		nameless += !fleet->hosts[i].has_own_name;
	if (nameless)
		print_error("warning: %s: %" PRIu64
			    " %s without a name; the file and line of the "
			    "record identify them",
			    path, nameless, hosts_word(nameless));
	if (inventory->count < fleet->count)
		print_error("warning: %s: %" PRIu64 " records left out: their "
			    "hosts have a later record",
			    path, (uint64_t)(fleet->count - inventory->count));
}

static enum exit_code sort(struct inventory *inventory)
{
	size_t count = inventory->fleet.count;

	inventory->hosts = calloc(count, sizeof(*inventory->hosts));
	inventory->answers = calloc(count, sizeof(*inventory->answers));
	if (!inventory->hosts || !inventory->answers)
		return fleet_no_memory();
	for (size_t i = 0; i < count; i++)
		inventory->hosts[i] = &inventory->fleet.hosts[i];
	qsort(inventory->hosts, count, sizeof(*inventory->hosts), by_name);
	take_last(inventory);
	return EXIT_YES;
}

static enum exit_code read_inventory(struct inventory *inventory,
				     const struct fleet_request *request,
				     const char *path)
{
	char *const paths[] = {(char *)path, NULL};
	enum exit_code code =
		fleet_read(&inventory->fleet, request->skip_broken, paths);

	if (code != EXIT_YES)
		return code;
	if (!inventory->fleet.count) {
		print_error("%s: no record of a host found", path);
		return code_of_fleet(&inventory->fleet, EXIT_CANNOT_TELL);
	}
	code = sort(inventory);
	if (code == EXIT_YES)
		warn(inventory, path);
	return code;
}

/* --- the changes */

enum change {
	CHANGE_NONE,
	CHANGE_JOINED,
	CHANGE_LEFT,
	CHANGE_ANSWERS,
	CHANGE_COUNT,
};

static const char *const change_words[CHANGE_COUNT] = {
	[CHANGE_NONE] = "same",
	[CHANGE_JOINED] = "joined",
	[CHANGE_LEFT] = "left",
	[CHANGE_ANSWERS] = "changed",
};

/* Called for each change; NULL: the host is only in the other inventory */
typedef void take_change(void *context, enum change change,
			 const struct fleet_host *old,
			 const struct fleet_host *new);

static enum change change_of(const struct fleet_host *old,
			     const struct fleet_host *new)
{
	if (!old)
		return CHANGE_JOINED;
	if (!new)
		return CHANGE_LEFT;
	return old->answers == new->answers &&host_contradicts_itself(old) ==
			       host_contradicts_itself(new)
		       ? CHANGE_NONE
		       : CHANGE_ANSWERS;
}

static void compare(const struct inventory *old, const struct inventory *new,
		    take_change *take, void *context)
{
	size_t i = 0, j = 0;

	while (i < old->count || j < new->count) {
		int order = i == old->count   ? 1
			    : j == new->count ? -1
					      : strcmp(old->hosts[i]->texts,
						       new->hosts[j]->texts);
		const struct fleet_host *one =
			order <= 0 ? old->hosts[i++] : NULL;
		const struct fleet_host *other =
			order >= 0 ? new->hosts[j++] : NULL;

		take(context, change_of(one, other), one, other);
	}
}

static void count_change(void *context, enum change change,
			 const struct fleet_host *old,
			 const struct fleet_host *new)
{
	uint64_t *counts = context;

	(void)old;
	(void)new;
	counts[change]++;
}

static void print_change(void *context, enum change change,
			 const struct fleet_host *old,
			 const struct fleet_host *new)
{
	(void)context;
	if (change == CHANGE_NONE)
		return;
	printf("%s\t", change_words[change]);
	print_text(host_text(new ? new : old, HOST_NAME));
	if (change == CHANGE_ANSWERS && host_contradicts_itself(new))
		fputs("\tcontradicts itself", stdout);
	for (int mode = 0; change == CHANGE_ANSWERS && mode < COMPATCAPS_LEVELS;
	     mode++) {
		enum degree before = degree_of(old->answers, mode);
		enum degree after = degree_of(new->answers, mode);

		if (before != after)
			printf("\t%s: %s, was %s", mode_name(mode),
			       degree_name(after), degree_name(before));
	}
	putchar('\n');
}

static void write_changed_modes(struct json_writer *writer,
				const struct fleet_host *old,
				const struct fleet_host *new)
{
	json_open_array(writer, "modes");
	for (int mode = 0; mode < COMPATCAPS_LEVELS; mode++) {
		enum degree before = degree_of(old->answers, mode);
		enum degree after = degree_of(new->answers, mode);

		if (before == after)
			continue;
		json_open_object(writer, NULL);
		json_write_text(writer, "name", mode_name(mode));
		json_write_text(writer, "old", degree_name(before));
		json_write_text(writer, "new", degree_name(after));
		json_close(writer);
	}
	json_close(writer);
}

static void write_change(void *context, enum change change,
			 const struct fleet_host *old,
			 const struct fleet_host *new)
{
	struct json_writer *writer = context;

	if (change == CHANGE_NONE)
		return;
	json_open_object(writer, NULL);
	json_write_text(writer, "name", host_text(new ? new : old, HOST_NAME));
	json_write_text(writer, "change", change_words[change]);
	if (change == CHANGE_ANSWERS)
		write_changed_modes(writer, old, new);
	json_close(writer);
}

/* --- the answer */

struct difference {
	const struct inventory *old, *new;
	enum compatcaps_certainty certainty;
	uint64_t counts[CHANGE_COUNT];
	int before, after; /* the best modes of the hosts with an answer */
};

static int best_of(const struct inventory *inventory,
		   enum compatcaps_certainty certainty)
{
	return mode_of_pvr(compatcaps_baseline(
		inventory->answers, inventory->count, certainty, NULL));
}

static void print_json(const struct difference *difference)
{
	static const enum change order[] = {CHANGE_JOINED, CHANGE_LEFT,
					    CHANGE_ANSWERS, CHANGE_NONE};
	struct json_writer writer = json_writer(stdout, JSON_FOR_PEOPLE);

	json_open_object(&writer, NULL);
	json_write_text(&writer, "format", "compatcaps-fleet-diff");
	json_write_number(&writer, "version", 1);
	json_write_text(&writer, "certainty",
			compatcaps_certainty_name(difference->certainty));
	for (int i = 0; i < CHANGE_COUNT; i++)
		json_write_number(&writer, change_words[order[i]],
				  difference->counts[order[i]]);
	write_mode(&writer, "old_baseline_of_answered", difference->before);
	write_mode(&writer, "new_baseline_of_answered", difference->after);
	json_open_array(&writer, "changes");
	compare(difference->old, difference->new, write_change, &writer);
	json_close(&writer);
	close_answer(&writer);
}

static void print_difference(const struct difference *difference, bool same)
{
	const uint64_t *counts = difference->counts;

	compare(difference->old, difference->new, print_change, NULL);
	printf("%s%" PRIu64 " joined, %" PRIu64 " left, %" PRIu64
	       " changed, %" PRIu64
	       " same. Best mode of those with an answer: %s, was %s.\n",
	       same ? "" : "\n", counts[CHANGE_JOINED], counts[CHANGE_LEFT],
	       counts[CHANGE_ANSWERS], counts[CHANGE_NONE],
	       mode_or_none(difference->after),
	       mode_or_none(difference->before));
}

static enum exit_code answer(const struct inventory *old,
			     const struct inventory *new,
			     const struct fleet_request *request)
{
	struct difference difference = {
		.old = old,
		.new = new,
		.certainty = request->certainty,
		.before = best_of(old, request->certainty),
		.after = best_of(new, request->certainty),
	};
	enum exit_code code;
	bool same;

	compare(old, new, count_change, difference.counts);
	same = difference.counts[CHANGE_NONE] == old->count &&
	       old->count == new->count;
	if (request->json)
		print_json(&difference);
	else
		print_difference(&difference, same);
	code = code_of_fleet(&old->fleet, same ? EXIT_YES : EXIT_NO);
	return code_of_fleet(&new->fleet, code);
}

enum exit_code fleet_diff(const struct fleet_request *request)
{
	struct inventory old = {.count = 0}, new = {.count = 0};
	enum exit_code code = read_inventory(&old, request, request->paths[0]);

	if (code == EXIT_YES)
		code = read_inventory(&new, request, request->paths[1]);
	if (code == EXIT_YES)
		code = answer(&old, &new, request);
	inventory_free(&old);
	inventory_free(&new);
	return code;
}

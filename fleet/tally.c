// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "print_error.h"
#include "read.h"
#include "tally.h"

/*
 * A fleet with more classes than this cannot be summed up: each class has a
 * cost.
 */
#define MOST_CLASSES 4096
#define MOST_WARNINGS 10

compatcaps_answers answers_counted(const struct fleet_host *host)
{
	return host->rival ? 0 : host->answers;
}

enum exit_code code_of_fleet(const struct fleet *fleet, enum exit_code code)
{
	bool is_answer =
		code == EXIT_YES || code == EXIT_NO || code == EXIT_CANNOT_TELL;

	return fleet->unreadable && is_answer ? EXIT_BAD_RECORD : code;
}

/*
 * --- names that occur more than once
 *
 * Hosts are sorted by a hash of their names, which is fast, and by the names if
 * hashes are equal: names that were made to have equal hashes are sorted
 * correctly, too.
 */

struct key {
	uint64_t hash;
	struct fleet_host *host;
};

/* FNV-1a */
static uint64_t hash_of(const char *name)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);

	for (; *name; name++)
		hash = (hash ^ (unsigned char)*name) * UINT64_C(0x100000001b3);
	return hash;
}

static int by_name(const void *a, const void *b)
{
	const struct key *one = a, *other = b;
	int order;

	if (one->hash != other->hash)
		return one->hash < other->hash ? -1 : 1;
	order = strcmp(one->host->texts, other->host->texts);
	if (order)
		return order;
	return one->host < other->host ? -1 : one->host > other->host;
}

static bool is_same_name(const struct key *one, const struct key *other)
{
	return one->hash == other->hash &&
	       !strcmp(one->host->texts, other->host->texts);
}

static bool say_the_same(const struct key *keys, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		if (keys[i].host->answers != keys[0].host->answers ||
		    host_contradicts_itself(keys[i].host) !=
			    host_contradicts_itself(keys[0].host))
			return false;
	}
	return true;
}

/* The records with one name, in their order */
static void settle(struct tally *tally, const struct key *keys, size_t count,
		   bool latest)
{
	struct fleet_host *last = keys[count - 1].host;

	if (count == 1)
		return;
	tally->repeated++;
	for (size_t i = 0; i < count; i++)
		keys[i].host->counts = false;
	if (latest || say_the_same(keys, count)) {
		last->counts = true;
		return;
	}
	keys[0].host->counts = true;
	keys[0].host->rival = last;
}

static void settle_all(struct tally *tally, const struct key *keys,
		       size_t count, bool latest)
{
	size_t end;

	for (size_t i = 0; i < count; i = end) {
		end = i + 1;
		while (end < count && is_same_name(&keys[i], &keys[end]))
			end++;
		settle(tally, keys + i, end - i, latest);
	}
}

static enum exit_code resolve_repeated(struct tally *tally, bool latest)
{
	struct fleet *fleet = &tally->fleet;
	struct key *keys = calloc(fleet->count + 1, sizeof(*keys));
	size_t count = 0;

	if (!keys)
		return fleet_no_memory();
	for (size_t i = 0; i < fleet->count; i++) {
		struct fleet_host *host = &fleet->hosts[i];

		host->counts = true;
		/* A host without a name cannot occur twice. */
		if (host->has_own_name)
			keys[count++] =
				(struct key){hash_of(host->texts), host};
	}
	qsort(keys, count, sizeof(*keys), by_name);
	settle_all(tally, keys, count, latest);
	free(keys);
	return EXIT_YES;
}

/* --- warnings */

static bool may_warn(uint64_t warnings)
{
	if (warnings == MOST_WARNINGS + 1)
		print_error("warning: further warnings of this kind are not "
			    "printed");
	return warnings <= MOST_WARNINGS;
}

static void warn_of_note(const struct fleet *fleet,
			 const struct fleet_host *host)
{
	char origin[ORIGIN_SIZE];

	print_error("warning: %s: host '%.200s': %s; counted as unsure",
		    host_origin(fleet, host, origin), host->texts,
		    host_text(host, HOST_NOTE));
}

static void warn_of_rival(const struct fleet *fleet,
			  const struct fleet_host *host)
{
	char first[ORIGIN_SIZE], last[ORIGIN_SIZE];

	print_error("warning: %s and %s have the same host name and different "
		    "answers: counted as unsure; --latest takes the later "
		    "one",
		    host_origin(fleet, host, first),
		    host_origin(fleet, host->rival, last));
}

static void warn_of_all(struct tally *tally)
{
	const struct fleet *fleet = &tally->fleet;

	for (size_t i = 0; i < fleet->count; i++) {
		const struct fleet_host *host = &fleet->hosts[i];

		if (host_contradicts_itself(host) &&
		    may_warn(++tally->contradictory))
			warn_of_note(fleet, host);
	}
	for (size_t i = 0; i < fleet->count; i++) {
		const struct fleet_host *host = &fleet->hosts[i];

		if (host->rival && may_warn(++tally->contradictory))
			warn_of_rival(fleet, host);
	}
	if (tally->repeated)
		print_error("warning: %" PRIu64
			    " host names occur more than once; "
			    "each host counts once",
			    tally->repeated);
}

/* --- classes */

struct counted {
	compatcaps_answers answers;
	size_t host;
};

static int by_answers(const void *a, const void *b)
{
	const struct counted *one = a, *other = b;

	if (one->answers != other->answers)
		return one->answers < other->answers ? -1 : 1;
	return one->host < other->host ? -1 : one->host > other->host;
}

static int by_first_host(const void *a, const void *b)
{
	const struct class *one = a, *other = b;

	return one->first < other->first ? -1 : one->first > other->first;
}

/* Adds all hosts with the same answers */
static void fill_class(struct class *class, const struct fleet *fleet,
		       const struct counted *hosts, size_t count)
{
	*class = (struct class){.answers = hosts[0].answers,
				.count = count,
				.first = hosts[0].host};
	while (class->example_count < EXAMPLES &&
	       class->example_count < count) {
		class->examples[class->example_count] =
			&fleet->hosts[hosts[class->example_count].host];
		class->example_count++;
	}
}

static bool make_classes(struct tally *tally, const struct counted *hosts,
			 size_t count)
{
	size_t end;

	for (size_t i = 0; i < count; i = end) {
		end = i + 1;
		while (end < count && hosts[end].answers == hosts[i].answers)
			end++;
		if (tally->class_count == MOST_CLASSES)
			return false;
		fill_class(&tally->classes[tally->class_count++], &tally->fleet,
			   hosts + i, end - i);
	}
	qsort(tally->classes, tally->class_count, sizeof(*tally->classes),
	      by_first_host);
	for (size_t i = 0; i < tally->class_count; i++)
		tally->answers[i] = tally->classes[i].answers;
	return true;
}

static enum exit_code count_classes(struct tally *tally, struct counted *hosts)
{
	const struct fleet *fleet = &tally->fleet;
	size_t count = 0;

	for (size_t i = 0; i < fleet->count; i++) {
		if (fleet->hosts[i].counts)
			hosts[count++] = (struct counted){
				answers_counted(&fleet->hosts[i]), i};
	}
	tally->hosts = count;
	qsort(hosts, count, sizeof(*hosts), by_answers);
	if (make_classes(tally, hosts, count))
		return EXIT_YES;
	print_error("more than %d different answers: these are not records of "
		    "hosts",
		    MOST_CLASSES);
	return EXIT_BAD_RECORD;
}

static enum exit_code find_classes(struct tally *tally)
{
	size_t count = tally->fleet.count + 1;
	size_t most = count < MOST_CLASSES ? count : MOST_CLASSES;
	struct counted *hosts = calloc(count, sizeof(*hosts));
	enum exit_code code;

	tally->classes = calloc(most, sizeof(*tally->classes));
	tally->answers = calloc(most, sizeof(*tally->answers));
	code = hosts && tally->classes && tally->answers
		       ? count_classes(tally, hosts)
		       : fleet_no_memory();
	free(hosts);
	return code;
}

/* --- */

enum exit_code tally_read(struct tally *tally,
			  const struct fleet_request *request,
			  char *const paths[])
{
	return tally_visit(tally, request, paths, NULL, NULL);
}

enum exit_code tally_visit(struct tally *tally,
			   const struct fleet_request *request,
			   char *const paths[], fleet_visit *visit,
			   void *context)
{
	struct fleet *fleet = &tally->fleet;
	enum exit_code code;

	*tally = (struct tally){
		.fleet = {.visit = visit, .visit_context = context}};
	code = fleet_read(fleet, request->skip_broken, paths);
	if (code == EXIT_YES)
		code = resolve_repeated(tally, request->latest);
	if (code == EXIT_YES)
		code = find_classes(tally);
	if (code != EXIT_YES)
		return code;
	warn_of_all(tally);
	if (tally->hosts)
		return EXIT_YES;
	print_error("no record of a host found%s",
		    fleet->broken ? ": all records are broken" : "");
	return code_of_fleet(fleet, EXIT_CANNOT_TELL);
}

void tally_free(struct tally *tally)
{
	free(tally->classes);
	free(tally->answers);
	fleet_free(&tally->fleet);
}

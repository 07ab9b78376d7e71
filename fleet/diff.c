// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compatcaps fleet diff: what changed between two collections. Hosts are known
 * by name; both collections are kept, sorted, and compared.
 */
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "modes.h"
#include "output.h"

struct entry {
	char *name;
	answers answers;
	uint64_t place;
};

struct collection {
	struct entry *entries;
	size_t count, room;
	uint64_t nameless;
	uint64_t repeated;
};

static void collection_free(struct collection *collection)
{
	for (size_t i = 0; i < collection->count; i++)
		free(collection->entries[i].name);
	free(collection->entries);
}

static enum exit_code no_memory(void)
{
	message("out of memory");
	return EXIT_FAILED;
}

static enum exit_code make_room(struct collection *collection)
{
	size_t room = collection->room * 2 + 64;
	struct entry *entries;

	if (collection->count < collection->room)
		return EXIT_YES;
	entries = realloc(collection->entries, room * sizeof(*entries));
	if (!entries)
		return no_memory();
	collection->entries = entries;
	collection->room = room;
	return EXIT_YES;
}

static enum exit_code add_host(void *context, const struct fleet_host *host)
{
	struct collection *collection = context;
	enum exit_code code = make_room(collection);
	struct entry *entry;

	if (code != EXIT_YES)
		return code;
	entry = &collection->entries[collection->count];
	entry->name = strndup(host->name.start, host->name.length);
	if (!entry->name)
		return no_memory();
	entry->answers = host->answers;
	entry->place = host->place;
	collection->nameless += !host->has_own_name;
	collection->count++;
	return EXIT_YES;
}

static int by_name(const void *a, const void *b)
{
	const struct entry *one = a, *other = b;
	int order = strcmp(one->name, other->name);

	if (order)
		return order;
	return one->place < other->place ? -1 : one->place > other->place;
}

/* Of several records of a host the last one stays, as with --latest. */
static void drop_repeated(struct collection *collection)
{
	size_t kept = 0;

	for (size_t i = 0; i < collection->count; i++) {
		struct entry *entry = &collection->entries[i];

		if (i + 1 < collection->count &&
		    !strcmp(entry->name, entry[1].name)) {
			free(entry->name);
			collection->repeated++;
			continue;
		}
		collection->entries[kept++] = *entry;
	}
	collection->count = kept;
}

static enum exit_code read_collection(struct collection *collection,
				      const struct request *request,
				      const char *path)
{
	char *const paths[] = {(char *)path, NULL};
	enum exit_code code = records_read_alone(request->skip_broken, paths,
						 add_host, collection);

	if (code != EXIT_YES)
		return code;
	if (!collection->count) {
		message("%s: there is no record of a host", path);
		return EXIT_CANNOT_TELL;
	}
	qsort(collection->entries, collection->count,
	      sizeof(*collection->entries), by_name);
	drop_repeated(collection);
	if (collection->nameless)
		message("warning: %s: %" PRIu64 " %s without a name; known by "
			"the record's place",
			path, collection->nameless,
			hosts_word(collection->nameless));
	if (collection->repeated)
		message("warning: %s: %" PRIu64 " records of hosts that have a "
			"later one: left out",
			path, collection->repeated);
	return EXIT_YES;
}

/* --- what changed */

enum change {
	CHANGE_NONE,
	CHANGE_JOINED,
	CHANGE_LEFT,
	CHANGE_ANSWERS,
};

struct changes {
	const struct request *request;
	json_t *list; /* NULL: as text */
	uint64_t joined, left, changed, same;
	answers old_all, new_all; /* of the baselines: the worst of each mode */
	bool has_old, has_new;
};

static const char *word_of(enum answer answer)
{
	static const char *const words[ANSWER_COUNT] = {
		[ANSWER_UNKNOWN] = "unknown", [ANSWER_NO] = "no",
		[ANSWER_GUESS] = "guess",     [ANSWER_LIKELY] = "likely",
		[ANSWER_YES] = "yes",
	};

	return words[answer];
}

static void print_changed_modes(const struct entry *old,
				const struct entry *new)
{
	if (new->answers & ANSWERS_CONTRADICTION)
		fputs("\tcontradicts itself", stdout);
	for (int mode = 0; mode < MODE_LIMIT; mode++) {
		enum answer before = answers_get(old->answers, mode);
		enum answer after = answers_get(new->answers, mode);

		if (before != after)
			printf("\t%s: %s, was %s", mode_name(mode),
			       word_of(after), word_of(before));
	}
}

static json_t *json_of_changed_modes(const struct entry *old,
				     const struct entry *new)
{
	json_t *modes = json_array();

	for (int mode = 0; mode < MODE_LIMIT; mode++) {
		enum answer before = answers_get(old->answers, mode);
		enum answer after = answers_get(new->answers, mode);

		if (before != after)
			json_array_append_new(modes,
					      json_pack("{s:s, s:s, s:s}",
							"name", mode_name(mode),
							"old", word_of(before),
							"new", word_of(after)));
	}
	return modes;
}

static const char *const change_words[] = {
	[CHANGE_NONE] = "same",
	[CHANGE_JOINED] = "joined",
	[CHANGE_LEFT] = "left",
	[CHANGE_ANSWERS] = "changed",
};

static void print_change(const struct changes *changes, enum change change,
			 const struct entry *old, const struct entry *new)
{
	const struct entry *one = new ? new : old;
	struct text name = {one->name, strlen(one->name)};

	if (changes->list) {
		json_t *json =
			json_pack("{s:o, s:s}", "name", json_of_text(name),
				  "change", change_words[change]);

		if (change == CHANGE_ANSWERS)
			json_object_set_new(json, "modes",
					    json_of_changed_modes(old, new));
		json_array_append_new(changes->list, json);
		return;
	}
	printf("%s\t", change_words[change]);
	print_text(stdout, name);
	if (change == CHANGE_ANSWERS)
		print_changed_modes(old, new);
	putchar('\n');
}

/* Of all hosts with an answer: what each of them gives */
static void add_to_common(answers *common, bool *has_any, answers of_host,
			  enum compatcaps_certainty certainty)
{
	if (!answers_are_certain(of_host, certainty))
		return;
	for (int mode = 0; mode < MODE_LIMIT; mode++) {
		if (!*has_any ||
		    answers_get(of_host, mode) < answers_get(*common, mode))
			*common = answers_set(*common, mode,
					      answers_get(of_host, mode));
	}
	*has_any = true;
}

static void add_change(struct changes *changes, const struct entry *old,
		       const struct entry *new)
{
	enum compatcaps_certainty certainty = changes->request->certainty;
	enum change change = !old			    ? CHANGE_JOINED
			     : !new			    ? CHANGE_LEFT
			     : old->answers == new->answers ? CHANGE_NONE
							    : CHANGE_ANSWERS;

	changes->joined += change == CHANGE_JOINED;
	changes->left += change == CHANGE_LEFT;
	changes->changed += change == CHANGE_ANSWERS;
	changes->same += change == CHANGE_NONE;
	if (old)
		add_to_common(&changes->old_all, &changes->has_old,
			      old->answers, certainty);
	if (new)
		add_to_common(&changes->new_all, &changes->has_new,
			      new->answers, certainty);
	if (change != CHANGE_NONE)
		print_change(changes, change, old, new);
}

static void compare(struct changes *changes, const struct collection *old,
		    const struct collection *new)
{
	size_t i = 0, j = 0;

	while (i < old->count || j < new->count) {
		int order = i == old->count   ? 1
			    : j == new->count ? -1
					      : strcmp(old->entries[i].name,
						       new->entries[j].name);

		add_change(changes, order <= 0 ? &old->entries[i] : NULL,
			   order >= 0 ? &new->entries[j] : NULL);
		i += order <= 0;
		j += order >= 0;
	}
}

static enum exit_code report(const struct changes *changes)
{
	enum compatcaps_certainty certainty = changes->request->certainty;
	int before = answers_best(changes->old_all, certainty);
	int after = answers_best(changes->new_all, certainty);
	bool same = !changes->joined && !changes->left && !changes->changed;
	enum exit_code code = EXIT_YES;

	if (changes->list)
		code = print_json(json_pack(
			"{s:s, s:i, s:s, s:I, s:I, s:I, s:I, s:o, s:o, s:o}",
			"format", "compatcaps-fleet-diff", "version", 1,
			"certainty", compatcaps_certainty_name(certainty),
			"joined", (json_int_t)changes->joined, "left",
			(json_int_t)changes->left, "changed",
			(json_int_t)changes->changed, "same",
			(json_int_t)changes->same, "old_baseline_of_answered",
			json_of_mode(before), "new_baseline_of_answered",
			json_of_mode(after), "changes", changes->list));
	else
		printf("%s%" PRIu64 " joined, %" PRIu64 " left, %" PRIu64
		       " changed, %" PRIu64
		       " same. Best mode of those with an answer: %s, was "
		       "%s.\n",
		       same ? "" : "\n", changes->joined, changes->left,
		       changes->changed, changes->same, mode_or_none(after),
		       mode_or_none(before));
	if (code != EXIT_YES)
		return code;
	return same ? EXIT_YES : EXIT_NO;
}

enum exit_code run_diff(const struct request *request)
{
	struct collection old = {.count = 0}, new = {.count = 0};
	struct changes changes = {.request = request};
	enum exit_code code = read_collection(&old, request, request->paths[0]);

	if (code == EXIT_YES)
		code = read_collection(&new, request, request->paths[1]);
	if (code == EXIT_YES) {
		changes.list = request->json ? json_array() : NULL;
		compare(&changes, &old, &new);
		code = report(&changes);
	}
	collection_free(&old);
	collection_free(&new);
	return code;
}

// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "message.h"
#include "seen.h"
#include "tally.h"

/*
 * Real fleets have a few dozen; a million kinds of answers are no answers, and
 * would have to be kept.
 */
#define MOST_CLASSES 4096
#define SLOTS (2 * MOST_CLASSES)
#define MOST_WARNINGS 10

static size_t slot_of(answers answers)
{
	return (size_t)(answers * UINT64_C(0x9e3779b97f4a7c15) >> 51) % SLOTS;
}

/* The class of these answers; NULL: there are too many. */
static struct class *class_of(struct tally *tally, answers answers)
{
	size_t slot = slot_of(answers);
	struct class *class;

	for (; tally->slots[slot]; slot = (slot + 1) % SLOTS) {
		class = &tally->classes[tally->slots[slot] - 1];
		if (class->answers == answers)
			return class;
	}
	if (tally->class_count == MOST_CLASSES)
		return NULL;
	class = &tally->classes[tally->class_count++];
	class->answers = answers;
	tally->slots[slot] = (uint32_t)tally->class_count;
	return class;
}

static void add_example(struct class *class, struct text name, uint64_t place)
{
	struct example *example;
	size_t length = name.length;

	if (class->example_count == EXAMPLES)
		return;
	example = &class->examples[class->example_count++];
	if (length >= EXAMPLE_SIZE)
		length = EXAMPLE_SIZE - 1;
	memcpy(example->name, name.start, length);
	example->name[length] = '\0';
	example->place = place;
}

static void forget_example(struct class *class, uint64_t place)
{
	for (unsigned int i = 0; i < class->example_count; i++) {
		if (class->examples[i].place != place)
			continue;
		class->examples[i] = class->examples[--class->example_count];
		return;
	}
}

static bool may_warn(struct tally *tally)
{
	if (++tally->warnings == MOST_WARNINGS + 1)
		message("warning: there is more of this kind");
	return tally->warnings <= MOST_WARNINGS;
}

static void warn_of_note(struct tally *tally, const struct fleet_host *host)
{
	char place[PLACE_SIZE];

	tally->contradictory++;
	if (!may_warn(tally))
		return;
	records_place(tally->reader, host->place, place);
	message("warning: %s: host '%.*s': %s; counted as not sure", place,
		(int)(host->name.length < 200 ? host->name.length : 200),
		host->name.start, host->note);
}

static enum exit_code add_sighting(struct tally *tally,
				   const struct fleet_host *host)
{
	struct sighting sighting = {
		.name = XXH3_64bits(host->name.start, host->name.length),
		.answers = host->answers,
		.place = host->place,
	};
	int error = seen_add(tally->seen, &sighting);

	if (!error)
		return EXIT_YES;
	message("cannot keep the names seen so far: %s; the temporary file is "
		"in $TMPDIR or /tmp",
		strerror(-error));
	return EXIT_FAILED;
}

static enum exit_code count_host(struct tally *tally,
				 const struct fleet_host *host)
{
	struct class *class = class_of(tally, host->answers);

	if (!class) {
		message("there are more than %d kinds of answers: these are no "
			"records of hosts",
			MOST_CLASSES);
		return EXIT_BAD_RECORD;
	}
	class->count++;
	add_example(class, host->name, host->place);
	if (*host->note)
		warn_of_note(tally, host);
	/* Without a name it cannot be there twice. */
	return host->has_own_name ? add_sighting(tally, host) : EXIT_YES;
}

static enum exit_code add_host(void *context, const struct fleet_host *host)
{
	struct tally *tally = context;
	enum exit_code code = count_host(tally, host);

	if (code != EXIT_YES || !tally->visit)
		return code;
	return tally->visit(tally->visit_context, host);
}

/* This one does not count, as if it had not been read. */
static void take_back(struct tally *tally, const struct sighting *sighting)
{
	struct class *class = class_of(tally, sighting->answers);

	class->count--;
	forget_example(class, sighting->place);
}

static bool all_equal(const struct sighting *sightings, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		if (sightings[i].answers != sightings[0].answers)
			return false;
	}
	return true;
}

static void warn_of_twins(struct tally *tally, const struct sighting *sightings,
			  size_t count)
{
	char first[PLACE_SIZE], last[PLACE_SIZE];

	if (!may_warn(tally))
		return;
	records_place(tally->reader, sightings[0].place, first);
	records_place(tally->reader, sightings[count - 1].place, last);
	message("warning: %s and %s have the same host name and different "
		"answers: counted as not sure; --latest takes the later one",
		first, last);
}

/* Which of two answers is right? Nobody knows, so it counts as no answer. */
static void add_contradiction(struct tally *tally,
			      const struct sighting *sightings, size_t count)
{
	struct class *class = class_of(tally, ANSWERS_CONTRADICTION);
	char place[PLACE_SIZE];

	tally->contradictory++;
	warn_of_twins(tally, sightings, count);
	class->count++;
	records_place(tally->reader, sightings[0].place, place);
	add_example(class, (struct text){place, strlen(place)},
		    sightings[0].place);
}

static void count_once(void *context, const struct sighting *sightings,
		       size_t count)
{
	struct tally *tally = context;
	bool equal = all_equal(sightings, count);

	tally->repeated++;
	for (size_t i = 0; i + 1 < count; i++)
		take_back(tally, &sightings[i]);
	if (tally->request->latest || equal)
		return;
	take_back(tally, &sightings[count - 1]);
	add_contradiction(tally, sightings, count);
}

static enum exit_code resolve_repeated(struct tally *tally)
{
	int error = seen_more_than_once(tally->seen, count_once, tally);

	if (error) {
		message("cannot look for names that are there twice: %s",
			strerror(-error));
		return EXIT_FAILED;
	}
	if (tally->repeated)
		message("warning: %" PRIu64 " host names are there more than "
			"once; each host counts once",
			tally->repeated);
	return EXIT_YES;
}

static void count_hosts(struct tally *tally)
{
	tally->records = records_count(tally->reader);
	tally->broken = records_broken(tally->reader);
	for (size_t i = 0; i < tally->class_count; i++)
		tally->hosts += tally->classes[i].count;
}

enum exit_code tally_read(struct tally *tally, const struct request *request,
			  char *const paths[])
{
	return tally_read_each(tally, request, paths, NULL, NULL);
}

enum exit_code tally_read_each(struct tally *tally,
			       const struct request *request,
			       char *const paths[], host_visitor visit,
			       void *context)
{
	enum exit_code code;

	*tally = (struct tally){
		.request = request,
		.visit = visit,
		.visit_context = context,
		.classes = calloc(MOST_CLASSES, sizeof(struct class)),
		.slots = calloc(SLOTS, sizeof(uint32_t)),
		.seen = seen_new(),
		.reader = records_new(request->skip_broken),
	};
	if (!tally->classes || !tally->slots || !tally->seen ||
	    !tally->reader) {
		message("out of memory");
		return EXIT_FAILED;
	}
	/* It is there, whatever the records bring. */
	class_of(tally, ANSWERS_CONTRADICTION);
	code = records_read(tally->reader, paths, add_host, tally);
	if (code == EXIT_YES)
		code = resolve_repeated(tally);
	if (code != EXIT_YES)
		return code;
	count_hosts(tally);
	if (tally->hosts)
		return EXIT_YES;
	message("there is no record of a host%s",
		tally->broken ? " that is not broken" : "");
	return EXIT_CANNOT_TELL;
}

void tally_free(struct tally *tally)
{
	free(tally->classes);
	free(tally->slots);
	seen_free(tally->seen);
	records_free(tally->reader);
}

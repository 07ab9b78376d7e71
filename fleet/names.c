// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>

#include "names.h"
#include "print_text.h"

static void add_class(struct names *names, const struct class *class)
{
	unsigned int i = 0;

	while (i < class->example_count && names->count < EXAMPLES)
		names->hosts[names->count++] = class->examples[i++];
	names->more += class->count - i;
}

void names_in_the_way(struct names *names, const struct summary *summary,
		      int mode)
{
	const struct tally *tally = summary->tally;

	*names = (struct names){.fleet = &tally->fleet};
	for (size_t i = 0; i < tally->class_count && mode != NO_MODE; i++) {
		if (class_is_in_the_way(summary, &tally->classes[i], mode))
			add_class(names, &tally->classes[i]);
	}
}

void names_without_answer(struct names *names, const struct summary *summary)
{
	const struct tally *tally = summary->tally;

	*names = (struct names){.fleet = &tally->fleet};
	for (size_t i = 0; i < tally->class_count; i++) {
		if (class_has_no_answer(summary, &tally->classes[i]))
			add_class(names, &tally->classes[i]);
	}
}

/* For two records with one name the origin is clearer: that of the first */
static const char *name_of(const struct names *names, unsigned int i,
			   char origin[ORIGIN_SIZE])
{
	return names->hosts[i]->rival
		       ? host_origin(names->fleet, names->hosts[i], origin)
		       : host_text(names->hosts[i], HOST_NAME);
}

/* This many names fit on a line. */
#define PRINTED 3

void names_print(const struct names *names)
{
	unsigned int printed = names->count < PRINTED ? names->count : PRINTED;
	uint64_t more = names->count - printed + names->more;
	char origin[ORIGIN_SIZE];

	for (unsigned int i = 0; i < printed; i++) {
		if (i)
			fputs(!more && i + 1 == printed ? " and " : ", ",
			      stdout);
		print_text(name_of(names, i, origin));
	}
	if (more)
		printf("%s%" PRIu64 " more", printed ? " and " : "", more);
}

void names_write(const struct names *names, struct json_writer *writer,
		 const char *key, const char *more_key)
{
	char origin[ORIGIN_SIZE];

	json_open_array(writer, key);
	for (unsigned int i = 0; i < names->count; i++)
		json_write_text(writer, NULL, name_of(names, i, origin));
	json_close(writer);
	json_write_number(writer, more_key, names->more);
}

// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <string.h>

#include "message.h"
#include "names.h"

static void add_class(struct names *names, const struct class *class)
{
	unsigned int i = 0;

	while (i < class->example_count && names->count < EXAMPLES)
		names->names[names->count++] = class->examples[i++].name;
	names->more += class->count - i;
}

void names_in_the_way(struct names *names, const struct summary *summary,
		      int mode)
{
	*names = (struct names){.count = 0};
	for (size_t i = 0; i < summary->tally->class_count; i++) {
		const struct class *class = &summary->tally->classes[i];

		if (class_is_in_the_way(summary, class, mode))
			add_class(names, class);
	}
}

void names_without_answer(struct names *names, const struct summary *summary)
{
	*names = (struct names){.count = 0};
	for (size_t i = 0; i < summary->tally->class_count; i++) {
		const struct class *class = &summary->tally->classes[i];

		if (class_has_no_answer(summary, class))
			add_class(names, class);
	}
}

/* So many fit a line. */
#define PRINTED 3

void names_print(const struct names *names, FILE *to)
{
	unsigned int printed = names->count < PRINTED ? names->count : PRINTED;
	uint64_t more = names->count - printed + names->more;

	for (unsigned int i = 0; i < printed; i++) {
		if (i)
			fputs(!more && i + 1 == printed ? " and " : ", ", to);
		print_text(to, (struct text){names->names[i],
					     strlen(names->names[i])});
	}
	if (more)
		fprintf(to, "%s%" PRIu64 " more", printed ? " and " : "", more);
}

json_t *names_json(const struct names *names)
{
	json_t *array = json_array();

	for (unsigned int i = 0; i < names->count; i++) {
		json_t *name = json_string(names->names[i]);

		/* What is not UTF-8 is still a host. */
		json_array_append_new(array, name ? name : json_string("?"));
	}
	return array;
}

// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fleet.h"
#include "print_error.h"

/* The strings of hosts lie one after another, in blocks that do not move. */
#define BLOCK_SIZE (1 << 20)

struct text_block {
	struct text_block *before;
	size_t size, used;
	char bytes[];
};

enum exit_code fleet_no_memory(void)
{
	print_error("out of memory");
	return EXIT_FAILED;
}

void fleet_free(struct fleet *fleet)
{
	while (fleet->texts) {
		struct text_block *before = fleet->texts->before;

		free(fleet->texts);
		fleet->texts = before;
	}
	free(fleet->inputs);
	free(fleet->hosts);
}

/* Room for a string of this size, with its NUL; NULL: no memory */
static char *reserve_text(struct fleet *fleet, size_t size)
{
	struct text_block *block = fleet->texts;
	char *text;

	if (!block || size > block->size - block->used) {
		size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;

		block = malloc(sizeof(*block) + room);
		if (!block)
			return NULL;
		*block = (struct text_block){.before = fleet->texts,
					     .size = room};
		fleet->texts = block;
	}
	text = block->bytes + block->used;
	block->used += size;
	return text;
}

/* Room for one more; the old ones stay if there is no memory. */
static bool grow(void **array, size_t *room, size_t count, size_t size)
{
	size_t wanted = *room * 2 + 64;
	void *grown;

	if (count < *room)
		return true;
	grown = realloc(*array, wanted * size);
	if (!grown)
		return false;
	*array = grown;
	*room = wanted;
	return true;
}

enum exit_code fleet_add_input(struct fleet *fleet, const char *path)
{
	size_t size = strlen(path) + 1;
	char *copy = reserve_text(fleet, size);

	if (!copy || !grow((void **)&fleet->inputs, &fleet->input_room,
			   fleet->input_count, sizeof(*fleet->inputs)))
		return fleet_no_memory();
	fleet->inputs[fleet->input_count++] = memcpy(copy, path, size);
	return EXIT_YES;
}

static const char *keep_texts(struct fleet *fleet,
			      const char *const texts[HOST_TEXTS])
{
	size_t size = 0;
	char *start, *end;

	for (int i = 0; i < HOST_TEXTS; i++)
		size += strlen(texts[i]) + 1;
	start = end = reserve_text(fleet, size);
	for (int i = 0; start && i < HOST_TEXTS; i++)
		end = stpcpy(end, texts[i]) + 1;
	return start;
}

enum exit_code fleet_add_host(struct fleet *fleet,
			      const struct fleet_host *host,
			      const char *const texts[HOST_TEXTS])
{
	const char *kept = keep_texts(fleet, texts);

	if (!kept || !grow((void **)&fleet->hosts, &fleet->room, fleet->count,
			   sizeof(*fleet->hosts)))
		return fleet_no_memory();
	fleet->hosts[fleet->count] = *host;
	fleet->hosts[fleet->count].texts = kept;
	fleet->count++;
	return EXIT_YES;
}

const char *host_text(const struct fleet_host *host, enum host_text which)
{
	const char *text = host->texts;

	for (int i = 0; i < (int)which; i++)
		text += strlen(text) + 1;
	return text;
}

bool host_contradicts_itself(const struct fleet_host *host)
{
	return *host_text(host, HOST_NOTE);
}

const char *host_origin(const struct fleet *fleet,
			const struct fleet_host *host, char words[ORIGIN_SIZE])
{
	const char *input = fleet->inputs[host->input];

	if (!host->line)
		return input;
	snprintf(words, ORIGIN_SIZE, "%s:%" PRIu32, input, host->line);
	return words;
}

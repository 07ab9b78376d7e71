// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Sightings are parted by the first byte of their hash. A part collects a chunk
 * in memory and appends whole chunks to the file, which it remembers by their
 * number. In the end one part after the other is read back.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "seen.h"

#define PARTS 256
#define CHUNK 1024 /* sightings: 24 KiB */
#define CHUNK_BYTES (CHUNK * sizeof(struct sighting))
#define FIRST_ROOM 16

struct part {
	struct sighting *open; /* the chunk that is being filled */
	size_t used, room;
	uint32_t *chunks; /* the numbers of those in the file */
	size_t chunk_count, chunk_room;
};

struct seen {
	struct part parts[PARTS];
	FILE *file;
	uint32_t chunk_count;
	/* For the look at a part */
	struct sighting *all;
	uint32_t *slots;
	size_t all_room, slot_room;
};

struct seen *seen_new(void)
{
	return calloc(1, sizeof(struct seen));
}

void seen_free(struct seen *seen)
{
	if (!seen)
		return;
	for (size_t i = 0; i < PARTS; i++) {
		free(seen->parts[i].open);
		free(seen->parts[i].chunks);
	}
	if (seen->file)
		fclose(seen->file);
	free(seen->all);
	free(seen->slots);
	free(seen);
}

/* Room for one more; what is there stays if there is none. */
static int grow(void **array, size_t *room, size_t used, size_t first,
		size_t size)
{
	size_t wanted = *room ? *room * 2 : first;
	void *grown;

	if (used < *room)
		return 0;
	grown = realloc(*array, wanted * size);
	if (!grown)
		return -ENOMEM;
	*array = grown;
	*room = wanted;
	return 0;
}

static FILE *temporary_file(void)
{
	const char *folder = getenv("TMPDIR");
	char path[4096];
	FILE *file;
	int fd;

	if (!folder || !*folder)
		folder = "/tmp";
	if (snprintf(path, sizeof(path), "%s/compatcaps-fleet.XXXXXX",
		     folder) >= (int)sizeof(path)) {
		errno = ENAMETOOLONG;
		return NULL;
	}
	fd = mkstemp(path);
	if (fd < 0)
		return NULL;
	unlink(path);
	file = fdopen(fd, "w+b");
	if (!file)
		close(fd);
	return file;
}

static int write_chunk(struct seen *seen, struct part *part)
{
	if (!seen->file)
		seen->file = temporary_file();
	if (!seen->file)
		return -errno;
	if (grow((void **)&part->chunks, &part->chunk_room, part->chunk_count,
		 FIRST_ROOM, sizeof(*part->chunks)))
		return -ENOMEM;
	errno = 0;
	if (fwrite(part->open, CHUNK_BYTES, 1, seen->file) != 1)
		return errno ? -errno : -EIO;
	part->chunks[part->chunk_count++] = seen->chunk_count++;
	part->used = 0;
	return 0;
}

int seen_add(struct seen *seen, const struct sighting *sighting)
{
	struct part *part = &seen->parts[sighting->name >> 56];
	int error = part->used == CHUNK ? write_chunk(seen, part) : 0;

	if (!error)
		error = grow((void **)&part->open, &part->room, part->used,
			     FIRST_ROOM, sizeof(*part->open));
	if (!error)
		part->open[part->used++] = *sighting;
	return error;
}

static int read_chunk(struct seen *seen, uint32_t number, struct sighting *to)
{
	size_t done = 0;

	while (done < CHUNK_BYTES) {
		ssize_t count =
			pread(fileno(seen->file), (char *)to + done,
			      CHUNK_BYTES - done,
			      (off_t)number * (off_t)CHUNK_BYTES + (off_t)done);

		if (count < 0 && errno == EINTR)
			continue;
		if (count <= 0)
			return count ? -errno : -EIO;
		done += (size_t)count;
	}
	return 0;
}

static int reserve(void **array, size_t *room, size_t count, size_t size)
{
	void *grown;

	if (count <= *room)
		return 0;
	grown = realloc(*array, count * size);
	if (!grown)
		return -ENOMEM;
	*array = grown;
	*room = count;
	return 0;
}

/* All sightings of a part, the oldest first, in seen->all */
static int collect(struct seen *seen, const struct part *part)
{
	size_t count = part->chunk_count * CHUNK + part->used;
	int error = reserve((void **)&seen->all, &seen->all_room, count,
			    sizeof(*seen->all));

	for (size_t i = 0; !error && i < part->chunk_count; i++)
		error = read_chunk(seen, part->chunks[i],
				   seen->all + i * CHUNK);
	if (!error && part->used)
		memcpy(seen->all + part->chunk_count * CHUNK, part->open,
		       part->used * sizeof(*part->open));
	return error;
}

static size_t power_of_two_above(size_t count)
{
	size_t power = 16;

	while (power < count)
		power *= 2;
	return power;
}

/* Is any name there twice? A table of places in `all`, at most half full */
static bool has_twins(struct seen *seen, size_t count, size_t slot_count)
{
	memset(seen->slots, 0, slot_count * sizeof(*seen->slots));
	for (size_t i = 0; i < count; i++) {
		size_t slot = seen->all[i].name & (slot_count - 1);

		while (seen->slots[slot]) {
			if (seen->all[seen->slots[slot] - 1].name ==
			    seen->all[i].name)
				return true;
			slot = (slot + 1) & (slot_count - 1);
		}
		seen->slots[slot] = (uint32_t)i + 1;
	}
	return false;
}

static int by_name_and_place(const void *a, const void *b)
{
	const struct sighting *one = a, *other = b;

	if (one->name != other->name)
		return one->name < other->name ? -1 : 1;
	return one->place < other->place ? -1 : one->place > other->place;
}

static int look_at(struct seen *seen, const struct part *part,
		   void (*found)(void *context,
				 const struct sighting *sightings,
				 size_t count),
		   void *context)
{
	size_t count = part->chunk_count * CHUNK + part->used;
	size_t slot_count = power_of_two_above(2 * count);
	size_t end;
	int error = collect(seen, part);

	if (!error)
		error = reserve((void **)&seen->slots, &seen->slot_room,
				slot_count, sizeof(*seen->slots));
	if (error || !has_twins(seen, count, slot_count))
		return error;
	qsort(seen->all, count, sizeof(*seen->all), by_name_and_place);
	for (size_t i = 0; i < count; i = end) {
		end = i + 1;
		while (end < count && seen->all[end].name == seen->all[i].name)
			end++;
		if (end - i > 1)
			found(context, &seen->all[i], end - i);
	}
	return 0;
}

int seen_more_than_once(struct seen *seen,
			void (*found)(void *context,
				      const struct sighting *sightings,
				      size_t count),
			void *context)
{
	int error = 0;

	if (seen->file && fflush(seen->file))
		return -errno;
	for (size_t i = 0; !error && i < PARTS; i++) {
		struct part *part = &seen->parts[i];

		error = part->used || part->chunk_count
				? look_at(seen, part, found, context)
				: 0;
		/* Not needed any more */
		free(part->open);
		part->open = NULL;
		part->room = part->used = part->chunk_count = 0;
	}
	return error;
}

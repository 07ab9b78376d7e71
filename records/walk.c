// SPDX-License-Identifier: GPL-2.0-or-later
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "walk.h"

struct walker {
	walk_visitor *before, *after;
	void *context;
	char *path;
};

static int is_entry(const struct dirent *entry)
{
	return strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..");
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int walk_folder(struct walker *walker, int folder, size_t length,
		       int depth);

/* The contents of a directory; length: of the path with its name */
static int walk_into(struct walker *walker, const struct walk_entry *entry,
		     size_t length)
{
	int fd = openat(entry->folder, entry->name,
			O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	int result;

	if (fd < 0)
		return -errno;
	result = walk_folder(walker, fd, length, entry->depth + 1);
	close(fd);
	return result;
}

static int visit(struct walker *walker, const struct walk_entry *entry,
		 size_t length)
{
	bool is_folder = entry->kind == S_IFDIR;
	int result = 0;

	if (walker->before)
		result = walker->before(walker->context, entry);
	if (!result && is_folder)
		result = walk_into(walker, entry, length);
	if (result)
		return result;
	walker->path[length] = '\0';
	return walker->after ? walker->after(walker->context, entry) : 0;
}

static int take_entry(struct walker *walker, int folder, const char *name,
		      size_t length, int depth)
{
	struct walk_entry entry = {.path = walker->path,
				   .folder = folder,
				   .name = name,
				   .depth = depth};
	size_t room = PATH_MAX - length;
	int added = snprintf(walker->path + length, room, "%s%s",
			     length ? "/" : "", name);
	struct stat status;

	if ((size_t)added >= room)
		return -ENAMETOOLONG;
	if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW))
		return -errno;
	entry.kind = status.st_mode & S_IFMT;
	return visit(walker, &entry, length + (size_t)added);
}

static int walk_folder(struct walker *walker, int folder, size_t length,
		       int depth)
{
	struct dirent **entries;
	int count = scandirat(folder, ".", &entries, is_entry, by_name);
	int result = 0;

	if (count < 0)
		return -errno;
	for (int i = 0; i < count; i++) {
		if (!result)
			result = take_entry(walker, folder, entries[i]->d_name,
					    length, depth);
		free(entries[i]);
	}
	free(entries);
	return result;
}

int walk(const char *path, walk_visitor *before, walk_visitor *after,
	 void *context, char where[PATH_MAX])
{
	struct walker walker = {.before = before,
				.after = after,
				.context = context,
				.path = where};
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result;

	*where = '\0';
	if (fd < 0)
		return -errno;
	result = walk_folder(&walker, fd, 0, 1);
	close(fd);
	return result;
}

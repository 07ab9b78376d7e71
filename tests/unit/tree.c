// SPDX-License-Identifier: GPL-2.0-or-later
#define _XOPEN_SOURCE 700
#include "cmocka_includes.h"
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tree.h"

void tree_make(char root[TREE_SIZE])
{
	strcpy(root, "/tmp/compatcaps-test-XXXXXX");
	assert_non_null(mkdtemp(root));
}

static void make_directories(char *path)
{
	for (char *slash = path + 1; (slash = strchr(slash, '/')); slash++) {
		*slash = '\0';
		mkdir(path, 0700);
		*slash = '/';
	}
}

/* The path of a name; makes its directory. */
static void make_path(char path[PATH_MAX], const char *root, const char *name)
{
	snprintf(path, PATH_MAX, "%s/%s", root, name);
	make_directories(path);
}

void tree_put(const char *root, const char *name, const void *data, size_t size)
{
	char path[PATH_MAX];
	FILE *file;

	make_path(path, root, name);
	file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(data, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

void tree_put_text(const char *root, const char *name, const char *text)
{
	tree_put(root, name, text, strlen(text));
}

void tree_link(const char *root, const char *name, const char *target)
{
	char path[PATH_MAX];

	make_path(path, root, name);
	assert_int_equal(symlink(target, path), 0);
}

void tree_fifo(const char *root, const char *name)
{
	char path[PATH_MAX];

	make_path(path, root, name);
	assert_int_equal(mkfifo(path, 0600), 0);
}

void tree_directory(const char *root, const char *name)
{
	char path[PATH_MAX];

	make_path(path, root, name);
	assert_int_equal(mkdir(path, 0700), 0);
}

static int remove_one(const char *path, const struct stat *stat, int type,
		      struct FTW *ftw)
{
	(void)stat;
	(void)type;
	(void)ftw;
	return remove(path);
}

void tree_remove(const char *root)
{
	assert_int_equal(nftw(root, remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
}

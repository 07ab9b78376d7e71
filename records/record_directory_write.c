// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Writing records as directories: under another name, which is then changed, so
 * that the record is complete or is not there.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "record.h"
#include "record_path.h"
#include "walk.h"

/* The directories above a file, below `directory` */
static int make_directories(int directory, const char *path)
{
	char part[COMPATCAPS_TEXT_SIZE * 2];
	const char *slash = path;

	while ((slash = strchr(slash, '/'))) {
		snprintf(part, sizeof(part), "%.*s", (int)(slash - path), path);
		if (mkdirat(directory, part, 0777) && errno != EEXIST)
			return -1;
		slash++;
	}
	return 0;
}

static int write_text(int directory, const char *path, const char *text)
{
	int fd, failed;
	FILE *file;

	if (make_directories(directory, path))
		return -1;
	fd = openat(directory, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
		    0666);
	if (fd < 0)
		return -1;
	file = fdopen(fd, "w");
	if (!file) {
		close(fd);
		return -1;
	}
	failed = fprintf(file, "%s\n", text) < 0;
	return fclose(file) || failed ? -1 : 0;
}

static int write_texts(int directory,
		       const struct compatcaps_evidence *evidence,
		       char message[RECORD_MESSAGE_SIZE])
{
	const char *path = RECORD_FORMAT_FILE, *text = RECORD_FORMAT_VERSION;
	size_t i = 0;

	do {
		if (write_text(directory, path, text))
			return record_fail_at(message, path, strerror(errno));
	} while (!compatcaps_evidence_at(evidence, i++, &path, &text));
	return 0;
}

static int remove_entry(void *context, const struct walk_entry *entry)
{
	(void)context;
	unlinkat(entry->folder, entry->name,
		 entry->kind == S_IFDIR ? AT_REMOVEDIR : 0);
	return 0;
}

/* What this program made itself, so what is in the way is no matter. */
static void remove_tree(const char *path)
{
	char where[PATH_MAX];

	walk(path, NULL, remove_entry, NULL, where);
	rmdir(path);
}

static int sync_at(int folder, const char *name)
{
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	int result = fd < 0 ? -1 : fsync(fd);

	if (fd >= 0)
		close(fd);
	return result;
}

static int sync_entry(void *context, const struct walk_entry *entry)
{
	int *error = context;

	if (!sync_at(entry->folder, entry->name))
		return 0;
	*error = errno;
	return 1;
}

/*
 * Files and folders: a rename that the disk sees before them would be no use.
 * 0, or an errno.
 */
static int sync_tree(const char *path)
{
	char where[PATH_MAX];
	int error = 0;
	int result = walk(path, NULL, sync_entry, &error, where);

	if (!result && sync_at(AT_FDCWD, path))
		return errno;
	return result < 0 ? -result : error;
}

/* The folder that a path is in, as a path of its own */
static void name_parent(char parent[PATH_MAX], const char *path, size_t length)
{
	size_t directory = record_path_parent_length(path, length);

	snprintf(parent, PATH_MAX, "%.*s", directory ? (int)directory : 1,
		 directory ? path : ".");
}

/* ".NAME.1234.part", beside "NAME" */
static bool is_left_over(const char *entry, const char *name, size_t length)
{
	const char *number = entry + 1 + length;

	return *entry == '.' && !strncmp(entry + 1, name, length) &&
	       *number == '.' &&
	       !strcmp(number + 1 + strspn(number + 1, "0123456789"),
		       RECORD_ASIDE_END);
}

/* Whoever writes one holds a lock on it. */
static void remove_if_left(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);

	if (fd < 0)
		return;
	if (!flock(fd, LOCK_EX | LOCK_NB))
		remove_tree(path);
	close(fd);
}

/* Of snapshots of this name that were killed */
static void sweep(const char *path, size_t length)
{
	size_t directory = record_path_parent_length(path, length);
	char parent[PATH_MAX], left[PATH_MAX + NAME_MAX];
	const struct dirent *entry;
	DIR *entries;

	name_parent(parent, path, length);
	entries = opendir(parent);
	while (entries && (entry = readdir(entries))) {
		if (!is_left_over(entry->d_name, path + directory,
				  length - directory))
			continue;
		snprintf(left, sizeof(left), "%.*s%s", (int)directory, path,
			 entry->d_name);
		remove_if_left(left);
	}
	if (entries)
		closedir(entries);
}

/*
 * The lock keeps it from being swept. A file system that has none for folders
 * (NFS) sweeps nothing, either.
 */
static int open_locked(const char *aside)
{
	int directory = open(aside, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (directory >= 0 && flock(directory, LOCK_EX | LOCK_NB) &&
	    errno == EWOULDBLOCK) {
		close(directory);
		errno = EWOULDBLOCK;
		return -1;
	}
	return directory;
}

/* File systems that cannot refuse a name that is there (NFS) say EINVAL. */
static int rename_new(const char *from, const char *to)
{
	if (!renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE))
		return 0;
	return errno == EINVAL ? rename(from, to) : -1;
}

/* 0, or an errno */
static int put_in_place(const char *aside, const char *path, size_t length)
{
	int error = sync_tree(aside);
	char parent[PATH_MAX];

	if (error)
		return error;
	if (rename_new(aside, path))
		return errno;
	/* It is there already: that it is not yet on the disk is no failure. */
	name_parent(parent, path, length);
	sync_at(AT_FDCWD, parent);
	return 0;
}

static int write_aside(const char *aside, const char *path, size_t length,
		       const struct compatcaps_evidence *evidence,
		       char message[RECORD_MESSAGE_SIZE])
{
	int directory = open_locked(aside);
	int result, error;

	if (directory < 0)
		return record_fail_at(message, aside, strerror(errno));
	result = write_texts(directory, evidence, message);
	error = result ? 0 : put_in_place(aside, path, length);
	if (error)
		result = record_fail_at(message, path, strerror(error));
	close(directory);
	return result;
}

/* Under its name it is whole, or not there. */
int record_write_directory(const char *path,
			   const struct compatcaps_evidence *evidence,
			   char message[RECORD_MESSAGE_SIZE])
{
	char aside[PATH_MAX];
	size_t length = record_path_length(path);
	size_t directory = record_path_parent_length(path, length);
	struct stat status;
	int result;

	if (!lstat(path, &status))
		return record_fail_at(message, path, strerror(EEXIST));
	if (!length ||
	    length > PATH_MAX - sizeof("..0123456789" RECORD_ASIDE_END))
		return record_fail_at(message, path,
				      strerror(length ? ENAMETOOLONG : ENOENT));
	sweep(path, length);
	snprintf(aside, sizeof(aside), "%.*s.%.*s.%d" RECORD_ASIDE_END,
		 (int)directory, path, (int)(length - directory),
		 path + directory, (int)getpid());
	if (mkdir(aside, 0777))
		return record_fail_at(message, path, strerror(errno));
	result = write_aside(aside, path, length, evidence, message);
	if (result)
		remove_tree(aside);
	return result;
}

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Records as directories: a file for each text, at its path, which ends with a
 * newline. Only regular files count: a record from elsewhere may hold links and
 * devices, and whatever else has a name.
 */
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "record.h"

/* The version of the format stands in a file of this name. */
#define FORMAT_FILE "compatcaps-record"
#define VERSION "1"
#define DEEPEST 8
#define MOST_FILES 256

static int fail(char message[RECORD_MESSAGE_SIZE], const char *path,
		const char *what)
{
	return record_fail(message, "%.300s: %s", path, what);
}

/* The whole file without its last newline; -1: errno, or EFBIG, or EILSEQ. */
static int read_text(const char *path, char text[COMPATCAPS_EVIDENCE_SIZE])
{
	/* O_NOFOLLOW: it may have become a link since it was listed. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	size_t length = 0;
	ssize_t count;

	if (fd < 0)
		return -1;
	do {
		count = read(fd, text + length,
			     COMPATCAPS_EVIDENCE_SIZE - length);
		if (count > 0)
			length += (size_t)count;
	} while (count > 0 && length < COMPATCAPS_EVIDENCE_SIZE);
	close(fd);
	if (count < 0)
		return -1;
	errno = length == COMPATCAPS_EVIDENCE_SIZE   ? EFBIG
		: memchr(text, '\0', length) != NULL ? EILSEQ
						     : 0;
	if (errno)
		return -1;
	if (length && text[length - 1] == '\n')
		length--;
	text[length] = '\0';
	return 0;
}

static int add_file(const FTSENT *entry, size_t prefix,
		    struct compatcaps_evidence *evidence,
		    char message[RECORD_MESSAGE_SIZE])
{
	const char *path = entry->fts_path + prefix;
	char text[COMPATCAPS_EVIDENCE_SIZE];

	if (read_text(entry->fts_accpath, text))
		return fail(message, path,
			    errno == EILSEQ ? "it has a NUL byte"
					    : strerror(errno));
	if (!strcmp(path, FORMAT_FILE))
		return strcmp(text, VERSION)
			       ? fail(message, path,
				      "it is of a later version than this "
				      "program reads (1)")
			       : 0;
	switch (compatcaps_evidence_add(evidence, path, text)) {
	case 0:
		return 0;
	case -ENOSPC:
		return fail(message, path, "no room: the record is too large");
	default:
		return fail(message, path, "its name is no path of a text");
	}
}

static int add_entry(const FTSENT *entry, size_t prefix,
		     struct compatcaps_evidence *evidence,
		     char message[RECORD_MESSAGE_SIZE])
{
	switch (entry->fts_info) {
	case FTS_D:
		return entry->fts_level > DEEPEST
			       ? fail(message, entry->fts_path,
				      "it is too deep")
			       : 0;
	case FTS_DP:
		return 0;
	case FTS_F:
		return add_file(entry, prefix, evidence, message);
	case FTS_DNR:
	case FTS_ERR:
	case FTS_NS:
		return fail(message, entry->fts_path,
			    strerror(entry->fts_errno));
	default:
		return fail(message, entry->fts_path,
			    "it is no regular file, as all of a record is");
	}
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

static int walk(FTS *tree, size_t prefix, struct compatcaps_evidence *evidence,
		char message[RECORD_MESSAGE_SIZE])
{
	const FTSENT *entry;
	int files = 0;

	while ((entry = fts_read(tree))) {
		if (++files > MOST_FILES)
			return fail(message, entry->fts_path,
				    "a record has not so many files");
		if (add_entry(entry, prefix, evidence, message))
			return -1;
	}
	return 0;
}

int record_read_directory(const char *path,
			  struct compatcaps_evidence *evidence,
			  char message[RECORD_MESSAGE_SIZE])
{
	char *const paths[] = {(char *)path, NULL};
	size_t prefix = strlen(path);
	FTS *tree = fts_open(paths, FTS_COMFOLLOW | FTS_PHYSICAL | FTS_NOCHDIR,
			     by_name);
	int result;

	if (!tree)
		return fail(message, path, strerror(errno));
	/* fts adds a slash where the path has none */
	prefix += prefix && path[prefix - 1] == '/' ? 0 : 1;
	result = walk(tree, prefix, evidence, message);
	fts_close(tree);
	if (!result && !compatcaps_evidence_find(evidence, "uname/machine") &&
	    !compatcaps_evidence_find(evidence, "proc/cpuinfo"))
		return fail(message, path,
			    "it is no record: neither uname/machine nor "
			    "proc/cpuinfo is there");
	return result;
}

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
	const char *path = FORMAT_FILE, *text = VERSION;
	size_t i = 0;

	do {
		if (write_text(directory, path, text))
			return fail(message, path, strerror(errno));
	} while (!compatcaps_evidence_at(evidence, i++, &path, &text));
	return 0;
}

/* What this program made itself, so what is in the way is no matter. */
static void remove_tree(const char *path)
{
	char *const paths[] = {(char *)path, NULL};
	FTS *tree = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	const FTSENT *entry;

	while (tree && (entry = fts_read(tree))) {
		if (entry->fts_info != FTS_D)
			remove(entry->fts_accpath);
	}
	if (tree)
		fts_close(tree);
}

static int write_aside(const char *aside, const char *path,
		       const struct compatcaps_evidence *evidence,
		       char message[RECORD_MESSAGE_SIZE])
{
	int directory = open(aside, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result;

	if (directory < 0)
		return fail(message, aside, strerror(errno));
	result = write_texts(directory, evidence, message);
	close(directory);
	if (!result &&
	    renameat2(AT_FDCWD, aside, AT_FDCWD, path, RENAME_NOREPLACE))
		result = fail(message, path, strerror(errno));
	return result;
}

/* Under its name it is whole, or not there. */
int record_write_directory(const char *path,
			   const struct compatcaps_evidence *evidence,
			   char message[RECORD_MESSAGE_SIZE])
{
	char aside[PATH_MAX];
	size_t length = strlen(path);
	struct stat status;
	int result;

	while (length > 1 && path[length - 1] == '/')
		length--;
	if (!lstat(path, &status))
		return fail(message, path, strerror(EEXIST));
	if (!length || length > PATH_MAX - sizeof(".0123456789.part"))
		return fail(message, path,
			    strerror(length ? ENAMETOOLONG : ENOENT));
	snprintf(aside, sizeof(aside), "%.*s.%d.part", (int)length, path,
		 (int)getpid());
	if (mkdir(aside, 0777))
		return fail(message, path, strerror(errno));
	result = write_aside(aside, path, evidence, message);
	if (result)
		remove_tree(aside);
	return result;
}

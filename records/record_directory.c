// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Reading records as directories: a file for each text, at its path, which ends
 * with a newline. Only regular files count: a record from elsewhere may hold
 * links and devices, and whatever else has a name.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "record.h"
#include "record_path.h"
#include "walk.h"

#define DEEPEST 8
#define MOST_FILES 256

/* The same for an errno: -1, or -ENOMEM, which is nothing about the record */
static int fail_with(char message[RECORD_MESSAGE_SIZE], const char *path,
		     int error)
{
	record_fail_at(message, path, strerror(error));
	return error == ENOMEM ? -ENOMEM : -1;
}

/* The whole file without its last newline; -1: errno, or EFBIG, or EILSEQ. */
static int read_text(const struct walk_entry *entry,
		     char text[COMPATCAPS_EVIDENCE_SIZE])
{
	/* O_NOFOLLOW: it may have become a link since it was listed. */
	int fd = openat(entry->folder, entry->name,
			O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
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

struct reading {
	struct compatcaps_evidence *evidence;
	char *message;
	int files;
};

static int fail(const struct reading *reading, const struct walk_entry *entry,
		const char *what)
{
	return record_fail_at(reading->message, entry->path, what);
}

static int add_file(struct reading *reading, const struct walk_entry *entry)
{
	char text[COMPATCAPS_EVIDENCE_SIZE];

	if (read_text(entry, text))
		return fail(reading, entry,
			    errno == EILSEQ ? "it contains a NUL byte"
					    : strerror(errno));
	if (!strcmp(entry->path, RECORD_FORMAT_FILE))
		return strcmp(text, RECORD_FORMAT_VERSION)
			       ? fail(reading, entry,
				      "unsupported version of the format "
				      "(supported: 1); use a newer "
				      "compatcaps")
			       : 0;
	switch (compatcaps_evidence_add(reading->evidence, entry->path, text)) {
	case 0:
		return 0;
	case -ENOSPC:
		return fail(reading, entry,
			    "the record is too large (limit 16384 bytes)");
	default:
		return fail(reading, entry, "invalid text path");
	}
}

static int judge_entry(struct reading *reading, const struct walk_entry *entry)
{
	if (++reading->files > MOST_FILES)
		return fail(reading, entry, "too many files (limit 256)");
	switch (entry->kind) {
	case S_IFDIR:
		return entry->depth > DEEPEST
			       ? fail(reading, entry,
				      "folders are nested too deeply "
				      "(limit 8)")
			       : 0;
	case S_IFREG:
		return add_file(reading, entry);
	default:
		return fail(reading, entry, "not a regular file");
	}
}

/* Not 0: the message is written. */
static int add_entry(void *context, const struct walk_entry *entry)
{
	return judge_entry(context, entry) ? 1 : 0;
}

int record_read_directory(const char *path,
			  struct compatcaps_evidence *evidence,
			  char message[RECORD_MESSAGE_SIZE])
{
	struct reading reading = {.evidence = evidence, .message = message};
	char where[PATH_MAX];
	int result = walk(path, add_entry, NULL, &reading, where);

	if (result)
		return result > 0 ? -1
				  : fail_with(message, *where ? where : path,
					      -result);
	if (!compatcaps_evidence_find(evidence, "uname/machine") &&
	    !compatcaps_evidence_find(evidence, "proc/cpuinfo"))
		return record_fail_at(
			message, path,
			"it is not a record: it has neither uname/machine "
			"nor proc/cpuinfo");
	if (record_path_is_aside(path))
		return record_fail(message,
				   "it is incomplete: 'compatcaps snapshot' "
				   "was interrupted; run it again");
	return 0;
}

// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "from.h"
#include "host_text.h"
#include "print_error.h"
#include "record.h"
#include "root_open.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static int take_text(struct compatcaps_evidence *evidence, char *text,
		     size_t size, char message[RECORD_MESSAGE_SIZE])
{
	switch (host_text_read(evidence, text, size)) {
	case HOST_TEXT_TAKEN:
		return 0;
	case HOST_TEXT_SEVERAL:
		return record_fail(message, "it describes several processors; "
					    "use the text of one host");
	case HOST_TEXT_FAILED:
		record_fail(message, "out of memory");
		return -ENOMEM;
	case HOST_TEXT_OTHER:
		break;
	}
	return record_fail(message,
			   "it is neither a record nor output of lscpu; "
			   "'compatcaps snapshot' writes a record");
}

static bool has(const char *text, size_t size, const char *word)
{
	return memmem(text, size, word, strlen(word));
}

/* lscpu can print JSON, too. Other JSON is a record, even a damaged one. */
static bool is_record(const char *text, size_t size)
{
	size_t begin = 0;

	while (begin + 1 < size && strchr(" \t\r\n", text[begin]) &&
	       text[begin])
		begin++;
	return has(text, size, "\"compatcaps-record\"") ||
	       ((text[begin] == '{' || text[begin] == '[') &&
		!has(text, size, "\"lscpu\""));
}

static int take_bytes(struct compatcaps_evidence *evidence, char *text,
		      size_t size, char message[RECORD_MESSAGE_SIZE])
{
	if (!size)
		return record_fail(message, "it is empty");
	if (size > HOST_TEXT_LARGEST)
		return record_fail(message,
				   "it is larger than %u bytes (the limit)",
				   HOST_TEXT_LARGEST);
	if (!is_record(text, size))
		return take_text(evidence, text, size, message);
	text[size] = '\0';
	return record_read_json(text, size, evidence, message);
}

/* Returns the number of bytes, at most one more than allowed; -1: see errno. */
static ssize_t read_bytes(FILE *file, char text[HOST_TEXT_LARGEST + 1])
{
	size_t size = fread(text, 1, HOST_TEXT_LARGEST + 1, file);

	return ferror(file) ? -1 : (ssize_t)size;
}

static int read_stream(FILE *file, struct compatcaps_evidence *evidence,
		       char message[RECORD_MESSAGE_SIZE])
{
	char *text = malloc(HOST_TEXT_LARGEST + 1);
	ssize_t size;
	int result;

	if (!text) {
		record_fail(message, "out of memory");
		return -ENOMEM;
	}
	size = read_bytes(file, text);
	result = size < 0 ? record_fail(message, "%s", strerror(errno))
			  : take_bytes(evidence, text, (size_t)size, message);
	free(text);
	return result;
}

static int read_file(const char *path, struct compatcaps_evidence *evidence,
		     char message[RECORD_MESSAGE_SIZE])
{
	FILE *file = strcmp(path, "-") ? fopen(path, "re") : stdin;
	int result;

	if (!file) {
		record_fail(message, "%s", strerror(errno));
		return errno == ENOMEM ? -ENOMEM : -1;
	}
	result = read_stream(file, evidence, message);
	if (file != stdin)
		fclose(file);
	return result;
}

/*
 * Names that exist in sosreport's output and in a copy of "/", never in a
 * record
 */
static bool is_copied_tree(const char *path)
{
	static const char *const names[] = {
		"sos_commands",
		"proc/device-tree",
		"sys/module",
		"sys/firmware",
	};
	int folder = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	bool is_tree = false;

	if (folder < 0)
		return false;
	for (size_t i = 0; i < COUNT(names); i++)
		is_tree = is_tree || !faccessat(folder, names[i], F_OK,
						AT_SYMLINK_NOFOLLOW);
	close(folder);
	return is_tree;
}

static int read_folder(const char *path, struct compatcaps_evidence *evidence,
		       char message[RECORD_MESSAGE_SIZE])
{
	if (is_copied_tree(path))
		return record_fail(message, "it is a copy of a host's files, "
					    "not a record; use --root");
	return record_read_directory(path, evidence, message);
}

enum exit_code from_read(const char *path, struct compatcaps_evidence *evidence)
{
	char message[RECORD_MESSAGE_SIZE];
	struct stat status;
	int result;

	if (strcmp(path, "-") && !stat(path, &status) &&
	    S_ISDIR(status.st_mode))
		result = read_folder(path, evidence, message);
	else
		result = read_file(path, evidence, message);
	if (!result)
		return EXIT_YES;
	print_error("record %s: %s", path, message);
	return result == -ENOMEM ? EXIT_FAILED : EXIT_BAD_RECORD;
}

/*
 * The contents of a file below the root; the caller frees them. NULL: no such
 * file
 */
static char *root_text(const char *root, const char *path, size_t *size)
{
	/* O_NONBLOCK: a copied tree can contain anything, also a FIFO. */
	int fd = root_open(root, path, O_RDONLY | O_NONBLOCK);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "r");
	char *text = file ? malloc(HOST_TEXT_LARGEST + 1) : NULL;
	ssize_t count = text ? read_bytes(file, text) : -1;

	if (file)
		fclose(file);
	else if (fd >= 0)
		close(fd);
	if (count < 0) {
		free(text);
		return NULL;
	}
	/* The rest of a longer file is ignored. */
	*size = count > (ssize_t)HOST_TEXT_LARGEST ? HOST_TEXT_LARGEST
						   : (size_t)count;
	text[*size] = '\0';
	return text;
}

/* sosreport also makes symbolic links to these files. */
static const char *const uname_files[] = {
	"sos_commands/kernel/uname_-a",
	"uname",
};

/* must-gather writes these files to the folder of the node. */
static const char *const processor_files[] = {
	"proc/cpuinfo",
	"sos_commands/processor/lscpu",
	"sos_commands/hardware/lscpu",
	"lscpu",
};

static void read_uname(const char *root, struct compatcaps_evidence *evidence)
{
	for (size_t i = 0; i < COUNT(uname_files); i++) {
		size_t size;
		char *text = root_text(root, uname_files[i], &size);

		if (text)
			host_text_read_uname(evidence, text);
		free(text);
	}
}

static void read_processor(const char *root,
			   struct compatcaps_evidence *evidence)
{
	for (size_t i = 0; i < COUNT(processor_files); i++) {
		size_t size;
		char *text = root_text(root, processor_files[i], &size);

		if (text)
			host_text_read(evidence, text, size);
		free(text);
	}
}

/*
 * Is this enough to conclude something? Another architecture is a result, too.
 */
static bool tells_anything(const struct compatcaps_evidence *evidence)
{
	const char *cpuinfo =
		compatcaps_evidence_find(evidence, "proc/cpuinfo");

	return (cpuinfo && strstr(cpuinfo, "(pvr ")) ||
	       compatcaps_evidence_find(evidence, "uname/machine") ||
	       compatcaps_evidence_find(evidence, "device-tree/cpu-version");
}

enum exit_code from_root(const char *root, struct compatcaps_evidence *evidence)
{
	read_uname(root, evidence);
	read_processor(root, evidence);
	if (tells_anything(evidence))
		return EXIT_YES;
	print_error(
		"--root %s: found no proc/cpuinfo, proc/device-tree or lscpu "
		"of a POWER host; name the folder with the files of one host",
		root);
	return EXIT_BAD_RECORD;
}

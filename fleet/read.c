// SPDX-License-Identifier: GPL-2.0-or-later
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "judge.h"
#include "print_error.h"
#include "read.h"

#define BLOCK (256 * 1024)
#define CAPACITY (JSON_LARGEST + BLOCK)
#define DEEPEST 8
/* After this many, broken records are only counted. */
#define MOST_REPORTED 20

struct reader {
	struct fleet *fleet;
	bool skip_broken;
	struct judged judged;
	/* The stream that is being read */
	size_t used;   /* bytes in the buffer */
	uint32_t line; /* the line at the start of the buffer */
	bool ended;
	bool skipping; /* skip to the end of a record that is too large */
	char buffer[CAPACITY + 1];
};

/* --- broken records and unreadable files */

/* Prints the message. EXIT_YES: continue without the record. */
static enum exit_code skip(const struct reader *reader, uint64_t reported)
{
	if (!reader->skip_broken) {
		print_error(
			"stopped here; use --skip-broken to continue without "
			"such records");
		return EXIT_BAD_RECORD;
	}
	if (reported == MOST_REPORTED)
		print_error("further broken records are only counted");
	return EXIT_YES;
}

static enum exit_code broken(struct reader *reader, uint32_t line,
			     const char *what)
{
	struct fleet *fleet = reader->fleet;
	struct fleet_host here = {.input = (uint32_t)fleet->input_count - 1,
				  .line = line};
	char origin[ORIGIN_SIZE];

	fleet->broken++;
	if (fleet->broken <= MOST_REPORTED)
		print_error("%s: %s", host_origin(fleet, &here, origin), what);
	return skip(reader, fleet->broken);
}

/* An unreadable file or directory can hold any number of records. */
static enum exit_code unreadable(struct reader *reader, const char *path,
				 const char *what)
{
	struct fleet *fleet = reader->fleet;

	fleet->unreadable++;
	if (fleet->unreadable <= MOST_REPORTED)
		print_error("%s: %s", path, what);
	if (!reader->skip_broken)
		return EXIT_BAD_RECORD;
	if (fleet->unreadable == MOST_REPORTED)
		print_error("further files and folders that cannot be read "
			    "are only counted");
	return EXIT_YES;
}

/* The same, with the message of errno */
static enum exit_code failed(struct reader *reader, const char *path)
{
	if (errno == ENOMEM)
		return fleet_no_memory();
	return unreadable(reader, path, strerror(errno));
}

/* --- one record */

/* The last part of a path; slashes can follow the name of a directory. */
static const char *last_part(const char *path, int *length)
{
	const char *end = path + strlen(path), *start;

	while (end > path + 1 && end[-1] == '/')
		end--;
	start = end;
	while (start > path && start[-1] != '/')
		start--;
	*length = (int)(end - start);
	return start;
}

/*
 * The name of the file without its ending; with the line if it has several
 * records
 */
static void name_of_place(const struct reader *reader, uint32_t line,
			  char name[ORIGIN_SIZE])
{
	static const char end[] = ".json";
	const struct fleet *fleet = reader->fleet;
	int length, end_length = (int)strlen(end);
	const char *start =
		last_part(fleet->inputs[fleet->input_count - 1], &length);

	if (line == 1 && length > end_length &&
	    !strncmp(start + length - end_length, end, (size_t)end_length))
		snprintf(name, ORIGIN_SIZE, "%.*s", length - end_length, start);
	else if (line)
		snprintf(name, ORIGIN_SIZE, "%.*s:%" PRIu32, length, start,
			 line);
	else
		snprintf(name, ORIGIN_SIZE, "%.*s", length, start);
}

static enum exit_code show_host(const struct reader *reader)
{
	const struct fleet *fleet = reader->fleet;
	const struct judged *judged = &reader->judged;

	if (!fleet->visit)
		return EXIT_YES;
	return fleet->visit(judged->host.size && !*judged->note ? &judged->host
								: NULL,
			    fleet->visit_context);
}

static enum exit_code add_host(struct reader *reader, uint32_t line)
{
	struct fleet *fleet = reader->fleet;
	const char **texts = reader->judged.texts;
	char name[ORIGIN_SIZE];
	struct fleet_host host = {
		.answers = reader->judged.answers,
		.input = (uint32_t)fleet->input_count - 1,
		.line = line,
		.has_own_name = *texts[HOST_NAME],
	};
	enum exit_code code;

	if (!host.has_own_name) {
		name_of_place(reader, line, name);
		texts[HOST_NAME] = name;
	}
	code = fleet_add_host(fleet, &host, texts);
	return code == EXIT_YES ? show_host(reader) : code;
}

/* JSON followed by a NUL */
static enum exit_code read_record(struct reader *reader, const char *json,
				  size_t length)
{
	char what[RECORD_MESSAGE_SIZE], message[JSON_MESSAGE_SIZE];
	const cJSON *tree;
	int error = json_read(json, length, &tree, message);

	if (error == -ENOMEM)
		return fleet_no_memory();
	if (error)
		record_fail(what, "invalid JSON: %s", message);
	else
		error = judge_json(&reader->judged, tree, what);
	return error ? broken(reader, reader->line, what)
		     : add_host(reader, reader->line);
}

/* --- a stream of records */

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static char *trim_end(char *start, char *end)
{
	while (end > start && is_space(end[-1]))
		end--;
	return end;
}

static char *skip_blank(char *start, const char *end)
{
	while (start < end && is_space(*start))
		start++;
	return start;
}

/*
 * The end of a record that begins with a line of "{" alone: after the next line
 * that begins with "}". Another line that begins with "{" means that this
 * record was cut off.
 */
static char *end_of_lines(char *start, const char *end)
{
	char *line = memchr(start, '\n', (size_t)(end - start));

	while (line && line + 1 < end) {
		char *next = memchr(line + 1, '\n', (size_t)(end - line - 1));

		if (line[1] == '{')
			return line;
		if (line[1] == '}')
			return next;
		line = next;
	}
	return NULL;
}

/* The end of the record that begins here; NULL: it has not been read yet */
static char *end_of_record(char *start, const char *end)
{
	char *line = memchr(start, '\n', (size_t)(end - start));

	if (!line || trim_end(start, line) != start + 1 || *start != '{')
		return line;
	return end_of_lines(start, end);
}

static uint32_t count_lines(const char *start, const char *end)
{
	uint32_t lines = 0;

	while ((start = memchr(start, '\n', (size_t)(end - start)))) {
		lines++;
		start++;
	}
	return lines;
}

static enum exit_code too_large(struct reader *reader)
{
	return broken(reader, reader->line,
		      "the record is larger than 1 MiB (the limit)");
}

/* One record, and the white space after it */
static enum exit_code take(struct reader *reader, char *json, char *stop)
{
	char *end = trim_end(json, stop), behind = *end;
	enum exit_code code;

	if (json == end || reader->skipping)
		return EXIT_YES;
	if (end - json > JSON_LARGEST)
		return too_large(reader);
	*end = '\0';
	code = read_record(reader, json, (size_t)(end - json));
	*end = behind;
	return code;
}

/* All complete records in the buffer; the rest moves to its start. */
static enum exit_code take_all(struct reader *reader)
{
	char *start = reader->buffer, *end = start + reader->used;
	enum exit_code code = EXIT_YES;

	while (code == EXIT_YES && start < end) {
		char *json = skip_blank(start, end);
		char *stop = end_of_record(json, end);

		if (!stop && !reader->ended)
			break;
		stop = stop ? stop + 1 : end;
		reader->line += count_lines(start, json);
		code = take(reader, json, stop);
		reader->line += count_lines(json, stop);
		reader->skipping = false;
		start = stop;
	}
	reader->used = (size_t)(end - start);
	memmove(reader->buffer, start, reader->used);
	return code;
}

/* One record fills the buffer: forget it, but keep the count of lines. */
static enum exit_code give_up_record(struct reader *reader)
{
	enum exit_code code = reader->skipping ? EXIT_YES : too_large(reader);

	reader->line +=
		count_lines(reader->buffer, reader->buffer + reader->used);
	reader->skipping = true;
	reader->used = 0;
	return code;
}

static ssize_t fill(struct reader *reader, int fd)
{
	size_t room = CAPACITY - reader->used;
	ssize_t count;

	do {
		count = read(fd, reader->buffer + reader->used,
			     room < BLOCK ? room : BLOCK);
	} while (count < 0 && errno == EINTR);
	if (count > 0)
		reader->used += (size_t)count;
	reader->ended = !count;
	return count;
}

static enum exit_code read_stream(struct reader *reader, int fd,
				  const char *name)
{
	enum exit_code code = fleet_add_input(reader->fleet, name);

	reader->used = 0;
	reader->line = 1;
	reader->ended = reader->skipping = false;
	while (code == EXIT_YES && !reader->ended) {
		if (fill(reader, fd) < 0)
			return failed(reader, name);
		code = take_all(reader);
		if (code == EXIT_YES && reader->used == CAPACITY)
			code = give_up_record(reader);
	}
	return code;
}

static enum exit_code read_file(struct reader *reader, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum exit_code code;

	if (fd < 0)
		return failed(reader, path);
	code = read_stream(reader, fd, path);
	close(fd);
	return code;
}

/* --- directories */

static enum exit_code read_folder_record(struct reader *reader,
					 const char *path)
{
	char what[RECORD_MESSAGE_SIZE];
	enum exit_code code = fleet_add_input(reader->fleet, path);
	int error;

	if (code != EXIT_YES)
		return code;
	reader->judged.evidence.used = 0;
	error = record_read_directory(path, &reader->judged.evidence, what);
	if (error == -ENOMEM)
		return fleet_no_memory();
	if (error)
		return broken(reader, 0, what);
	judge_evidence(&reader->judged);
	return add_host(reader, 0);
}

static bool has(const char *path, const char *name)
{
	char whole[PATH_MAX];
	struct stat status;

	return snprintf(whole, sizeof(whole), "%s/%s", path, name) <
		       (int)sizeof(whole) &&
	       !lstat(whole, &status);
}

static bool is_record(const char *path)
{
	return has(path, "compatcaps-record") || has(path, "uname/machine") ||
	       has(path, "proc/cpuinfo");
}

static bool ends_as_records(const char *name)
{
	static const char *const ends[] = {".json", ".ndjson", ".jsonl"};
	const char *end = strrchr(name, '.');

	for (size_t i = 0; end && i < sizeof(ends) / sizeof(*ends); i++) {
		if (!strcmp(end, ends[i]))
			return true;
	}
	return false;
}

/* A directory that is being read, and its parent */
struct folder {
	const char *path;
	const struct folder *above;
	int depth;
	dev_t device;
	ino_t inode;
};

static enum exit_code read_path(struct reader *reader, const char *path,
				const struct folder *above);

static enum exit_code read_entry(struct reader *reader,
				 const struct folder *folder, const char *name)
{
	char path[PATH_MAX];
	struct stat status;
	size_t length = strlen(folder->path);

	if (*name == '.')
		return EXIT_YES;
	if (snprintf(path, sizeof(path), "%s%s%s", folder->path,
		     folder->path[length - 1] == '/' ? "" : "/",
		     name) >= (int)sizeof(path)) {
		errno = ENAMETOOLONG;
		return failed(reader, folder->path);
	}
	if (!stat(path, &status) && !S_ISDIR(status.st_mode) &&
	    !(S_ISREG(status.st_mode) && ends_as_records(name)))
		return EXIT_YES;
	return read_path(reader, path, folder);
}

static enum exit_code read_entries(struct reader *reader,
				   const struct folder *folder)
{
	enum exit_code code = EXIT_YES;
	struct dirent **entries;
	int count = scandir(folder->path, &entries, NULL, alphasort);

	if (count < 0)
		return failed(reader, folder->path);
	for (int i = 0; i < count; i++) {
		if (code == EXIT_YES)
			code = read_entry(reader, folder, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	return code;
}

static bool is_in_itself(const struct folder *folder)
{
	const struct folder *other = folder->above;

	while (other && (other->device != folder->device ||
			 other->inode != folder->inode))
		other = other->above;
	return other;
}

static enum exit_code read_folder(struct reader *reader, const char *path,
				  const struct stat *status,
				  const struct folder *above)
{
	struct folder folder = {.path = path,
				.above = above,
				.depth = above ? above->depth + 1 : 0,
				.device = status->st_dev,
				.inode = status->st_ino};

	if (is_record(path))
		return read_folder_record(reader, path);
	if (is_in_itself(&folder))
		return unreadable(reader, path,
				  "it is a link to a folder that contains it");
	if (folder.depth > DEEPEST)
		return unreadable(reader, path,
				  "folders are nested too deeply (limit 8)");
	return read_entries(reader, &folder);
}

static enum exit_code read_path(struct reader *reader, const char *path,
				const struct folder *above)
{
	struct stat status;

	if (!above && !strcmp(path, "-"))
		return read_stream(reader, STDIN_FILENO, "standard input");
	if (!stat(path, &status) && S_ISDIR(status.st_mode))
		return read_folder(reader, path, &status, above);
	return read_file(reader, path);
}

/* --- */

static const char *ending(uint64_t count)
{
	return count == 1 ? "" : "s";
}

static void report_left_out(const struct fleet *fleet)
{
	if (fleet->broken)
		print_error("left out: %" PRIu64 " broken record%s",
			    fleet->broken, ending(fleet->broken));
	if (fleet->unreadable)
		print_error("left out: %" PRIu64 " file%s or folder%s that "
			    "cannot be read",
			    fleet->unreadable, ending(fleet->unreadable),
			    ending(fleet->unreadable));
}

enum exit_code fleet_read(struct fleet *fleet, bool skip_broken,
			  char *const paths[])
{
	static char *const standard_input[] = {(char *)"-", NULL};
	static struct reader reader;
	enum exit_code code = EXIT_YES;

	if (!*paths && isatty(STDIN_FILENO)) {
		print_error("no records: name files or folders, or '-' for "
			    "standard input");
		return EXIT_USAGE;
	}
	reader.fleet = fleet;
	reader.skip_broken = skip_broken;
	reader.judged.evidence.size = sizeof(reader.judged.evidence);
	if (!*paths)
		paths = standard_input;
	for (; *paths && code == EXIT_YES; paths++)
		code = read_path(&reader, *paths, NULL);
	if (code == EXIT_YES)
		report_left_out(fleet);
	return code;
}

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

#include "message.h"
#include "record.h"
#include "records.h"

#define BLOCK (256 * 1024)
#define CAPACITY (LARGEST_RECORD + BLOCK)
#define DEEPEST 8
/* After so many, broken records are only counted. */
#define MOST_REPORTED 20
#define PROGRESS_STEP (1U << 20)

/* A place: which input, and the line in it; line 0: a folder. */
#define LINE_BITS 40

struct records {
	bool skip_broken;
	bool shows_progress;
	uint64_t count, broken;
	host_visitor visit;
	void *context;
	struct scanner *scanner;
	char **inputs;
	size_t input_count, input_room;
	char *buffer;
	struct compatcaps_evidence evidence;
	struct fleet_host host;
	char own_name[PLACE_SIZE];
};

struct records *records_new(bool skip_broken)
{
	struct records *records = calloc(1, sizeof(*records));

	if (!records)
		return NULL;
	records->skip_broken = skip_broken;
	records->shows_progress = isatty(STDERR_FILENO);
	records->evidence.size = sizeof(records->evidence);
	records->scanner = scanner_new();
	records->buffer = malloc(CAPACITY + SCAN_PADDING);
	if (records->scanner && records->buffer)
		return records;
	records_free(records);
	return NULL;
}

void records_free(struct records *records)
{
	if (!records)
		return;
	for (size_t i = 0; i < records->input_count; i++)
		free(records->inputs[i]);
	free(records->inputs);
	free(records->buffer);
	if (records->scanner)
		scanner_free(records->scanner);
	free(records);
}

uint64_t records_count(const struct records *records)
{
	return records->count;
}

uint64_t records_broken(const struct records *records)
{
	return records->broken;
}

static uint64_t place_of(const struct records *records, uint64_t line)
{
	return (uint64_t)(records->input_count - 1) << LINE_BITS | line;
}

void records_place(const struct records *records, uint64_t place,
		   char words[PLACE_SIZE])
{
	const char *input = records->inputs[place >> LINE_BITS];
	uint64_t line = place & ((UINT64_C(1) << LINE_BITS) - 1);

	if (line)
		snprintf(words, PLACE_SIZE, "%.400s:%" PRIu64, input, line);
	else
		snprintf(words, PLACE_SIZE, "%.400s", input);
}

static enum exit_code no_memory(void)
{
	message("out of memory");
	return EXIT_FAILED;
}

/* The next places are in this one. */
static enum exit_code begin_input(struct records *records, const char *name)
{
	if (records->input_count == records->input_room) {
		size_t room = records->input_room * 2 + 16;
		char **inputs =
			realloc(records->inputs, room * sizeof(*inputs));

		if (!inputs)
			return no_memory();
		records->inputs = inputs;
		records->input_room = room;
	}
	records->inputs[records->input_count] = strdup(name);
	if (!records->inputs[records->input_count])
		return no_memory();
	records->input_count++;
	return EXIT_YES;
}

static enum exit_code broken(struct records *records, uint64_t line,
			     const char *what)
{
	char place[PLACE_SIZE];

	records->broken++;
	records_place(records, place_of(records, line), place);
	if (records->broken <= MOST_REPORTED)
		message("%s: %s", place, what);
	if (records->skip_broken) {
		if (records->broken == MOST_REPORTED)
			message("from here on broken records are only counted");
		return EXIT_YES;
	}
	message("it ends here; --skip-broken goes on without such records");
	return EXIT_BAD_RECORD;
}

/* The last part of a path; a folder's may have slashes behind it. */
static struct text last_part(const char *path)
{
	const char *end = path + strlen(path), *start;

	while (end > path + 1 && end[-1] == '/')
		end--;
	start = end;
	while (start > path && start[-1] != '/')
		start--;
	return (struct text){start, (size_t)(end - start)};
}

static bool ends_in(struct text text, const char *end)
{
	size_t length = strlen(end);

	return text.length > length &&
	       !memcmp(text.start + text.length - length, end, length);
}

/* As the file is called, without its end; with the line where one has many */
static void name_of_place(struct records *records, uint64_t line)
{
	struct text name = last_part(records->inputs[records->input_count - 1]);
	int length = name.length < 400 ? (int)name.length : 400;

	if (line == 1 && ends_in(name, ".json"))
		snprintf(records->own_name, PLACE_SIZE, "%.*s",
			 length - (int)strlen(".json"), name.start);
	else if (line)
		snprintf(records->own_name, PLACE_SIZE, "%.*s:%" PRIu64, length,
			 name.start, line);
	else
		snprintf(records->own_name, PLACE_SIZE, "%.*s", length,
			 name.start);
}

static void show_progress(const struct records *records)
{
	if (records->shows_progress && !(records->count % PROGRESS_STEP))
		fprintf(stderr, "\r%" PRIu64 " records", records->count);
}

static enum exit_code hand_on(struct records *records, uint64_t line)
{
	struct fleet_host *host = &records->host;

	host->place = place_of(records, line);
	host->has_own_name = !is_no_name(host->name);
	if (!host->has_own_name) {
		name_of_place(records, line);
		host->name.start = records->own_name;
		host->name.length = strlen(records->own_name);
	}
	records->count++;
	show_progress(records);
	return records->visit(records->context, host);
}

static enum exit_code read_record(struct records *records, const char *json,
				  size_t length, uint64_t line)
{
	char what[SCAN_MESSAGE_SIZE];
	struct scanned_host scanned;

	switch (scan(records->scanner, json, length, &scanned,
		     &records->evidence, what)) {
	case SCAN_HOST:
		if (host_from_scanned(&records->host, &scanned, what))
			break;
		return hand_on(records, line);
	case SCAN_RECORD:
		host_from_evidence(&records->host, &records->evidence);
		return hand_on(records, line);
	case SCAN_FAILED:
		break;
	}
	return broken(records, line, what);
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static const char *trim_end(const char *start, const char *end)
{
	while (end > start && is_space(end[-1]))
		end--;
	return end;
}

/*
 * The end of a record that begins with a line of "{" alone: behind the next
 * line that begins with "}". A line with another "{" means that this one was
 * cut off.
 */
static const char *end_of_lines(const char *start, const char *end)
{
	const char *line = memchr(start, '\n', (size_t)(end - start));

	while (line && line + 1 < end) {
		const char *next =
			memchr(line + 1, '\n', (size_t)(end - line - 1));

		if (line[1] == '{')
			return line;
		if (line[1] == '}')
			return next;
		line = next;
	}
	return NULL;
}

/* Where the record that begins here ends; NULL: not in what was read so far */
static const char *end_of_record(const char *start, const char *end)
{
	const char *line = memchr(start, '\n', (size_t)(end - start));

	if (!line || trim_end(start, line) != start + 1 || *start != '{')
		return line;
	return end_of_lines(start, end);
}

static const char too_large[] = "the record is larger than 1 MiB";

struct stream {
	int fd;
	size_t used;   /* bytes in the buffer */
	uint64_t line; /* of the buffer's start */
	bool ended;
	bool skipping; /* to the end of a record that is too large */
};

static uint64_t count_lines(const char *start, const char *end)
{
	uint64_t lines = 0;

	while ((start = memchr(start, '\n', (size_t)(end - start)))) {
		lines++;
		start++;
	}
	return lines;
}

static enum exit_code take(struct records *records, const struct stream *stream,
			   const char *json, const char *end)
{
	end = trim_end(json, end);
	if (json == end || stream->skipping)
		return EXIT_YES;
	if (end - json > LARGEST_RECORD)
		return broken(records, stream->line, too_large);
	return read_record(records, json, (size_t)(end - json), stream->line);
}

static const char *skip_blank(const char *start, const char *end)
{
	while (start < end && is_space(*start))
		start++;
	return start;
}

/* All records that are in the buffer whole; the rest is moved to its start. */
static enum exit_code take_all(struct records *records, struct stream *stream)
{
	const char *start = records->buffer;
	const char *end = start + stream->used;
	enum exit_code code = EXIT_YES;

	while (code == EXIT_YES && start < end) {
		const char *json = skip_blank(start, end);
		const char *stop = end_of_record(json, end);

		if (!stop && !stream->ended)
			break;
		stop = stop ? stop + 1 : end;
		stream->line += count_lines(start, json);
		code = take(records, stream, json, stop);
		stream->line += count_lines(json, stop);
		stream->skipping = false;
		start = stop;
	}
	stream->used = (size_t)(end - start);
	memmove(records->buffer, start, stream->used);
	return code;
}

/* The buffer is full of one record: forget it, but for its lines. */
static enum exit_code give_up_record(struct records *records,
				     struct stream *stream)
{
	enum exit_code code = EXIT_YES;

	if (!stream->skipping)
		code = broken(records, stream->line, too_large);
	stream->line +=
		count_lines(records->buffer, records->buffer + stream->used);
	stream->skipping = true;
	stream->used = 0;
	return code;
}

static ssize_t fill(struct records *records, struct stream *stream)
{
	size_t room = CAPACITY - stream->used;
	ssize_t count;

	do {
		count = read(stream->fd, records->buffer + stream->used,
			     room < BLOCK ? room : BLOCK);
	} while (count < 0 && errno == EINTR);
	if (count > 0)
		stream->used += (size_t)count;
	stream->ended = !count;
	return count;
}

static enum exit_code read_stream(struct records *records, int fd,
				  const char *name)
{
	struct stream stream = {.fd = fd, .line = 1};
	enum exit_code code = begin_input(records, name);

	while (code == EXIT_YES && !stream.ended) {
		if (fill(records, &stream) < 0) {
			message("%s: %s", name, strerror(errno));
			return EXIT_BAD_RECORD;
		}
		code = take_all(records, &stream);
		if (code == EXIT_YES && stream.used == CAPACITY)
			code = give_up_record(records, &stream);
	}
	return code;
}

static enum exit_code read_file(struct records *records, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum exit_code code;

	if (fd < 0) {
		message("%s: %s", path, strerror(errno));
		return EXIT_BAD_RECORD;
	}
	code = read_stream(records, fd, path);
	close(fd);
	return code;
}

static enum exit_code read_folder_record(struct records *records,
					 const char *path)
{
	char what[RECORD_MESSAGE_SIZE];
	enum exit_code code = begin_input(records, path);

	if (code != EXIT_YES)
		return code;
	records->evidence.used = 0;
	if (record_read_directory(path, &records->evidence, what))
		return broken(records, 0, what);
	host_from_evidence(&records->host, &records->evidence);
	return hand_on(records, 0);
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

static enum exit_code read_path(struct records *records, const char *path,
				int depth);

static enum exit_code read_entry(struct records *records, const char *folder,
				 const char *name, int depth)
{
	char path[PATH_MAX];
	struct stat status;

	if (*name == '.')
		return EXIT_YES;
	if (snprintf(path, sizeof(path), "%s%s%s", folder,
		     folder[strlen(folder) - 1] == '/' ? "" : "/",
		     name) >= (int)sizeof(path)) {
		message("%s: %s", folder, strerror(ENAMETOOLONG));
		return EXIT_BAD_RECORD;
	}
	if (!stat(path, &status) && !S_ISDIR(status.st_mode) &&
	    !(S_ISREG(status.st_mode) && ends_as_records(name)))
		return EXIT_YES;
	return read_path(records, path, depth + 1);
}

static enum exit_code read_folder(struct records *records, const char *path,
				  int depth)
{
	enum exit_code code = EXIT_YES;
	struct dirent **entries;
	int count;

	if (is_record(path))
		return read_folder_record(records, path);
	if (depth > DEEPEST) {
		message("%s: folders are nested too deep", path);
		return EXIT_BAD_RECORD;
	}
	count = scandir(path, &entries, NULL, alphasort);
	if (count < 0) {
		message("%s: %s", path, strerror(errno));
		return EXIT_BAD_RECORD;
	}
	for (int i = 0; i < count; i++) {
		if (code == EXIT_YES)
			code = read_entry(records, path, entries[i]->d_name,
					  depth);
		free(entries[i]);
	}
	free(entries);
	return code;
}

static enum exit_code read_path(struct records *records, const char *path,
				int depth)
{
	struct stat status;

	if (!strcmp(path, "-"))
		return read_stream(records, STDIN_FILENO, "standard input");
	if (!stat(path, &status) && S_ISDIR(status.st_mode))
		return read_folder(records, path, depth);
	return read_file(records, path);
}

enum exit_code records_read(struct records *records, char *const paths[],
			    host_visitor visit, void *context)
{
	static char *const standard_input[] = {(char *)"-", NULL};
	enum exit_code code = EXIT_YES;

	records->visit = visit;
	records->context = context;
	if (!*paths && isatty(STDIN_FILENO)) {
		message("no records: name files or folders, or '-' for "
			"standard input");
		return EXIT_USAGE;
	}
	if (!*paths)
		paths = standard_input;
	for (; *paths && code == EXIT_YES; paths++)
		code = read_path(records, *paths, 0);
	if (records->shows_progress && records->count >= PROGRESS_STEP)
		fputs("\r\033[K", stderr);
	return code;
}

enum exit_code records_read_alone(bool skip_broken, char *const paths[],
				  host_visitor visit, void *context)
{
	struct records *records = records_new(skip_broken);
	enum exit_code code;

	if (!records)
		return no_memory();
	code = records_read(records, paths, visit, context);
	records_free(records);
	return code;
}

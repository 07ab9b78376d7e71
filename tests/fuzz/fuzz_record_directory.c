// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Any directory as a record, and as a root: "KIND PATH=CONTENT" is an entry of
 * it. KIND is f (a file), d (a directory), l (a link to CONTENT, where "@"
 * stands for the place beside the tree), p (a FIFO) or h (a file with a hole of
 * CONTENT bytes).
 */
#include "../../records/record_directory.c"

#include <fts.h>
#include <limits.h>

#include "fuzz.h"

/* Beside the tree, where only a link leads. */
#define SECRET "what no record has"
#define MOST_ENTRIES 400

#define LONGEST_PATH 1000

static char place[64], tree[80], secret[80];
static int tree_fd;

static void remove_all(const char *path)
{
	char *const paths[] = {(char *)path, NULL};
	FTS *tree = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	const FTSENT *entry;

	HOLDS(tree);
	while ((entry = fts_read(tree))) {
		if (entry->fts_info != FTS_D && remove(entry->fts_accpath))
			HOLDS(errno == ENOENT);
	}
	fts_close(tree);
}

static void remove_place(void)
{
	remove_all(place);
}

/* In memory if there is such a place: there are thousands of trees a second. */
static void make_place(void)
{
	FILE *file;

	strcpy(place, "/dev/shm/fuzz-record.XXXXXX");
	if (!mkdtemp(place)) {
		strcpy(place, "/tmp/fuzz-record.XXXXXX");
		HOLDS(mkdtemp(place));
	}
	atexit(remove_place);
	snprintf(tree, sizeof(tree), "%s/tree", place);
	snprintf(secret, sizeof(secret), "%s/secret", place);
	file = fopen(secret, "we");
	HOLDS(file && fputs(SECRET "\n", file) >= 0);
	fclose(file);
}

static int make_file(int directory, const char *name, const char *content,
		     size_t size)
{
	int fd = openat(directory, name,
			O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
			0600);

	if (fd < 0)
		return -1;
	HOLDS(write(fd, content, size) == (ssize_t)size);
	return close(fd);
}

static int make_hole(int directory, const char *name, const char *size)
{
	int fd = openat(directory, name,
			O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
			0600);

	if (fd < 0)
		return -1;
	ftruncate(fd, strtol(size, NULL, 10) & 0xffffff);
	return close(fd);
}

static int make_link(int directory, const char *name, const char *target)
{
	char path[PATH_MAX];

	if (*target != '@')
		return symlinkat(target, directory, name);
	snprintf(path, sizeof(path), "%s%s", place, target + 1);
	return symlinkat(path, directory, name);
}

static int make_one(char kind, int directory, const char *name,
		    const char *content, size_t size)
{
	switch (kind) {
	case 'f':
		return make_file(directory, name, content, size);
	case 'd':
		return mkdirat(directory, name, 0700);
	case 'l':
		return make_link(directory, name, content);
	case 'p':
		return mkfifoat(directory, name, 0600);
	case 'h':
		return make_hole(directory, name, content);
	default:
		return -1;
	}
}

/*
 * Never outside of the tree: a part is opened without following links, and is
 * not "..".
 */
static int make_entry(char kind, char *path, const char *content, size_t size)
{
	int directory = dup(tree_fd), next, result = -1;
	char *slash;

	while (directory >= 0 && (slash = strchr(path, '/'))) {
		*slash = '\0';
		if (!strcmp(path, ".."))
			break;
		mkdirat(directory, path, 0700);
		next = openat(directory, path,
			      O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		close(directory);
		directory = next;
		path = slash + 1;
	}
	if (directory < 0)
		return -1;
	if (strcmp(path, ".") && strcmp(path, "..") && !strchr(path, '/'))
		result = make_one(kind, directory, path, content, size);
	close(directory);
	return result;
}

struct made {
	int files;  /* that were made, the one that says the version included */
	int others; /* neither file nor directory */
};

static void make_tree(const uint8_t *data, size_t size, struct made *made)
{
	char *key, *content;
	size_t content_size;

	*made = (struct made){0};
	HOLDS(!mkdir(tree, 0700));
	tree_fd = open(tree, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	HOLDS(tree_fd >= 0);
	for (int i = 0;
	     i < MOST_ENTRIES &&
	     fuzz_next_line(&data, &size, &key, &content, &content_size);
	     i++) {
		if (key[0] && key[1] == ' ' && strlen(key) < LONGEST_PATH &&
		    !make_entry(key[0], key + 2, content, content_size)) {
			made->files += key[0] == 'f' || key[0] == 'h';
			made->others += key[0] == 'l' || key[0] == 'p';
		}
		free(key);
		free(content);
	}
	close(tree_fd);
}

/* Each text is that of the file at its path, without the last newline. */
static void check_text(const char *path, const char *text)
{
	char name[PATH_MAX];
	char content[COMPATCAPS_EVIDENCE_SIZE];
	size_t length = strlen(text), size;
	FILE *file;

	snprintf(name, sizeof(name), "%s/%s", tree, path);
	file = fopen(name, "re");
	HOLDS(file);
	size = fread(content, 1, sizeof(content), file);
	fclose(file);
	HOLDS(size == length ||
	      (size == length + 1 && content[length] == '\n'));
	HOLDS(!memcmp(content, text, length));
}

static bool is_file(const char *path)
{
	struct stat status;

	return !stat(path, &status) && S_ISREG(status.st_mode);
}

/* All files are in a record, and nothing else is. */
static void check_record(const struct compatcaps_evidence *evidence,
			 const struct made *made)
{
	const char *path, *text;
	char format[PATH_MAX];
	int texts = 0;

	HOLDS(!made->others);
	while (!compatcaps_evidence_at(evidence, (size_t)texts, &path, &text)) {
		check_text(path, text);
		texts++;
	}
	snprintf(format, sizeof(format), "%s/" RECORD_FORMAT_FILE, tree);
	HOLDS(texts == made->files - is_file(format));
}

static bool ends_with(const char *text, const char *end)
{
	size_t length = strlen(text), end_length = strlen(end);

	return length >= end_length && !strcmp(text + length - end_length, end);
}

static void check_as_record(const struct made *made)
{
	struct compatcaps_evidence evidence = {.size = sizeof(evidence)};
	char message[RECORD_MESSAGE_SIZE];

	memset(message, 0xff, sizeof(message));
	if (!record_read_directory(tree, &evidence, message)) {
		check_record(&evidence, made);
		return;
	}
	fuzz_check_message(message, sizeof(message));
	/* libFuzzer's alarm ended a wait that would have had no end. */
	HOLDS(!ends_with(message, strerror(EINTR)));
}

/* No link leads out of a root. */
static void check_as_root(void)
{
	struct compatcaps_evidence evidence = {.size = sizeof(evidence)};
	int error = compatcaps_collect(&evidence, 0, tree);
	const char *path, *text;

	HOLDS(!error || error == -ENOSPC || error == -ENOSYS);
	for (size_t i = 0; !compatcaps_evidence_at(&evidence, i, &path, &text);
	     i++)
		HOLDS(!strstr(text, SECRET));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct made made;

	/* An input that tells the secret itself proves nothing. */
	if (size && memmem(data, size, SECRET, strlen(SECRET)))
		return 0;
	if (!*place)
		make_place();
	make_tree(data, size, &made);
	check_as_record(&made);
	check_as_root();
	remove_all(tree);
	return 0;
}

// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output_file.h"

#define MODE 0666 /* less what the umask takes */

static int fail(struct output_file *output, const char *why)
{
	snprintf(output->error, sizeof(output->error), "%s: %s", output->path,
		 why);
	return -1;
}

/* How much of a path is its directory, with the slash */
static size_t directory_length(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? (size_t)(slash - path) + 1 : 0;
}

/*
 * Beside the file, so that it can be renamed. node-feature-discovery passes
 * over names that begin with a dot, the node exporter over those that do not
 * end in ".prom".
 */
static int name_aside(struct output_file *output)
{
	size_t length = directory_length(output->path);
	int written;

	if (!output->path[length])
		return fail(output, strerror(length ? EISDIR : ENOENT));
	written = snprintf(output->aside, sizeof(output->aside),
			   "%.*s.%s.%d.part", (int)length, output->path,
			   output->path + length, (int)getpid());
	if (written < 0 || (size_t)written >= sizeof(output->aside))
		return fail(output, strerror(ENAMETOOLONG));
	return 0;
}

/* As root, a rename would put a plain file in the place of /dev/null. */
static int refuse_special(struct output_file *output)
{
	struct stat status;

	if (lstat(output->path, &status))
		return errno == ENOENT ? 0 : fail(output, strerror(errno));
	if (S_ISREG(status.st_mode))
		return 0;
	return fail(output, S_ISDIR(status.st_mode) ? strerror(EISDIR)
						    : "not a regular file");
}

/* A file without a name is gone with its process, however that ends. */
static int open_nameless(const struct output_file *output)
{
	char directory[PATH_MAX];
	size_t length = directory_length(output->path);

	snprintf(directory, sizeof(directory), "%.*s", (int)length,
		 output->path);
	return open(length ? directory : ".", O_TMPFILE | O_WRONLY | O_CLOEXEC,
		    MODE);
}

static int open_aside(struct output_file *output)
{
	int fd = open_nameless(output);

	if (fd >= 0)
		return fd;
	/* Not all file systems have it; the others answer what is wrong. */
	fd = open(output->aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, MODE);
	output->has_name = fd >= 0;
	return fd;
}

int output_file_open(struct output_file *output, const char *path)
{
	int fd;

	*output = (struct output_file){.file = stdout, .path = path};
	if (!path)
		return 0;
	if (name_aside(output) || refuse_special(output))
		return -1;
	/* Of a process that had this number and was killed */
	unlink(output->aside);
	fd = open_aside(output);
	if (fd < 0)
		return fail(output, strerror(errno));
	output->file = fdopen(fd, "w");
	if (output->file)
		return 0;
	fail(output, strerror(errno));
	close(fd);
	if (output->has_name)
		unlink(output->aside);
	return -1;
}

static int give_name(struct output_file *output)
{
	char link[40];

	if (output->has_name)
		return 0;
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fileno(output->file));
	if (linkat(AT_FDCWD, link, AT_FDCWD, output->aside, AT_SYMLINK_FOLLOW))
		return -1;
	output->has_name = true;
	return 0;
}

static int write_out(struct output_file *output)
{
	if (fflush(output->file) || ferror(output->file))
		return -1;
	/* A rename that the disk sees before the content would be no use. */
	return fsync(fileno(output->file)) || give_name(output) ? -1 : 0;
}

int output_file_commit(struct output_file *output)
{
	int result;

	if (!output->path)
		return 0;
	errno = EIO; /* where a write failed long ago */
	result = write_out(output);
	if (!result)
		result = rename(output->aside, output->path);
	if (result)
		fail(output, strerror(errno));
	else
		output->has_name = false;
	output_file_abort(output);
	return result;
}

void output_file_abort(struct output_file *output)
{
	if (!output->path)
		return;
	fclose(output->file);
	if (output->has_name)
		unlink(output->aside);
}

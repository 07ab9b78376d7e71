// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output_file.h"

#define NEW_MODE 0666 /* without the bits of the umask */
#define ASIDE_MODE \
	0600	       /* until it gets the mode of the file that it replaces */
#define MODE_BITS 0777 /* never set-user-ID, set-group-ID or sticky */
#define GROUP_BITS 0070

/* Room for the name of a descriptor below /proc */
#define DESCRIPTOR_NAME_SIZE 40

static int fail(struct output_file *output, const char *why)
{
	snprintf(output->error, sizeof(output->error), "%s: %s", output->path,
		 why);
	return -1;
}

/* The length of the directory part of a path, with the slash */
static size_t directory_length(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? (size_t)(slash - path) + 1 : 0;
}

/*
 * In the same directory, so that it can be renamed. node-feature-discovery
 * ignores names that begin with a dot, the node exporter names that do not end
 * in ".prom". A long name is cut to make room for what is added.
 */
static int name_aside(struct output_file *output)
{
	size_t length = directory_length(output->path);
	int written;

	if (!output->path[length])
		return fail(output, strerror(length ? EISDIR : ENOENT));
	written = snprintf(output->aside, sizeof(output->aside),
			   "%.*s.%.200s.%d.part", (int)length, output->path,
			   output->path + length, (int)getpid());
	if (written < 0 || (size_t)written >= sizeof(output->aside))
		return fail(output, strerror(ENAMETOOLONG));
	return 0;
}

static const char *kind_of(mode_t mode)
{
	switch (mode & S_IFMT) {
	case S_IFLNK:
		return "it is a symbolic link, not a regular file";
	case S_IFIFO:
		return "it is a FIFO, not a regular file";
	case S_IFSOCK:
		return "it is a socket, not a regular file";
	default:
		return "it is a device, not a regular file";
	}
}

/* As root, a rename would put a plain file in the place of /dev/null. */
static int look_at_old(struct output_file *output)
{
	if (lstat(output->path, &output->old))
		return errno == ENOENT ? 0 : fail(output, strerror(errno));
	output->has_old = true;
	if (S_ISREG(output->old.st_mode))
		return 0;
	return fail(output, S_ISDIR(output->old.st_mode)
				    ? strerror(EISDIR)
				    : kind_of(output->old.st_mode));
}

static void name_descriptor(char name[DESCRIPTOR_NAME_SIZE], int fd)
{
	snprintf(name, DESCRIPTOR_NAME_SIZE, "/proc/self/fd/%d", fd);
}

/*
 * A file without a name disappears with its process, however that ends. It gets
 * its name through /proc: without /proc it could never get one.
 */
static int open_nameless(const struct output_file *output, mode_t mode)
{
	char directory[PATH_MAX], name[DESCRIPTOR_NAME_SIZE];
	size_t length = directory_length(output->path);
	int fd;

	snprintf(directory, sizeof(directory), "%.*s", (int)length,
		 output->path);
	fd = open(length ? directory : ".", O_TMPFILE | O_WRONLY | O_CLOEXEC,
		  mode);
	if (fd < 0)
		return -1;
	name_descriptor(name, fd);
	if (!access(name, F_OK))
		return fd;
	close(fd);
	return -1;
}

static int open_aside(struct output_file *output)
{
	mode_t mode = output->has_old ? ASIDE_MODE : NEW_MODE;
	int fd = open_nameless(output, mode);

	if (fd >= 0)
		return fd;
	/* Left by a process that had this number and was killed */
	unlink(output->aside);
	/* Not all file systems can do it; the errno of the others says so. */
	fd = open(output->aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	output->has_name = fd >= 0;
	return fd;
}

/*
 * Owner and mode of the file that it replaces, as far as this user may set
 * them. The permissions of the old group are not for another group.
 */
static int take_over(const struct output_file *output, int fd)
{
	const struct stat *old = &output->old;
	mode_t mode = old->st_mode & MODE_BITS;
	struct stat now;

	if (!output->has_old)
		return 0;
	if (fstat(fd, &now))
		return -1;
	if ((now.st_uid != old->st_uid || now.st_gid != old->st_gid) &&
	    fchown(fd, old->st_uid, old->st_gid) && now.st_gid != old->st_gid &&
	    fchown(fd, -1, old->st_gid))
		mode &= ~(mode_t)GROUP_BITS;
	/* Some file systems have one mode for all files. */
	return (now.st_mode & MODE_BITS) == mode ? 0 : fchmod(fd, mode);
}

int output_file_open(struct output_file *output, const char *path)
{
	int fd;

	*output = (struct output_file){.file = stdout, .path = path};
	if (!path)
		return 0;
	if (name_aside(output) || look_at_old(output))
		return -1;
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
	char link[DESCRIPTOR_NAME_SIZE];

	if (output->has_name)
		return 0;
	unlink(output->aside);
	name_descriptor(link, fileno(output->file));
	if (linkat(AT_FDCWD, link, AT_FDCWD, output->aside, AT_SYMLINK_FOLLOW))
		return -1;
	output->has_name = true;
	return 0;
}

/*
 * stdio does not keep the reason of a failed write: another write fails for the
 * same reason.
 */
static void recall_error(int fd)
{
	if (write(fd, "", 1) >= 0)
		errno = EIO;
}

static int write_out(struct output_file *output)
{
	int fd = fileno(output->file);

	if (ferror(output->file)) {
		recall_error(fd);
		return -1;
	}
	if (fflush(output->file))
		return -1;
	/*
	 * A rename that reaches the disk before the content would be of no use.
	 */
	return take_over(output, fd) || fsync(fd) || give_name(output) ? -1 : 0;
}

int output_file_commit(struct output_file *output)
{
	int result;

	if (!output->path)
		return 0;
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

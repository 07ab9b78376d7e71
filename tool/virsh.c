// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "virsh.h"

#define URI "qemu:///system"
#define COMPLAINT_SIZE 4096

/* What the child prints on one descriptor */
struct stream {
	int fd; /* -1: it has ended */
	char *text;
	size_t size, length;
};

struct child {
	pid_t pid;
	struct stream output, complaint;
	struct timespec end;
};

__attribute__((format(printf, 2, 3))) static int fail(char *message,
						      const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(message, VIRSH_MESSAGE_SIZE, format, arguments);
	va_end(arguments);
	return -1;
}

static int fail_errno(char *message, const char *what, int error)
{
	return fail(message, "%s: %s", what, strerror(error));
}

/* As programs print it with LC_ALL=C: messages are searched for words. */
static char **environment(void)
{
	extern char **environ;
	size_t count = 0, kept = 0;
	char **copy;

	while (environ[count])
		count++;
	copy = calloc(count + 2, sizeof(*copy));
	if (!copy)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		if (strncmp(environ[i], "LC_ALL=", strlen("LC_ALL=")))
			copy[kept++] = environ[i];
	}
	copy[kept] = "LC_ALL=C";
	return copy;
}

static int spawn(pid_t *pid, char *const argv[], int output, int complaint)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	char **variables = environment();
	int error = ENOMEM;

	if (!variables || posix_spawn_file_actions_init(&actions))
		goto no_actions;
	if (posix_spawnattr_init(&attributes))
		goto no_attributes;
	/* A group of its own, so that what virsh starts ends with it. */
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
	if (!posix_spawn_file_actions_addopen(&actions, 0, "/dev/null",
					      O_RDONLY, 0) &&
	    !posix_spawn_file_actions_adddup2(&actions, output, 1) &&
	    !posix_spawn_file_actions_adddup2(&actions, complaint, 2))
		error = posix_spawnp(pid, argv[0], &actions, &attributes, argv,
				     variables);
	posix_spawnattr_destroy(&attributes);
no_attributes:
	posix_spawn_file_actions_destroy(&actions);
no_actions:
	free(variables);
	return error;
}

static void close_both(const int ends[2])
{
	close(ends[0]);
	close(ends[1]);
}

static int start(struct child *child, char *const argv[],
		 char message[VIRSH_MESSAGE_SIZE])
{
	int output[2], complaint[2], error;

	if (pipe2(output, O_CLOEXEC))
		return fail_errno(message, "pipe", errno);
	if (pipe2(complaint, O_CLOEXEC)) {
		error = errno;
		close_both(output);
		return fail_errno(message, "pipe", error);
	}
	error = spawn(&child->pid, argv, output[1], complaint[1]);
	close(output[1]);
	close(complaint[1]);
	child->output.fd = output[0];
	child->complaint.fd = complaint[0];
	if (!error)
		return 0;
	close(output[0]);
	close(complaint[0]);
	if (error == ENOENT)
		return fail(message,
			    "virsh is not installed; install libvirt-clients "
			    "(Debian) or libvirt-client (Fedora, RHEL, SUSE)");
	return fail_errno(message, "virsh", error);
}

static int milliseconds_left(const struct timespec *end)
{
	struct timespec now;
	long long left;

	clock_gettime(CLOCK_MONOTONIC, &now);
	left = (end->tv_sec - now.tv_sec) * 1000LL +
	       (end->tv_nsec - now.tv_nsec) / 1000000;
	return left > 0 ? (int)left : 0;
}

/* False: there is more than fits. */
static bool read_some(struct stream *stream)
{
	ssize_t count = read(stream->fd, stream->text + stream->length,
			     stream->size - 1 - stream->length);

	if (count < 0 && errno == EINTR)
		return true;
	if (count <= 0) {
		close(stream->fd);
		stream->fd = -1;
		return true;
	}
	stream->length += (size_t)count;
	return stream->length < stream->size - 1;
}

/* Nobody reads more of a complaint than its beginning. */
static void read_complaint(struct stream *stream)
{
	if (!read_some(stream))
		stream->length = stream->size / 2;
}

static int read_both(struct child *child, char message[VIRSH_MESSAGE_SIZE])
{
	while (child->output.fd >= 0 || child->complaint.fd >= 0) {
		struct pollfd fds[] = {
			{.fd = child->output.fd, .events = POLLIN},
			{.fd = child->complaint.fd, .events = POLLIN},
		};
		int ready = poll(fds, 2, milliseconds_left(&child->end));

		if (!ready)
			return fail(message,
				    "virsh did not end within %d seconds",
				    VIRSH_SECONDS);
		if (ready < 0 && errno != EINTR)
			return fail_errno(message, "poll", errno);
		if (ready > 0 && fds[0].revents && !read_some(&child->output))
			return fail(message, "virsh printed more than %u bytes",
				    VIRSH_LARGEST);
		if (ready > 0 && fds[1].revents)
			read_complaint(&child->complaint);
	}
	return 0;
}

/* The exit status, or -1: a signal ended it, or it had to be ended. */
static int wait_for(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0) {
		if (errno != EINTR)
			return -1;
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* The first line, without "error: " and what a terminal would obey */
static void first_line(char *text)
{
	static const char prefix[] = "error: ";
	size_t length = strcspn(text, "\n");

	text[length] = '\0';
	if (!strncmp(text, prefix, strlen(prefix)))
		memmove(text, text + strlen(prefix),
			length + 1 - strlen(prefix));
}

static int judge_status(struct child *child, int status,
			char message[VIRSH_MESSAGE_SIZE])
{
	if (!status)
		return 0;
	first_line(child->complaint.text);
	return fail(message, "virsh: %.400s",
		    *child->complaint.text ? child->complaint.text
					   : "failed without a message");
}

static void close_stream(struct stream *stream)
{
	if (stream->fd >= 0)
		close(stream->fd);
	stream->text[stream->length] = '\0';
}

static int run(struct child *child, char *const argv[],
	       char message[VIRSH_MESSAGE_SIZE])
{
	int error, status;

	if (start(child, argv, message))
		return -1;
	error = read_both(child, message);
	if (error)
		kill(-child->pid, SIGKILL);
	close_stream(&child->output);
	close_stream(&child->complaint);
	status = wait_for(child->pid);
	return error ? error : judge_status(child, status, message);
}

int virsh_read(const char *const arguments[], struct virsh_output *output,
	       char message[VIRSH_MESSAGE_SIZE])
{
	char complaint[COMPLAINT_SIZE];
	const char *argv[VIRSH_ARGUMENTS + 5] = {"virsh", "--readonly",
						 "--connect", URI};
	struct child child = {
		.output = {.text = malloc(VIRSH_LARGEST + 1),
			   .size = VIRSH_LARGEST + 1},
		.complaint = {.text = complaint, .size = sizeof(complaint)},
	};
	size_t count = 4;

	if (!child.output.text)
		return fail_errno(message, "virsh", ENOMEM);
	while (*arguments && count < sizeof(argv) / sizeof(*argv) - 1)
		argv[count++] = *arguments++;
	clock_gettime(CLOCK_MONOTONIC, &child.end);
	child.end.tv_sec += VIRSH_SECONDS;
	if (run(&child, (char *const *)argv, message)) {
		free(child.output.text);
		return -1;
	}
	*output = (struct virsh_output){child.output.text, child.output.length};
	return 0;
}

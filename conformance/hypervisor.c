// SPDX-License-Identifier: GPL-2.0-or-later
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "hypervisor.h"

#define LINE_SIZE 4096
#define LIMIT_MS 20000

/* Without echo: what is echoed would come back as a command. */
static bool make_raw(int fd)
{
	struct termios termios;

	if (tcgetattr(fd, &termios))
		return false;
	cfmakeraw(&termios);
	return !tcsetattr(fd, TCSANOW, &termios);
}

static bool send_text(struct hypervisor *hypervisor, const char *text)
{
	size_t length = strlen(text);
	ssize_t sent;

	while (length) {
		sent = write(hypervisor->fd, text, length);
		if (sent <= 0)
			return false;
		text += sent;
		length -= sent;
	}
	return true;
}

/* A line without its end; false: none came in time. */
static bool read_line(struct hypervisor *hypervisor, char line[LINE_SIZE])
{
	struct pollfd pollfd = {.fd = hypervisor->fd, .events = POLLIN};
	size_t length = 0;

	while (length < LINE_SIZE - 1) {
		if (poll(&pollfd, 1, LIMIT_MS) <= 0 ||
		    read(hypervisor->fd, line + length, 1) != 1)
			return false;
		if (line[length] == '\n')
			break;
		length++;
	}
	line[length] = '\0';
	return true;
}

/* Greetings, events and late answers come between: an answer has the id. */
static bool read_answer(struct hypervisor *hypervisor, char line[LINE_SIZE])
{
	char id[32];

	snprintf(id, sizeof(id), "\"id\": %u", hypervisor->commands);
	do {
		if (!read_line(hypervisor, line))
			return false;
	} while (!strstr(line, id));
	return true;
}

/* @command: the members of the object, without the id */
static bool execute(struct hypervisor *hypervisor, const char *command,
		    char answer[LINE_SIZE])
{
	char text[LINE_SIZE];

	snprintf(text, sizeof(text), "{%s, \"id\": %u}\n", command,
		 ++hypervisor->commands);
	return send_text(hypervisor, text) && read_answer(hypervisor, answer);
}

/* A command that only works after negotiation */
static bool answers(struct hypervisor *hypervisor)
{
	uint64_t count;

	return hypervisor_answered(hypervisor, &count);
}

#define NEGOTIATIONS 10

/*
 * Whatever was said on the terminal before is ended by a byte that JSON does
 * not have. What that byte makes QMP say can stand where an answer is read, and
 * a QMP that was negotiated before says an error.
 */
static bool negotiate(struct hypervisor *hypervisor)
{
	char answer[LINE_SIZE];
	unsigned int i;

	for (i = 0; i < NEGOTIATIONS; i++)
		if (send_text(hypervisor, "\xff\n") &&
		    execute(hypervisor, "\"execute\": \"qmp_capabilities\"",
			    answer) &&
		    answers(hypervisor))
			return true;
	return false;
}

bool hypervisor_open(struct hypervisor *hypervisor, const char *terminal)
{
	int fd = open(terminal, O_RDWR | O_NOCTTY | O_CLOEXEC);

	if (fd < 0)
		return false;
	*hypervisor = (struct hypervisor){.fd = fd};
	if (make_raw(fd) && negotiate(hypervisor))
		return true;
	close(fd);
	return false;
}

void hypervisor_close(struct hypervisor *hypervisor)
{
	close(hypervisor->fd);
}

bool hypervisor_answer(struct hypervisor *hypervisor, const char *rules)
{
	char command[LINE_SIZE / 2], answer[LINE_SIZE];

	snprintf(command, sizeof(command),
		 "\"execute\": \"qom-set\", \"arguments\": {\"path\": "
		 "\"/machine\", \"property\": \"x-nested-answer\", \"value\": "
		 "\"%s\"}",
		 rules);
	return execute(hypervisor, command, answer) &&
	       strstr(answer, "\"return\"");
}

bool hypervisor_answered(struct hypervisor *hypervisor, uint64_t *count)
{
	static const char mark[] = "\"return\": ";
	char answer[LINE_SIZE];
	const char *number;

	if (!execute(hypervisor,
		     "\"execute\": \"qom-get\", \"arguments\": {\"path\": "
		     "\"/machine\", \"property\": \"x-nested-answered\"}",
		     answer))
		return false;
	number = strstr(answer, mark);
	if (!number)
		return false;
	*count = strtoull(number + strlen(mark), NULL, 10);
	return true;
}

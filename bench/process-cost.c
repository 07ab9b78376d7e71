// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a whole process costs, from fork to the end: its instructions where time
 * is made of them (count.h), else nanoseconds.
 *
 * Its output is dropped. Prints figures, a line each: LABEL, the least of the
 * rounds; LABEL-status, how the program exited; scale, as count_scale(). With 0
 * rounds LABEL-hypercalls instead: tracing them costs instructions, so that
 * comes last in a host.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/klog.h>
#include <sys/wait.h>
#include <unistd.h>

#include "count.h"
#include "hypercalls.h"

#define TRACE_CHILDREN "/sys/kernel/tracing/options/event-fork"

static char **program;

static void become_program(void)
{
	int null = open("/dev/null", O_WRONLY);

	dup2(null, STDOUT_FILENO);
	dup2(null, STDERR_FILENO);
	close(null);
	execvp(program[0], program);
	_exit(127);
}

/* Its exit status; 255: it did not exit. */
static int run_program(void)
{
	pid_t child = fork();
	int status;

	if (!child)
		become_program();
	if (child < 0 || waitpid(child, &status, 0) != child ||
	    !WIFEXITED(status))
		return 255;
	return WEXITSTATUS(status);
}

static void run_and_forget(void)
{
	run_program();
}

static bool trace_children(void)
{
	int fd = open(TRACE_CHILDREN, O_WRONLY | O_CLOEXEC);
	bool done;

	if (fd < 0)
		return false;
	done = write(fd, "1", 1) == 1;
	close(fd);
	return done;
}

static void print_hypercalls(const char *label)
{
	int count = -1;

	if (hypercalls_init() && trace_children())
		count = hypercalls_of(run_and_forget);
	printf("%s-hypercalls %d\n", label, count);
}

static double least_cost(int rounds, int *status)
{
	uint64_t start, ticks, least = UINT64_MAX;

	while (rounds--) {
		start = timebase();
		*status = run_program();
		ticks = timebase() - start;
		if (ticks < least)
			least = ticks;
	}
	return count_of_ticks(least);
}

static void print_cost(const char *label, int rounds)
{
	int status = 255;
	double least = least_cost(rounds, &status);

	printf("%s %.0f\n", label, least);
	printf("%s-status %d\n", label, status);
	printf("scale %.3f\n", count_scale());
}

int main(int argc, char **argv)
{
	int rounds = argc < 4 ? -1 : atoi(argv[2]);

	if (rounds < 0) {
		fputs("usage: process-cost LABEL ROUNDS PROGRAM ARGUMENT...\n",
		      stderr);
		return 2;
	}
	if (!count_init()) {
		fputs("process-cost: no timebase in /proc/cpuinfo\n", stderr);
		return 1;
	}
	/* What the kernel says on the console would be counted, too. */
	klogctl(8, NULL, 1);
	program = argv + 3;
	if (rounds)
		print_cost(argv[1], rounds);
	else
		print_hypercalls(argv[1]);
	return 0;
}

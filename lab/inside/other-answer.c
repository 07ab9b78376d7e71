// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Run a program to which KVM_PPC_GET_COMPAT_CAPS gives another answer than the
 * kernel's: other-answer BITMAP PROGRAM [ARGUMENT...]
 *
 * There are hosts that the lab has not: a hypervisor that refuses a mode
 * among others, a kernel whose struct has grown. The program's other system
 * calls are left alone: a filter stops it at this one only.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <asm/ptrace.h>
#include <unistd.h>

#define KVM_PPC_GET_COMPAT_CAPS 0x2000aeb8
#define NEWER_SIZE 40 /* more than any kernel's struct so far */
#define NT_PRSTATUS 1

#define FAILED 125

static void die(const char *what)
{
	perror(what);
	exit(FAILED);
}

static void stop_at_the_call(void)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
			 offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_ioctl, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
			 offsetof(struct seccomp_data, args[1])),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, KVM_PPC_GET_COMPAT_CAPS, 0,
			 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = {
		.len = sizeof(filter) / sizeof(filter[0]),
		.filter = filter,
	};

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
		die("other-answer: seccomp");
}

static pid_t start(char **words)
{
	pid_t pid = fork();

	if (pid < 0)
		die("other-answer: fork");
	if (pid)
		return pid;
	if (ptrace(PTRACE_TRACEME, 0, NULL, NULL))
		die("other-answer: ptrace");
	raise(SIGSTOP);
	stop_at_the_call();
	execvp(words[0], words);
	die(words[0]);
	return -1;
}

static struct pt_regs registers_of(pid_t thread)
{
	struct pt_regs regs;
	struct iovec area = {&regs, sizeof(regs)};

	if (ptrace(PTRACE_GETREGSET, thread, (void *)NT_PRSTATUS, &area))
		die("other-answer: registers");
	return regs;
}

/* The call's third argument, at its entry: r5 */
static unsigned long struct_of(pid_t thread)
{
	return registers_of(thread).gpr[5];
}

/* At the call's end. A call that failed has its summary overflow bit set. */
static void change(pid_t thread, unsigned long caps, unsigned long bitmap)
{
	if (registers_of(thread).ccr & 0x10000000)
		return;
	if (ptrace(PTRACE_POKEDATA, thread, (void *)caps, NEWER_SIZE) ||
	    ptrace(PTRACE_POKEDATA, thread, (void *)(caps + 16), bitmap))
		die("other-answer: write");
	fprintf(stderr, "other-answer: KVM's answer is now 0x%lx\n", bitmap);
}

/* One call at a time: nobody makes it from two threads at once. */
static int watch(pid_t program, unsigned long bitmap)
{
	unsigned long caps = 0;
	int status;

	for (;;) {
		pid_t thread = waitpid(-1, &status, __WALL);
		int go_on = PTRACE_CONT, signal = 0;

		if (thread < 0)
			die("other-answer: wait");
		if (WIFEXITED(status) || WIFSIGNALED(status)) {
			if (thread == program)
				return status;
			continue;
		}
		if (status >> 8 == (SIGTRAP | PTRACE_EVENT_SECCOMP << 8)) {
			caps = struct_of(thread);
			go_on = PTRACE_SYSCALL;
		} else if (WSTOPSIG(status) == (SIGTRAP | 0x80)) {
			change(thread, caps, bitmap);
		} else if (WSTOPSIG(status) != SIGTRAP &&
			   WSTOPSIG(status) != SIGSTOP) {
			signal = WSTOPSIG(status);
		}
		ptrace(go_on, thread, NULL, (void *)(long)signal);
	}
}

int main(int argc, char **argv)
{
	unsigned long bitmap;
	pid_t program;
	int status;

	if (argc < 3) {
		fprintf(stderr,
			"usage: other-answer BITMAP PROGRAM [ARGUMENT...]\n");
		return FAILED;
	}
	bitmap = strtoul(argv[1], NULL, 0);
	program = start(argv + 2);
	if (waitpid(program, &status, 0) != program || !WIFSTOPPED(status))
		die("other-answer: start");
	if (ptrace(PTRACE_SETOPTIONS, program, NULL,
		   (void *)(PTRACE_O_TRACESECCOMP | PTRACE_O_TRACECLONE |
			    PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL)) ||
	    ptrace(PTRACE_CONT, program, NULL, NULL))
		die("other-answer: options");
	status = watch(program, bitmap);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

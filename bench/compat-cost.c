// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compat-cost calls|cold|threads...: what asking KVM for modes costs, in
 * instructions. One line "NAME VALUE" for each figure; "-": this kernel has
 * no such call.
 */
#include <stdio.h>
#include <string.h>
#include <sys/klog.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "call.h"
#include "count.h"
#include "hypercalls.h"
#include "threads.h"

#define ROUNDS 100
#define CALLS 100
#define COLD_ROUNDS 20

static int kvm, vm;

static int descriptor(const struct call *call)
{
	return call->place == ON_VM ? vm : kvm;
}

static void print_figure(const char *name, double value)
{
	if (value < 0)
		printf("%s -\n", name);
	else
		printf("%s %.0f\n", name, value);
}

static double call_cost(const struct call *of, int fd)
{
	const struct call call = *of;
	uint64_t start, ticks, least = UINT64_MAX;
	int round, i;

	for (round = 0; round < ROUNDS; round++) {
		start = timebase();
		for (i = 0; i < CALLS; i++)
			call_make(&call, fd);
		ticks = timebase() - start;
		if (ticks < least)
			least = ticks;
	}
	return count_of_ticks(least) / CALLS;
}

/* The least of many rounds is one without an interrupt. */
static void measure_calls(void)
{
	const struct call *call;

	for (call = calls; call < calls + call_count; call++) {
		int fd = descriptor(call);

		print_figure(call->name,
			     call_make(call, fd) ? call_cost(call, fd) : -1);
	}
}

/* An answer for a program that has nothing open, and leaves nothing open. */
static void ask_device(void)
{
	int fd = kvm_open();

	call_make(call_find("query-device"), fd);
	close(fd);
}

static void ask_vm(void)
{
	int device = kvm_open();
	int fd = vm_open(device);

	call_make(call_find("query-vm"), fd);
	close(fd);
	close(device);
}

static double action_cost(void (*action)(void))
{
	uint64_t start, ticks, least = UINT64_MAX;
	int round;

	for (round = 0; round < COLD_ROUNDS; round++) {
		start = timebase();
		action();
		ticks = timebase() - start;
		if (ticks < least)
			least = ticks;
	}
	return count_of_ticks(least);
}

static int fewest_hypercalls(void (*action)(void))
{
	int round, count, least = hypercalls_of(action);

	for (round = 1; round < COLD_ROUNDS; round++) {
		count = hypercalls_of(action);
		if (count < least)
			least = count;
	}
	return least;
}

/* The other VM must be closed first: the first VM of a host costs more. */
static void measure_cold(void)
{
	bool device = call_make(call_find("query-device"), kvm);
	bool on_vm = call_make(call_find("query-vm"), vm);
	bool traced;

	close(vm);
	print_figure("cold-device", device ? action_cost(ask_device) : -1);
	print_figure("cold-vm", on_vm ? action_cost(ask_vm) : -1);
	/* Tracing costs instructions, so it comes last. */
	traced = hypercalls_init();
	print_figure("hypercalls-device",
		     device && traced ? fewest_hypercalls(ask_device) : -1);
	print_figure("hypercalls-vm",
		     on_vm && traced ? fewest_hypercalls(ask_vm) : -1);
	vm = vm_open(kvm);
}

static void measure_threads(void)
{
	static const char *const names[] = {"floor-vm", "query-vm"};
	long cpus = sysconf(_SC_NPROCESSORS_ONLN);
	const struct call *call;
	char figure[64];
	int threads;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		call = call_find(names[i]);
		for (threads = 1; threads <= cpus && threads <= THREADS_MOST;
		     threads *= 2) {
			snprintf(figure, sizeof(figure), "threads-%d-%s",
				 threads, call->name);
			print_figure(figure,
				     call_make(call, vm)
					     ? threads_cost(call, vm, threads)
					     : -1);
		}
	}
}

static const struct {
	const char *name;
	void (*measure)(void);
} measures[] = {
	{"calls", measure_calls},
	{"cold", measure_cold},
	{"threads", measure_threads},
};

static bool measure(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(measures) / sizeof(measures[0]); i++) {
		if (strcmp(measures[i].name, name))
			continue;
		measures[i].measure();
		return true;
	}
	fprintf(stderr, "compat-cost: no measure '%s'\n", name);
	return false;
}

int main(int argc, char **argv)
{
	struct utsname system;
	int i;

	if (!count_init()) {
		fputs("compat-cost: no timebase in /proc/cpuinfo\n", stderr);
		return 1;
	}
	kvm = kvm_open();
	vm = vm_open(kvm);
	if (vm < 0) {
		perror("compat-cost: no VM from /dev/kvm");
		return 1;
	}
	/* What the kernel says on the console would be counted, too. */
	klogctl(8, NULL, 1);

	uname(&system);
	printf("kernel %s\n", system.release);
	printf("scale %.3f\n", count_scale());
	for (i = 1; i < argc; i++) {
		if (!measure(argv[i]))
			return 2;
	}
	return 0;
}

// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * hammer: random calls of KVM_PPC_GET_COMPAT_CAPS from several threads on
 * /dev/kvm and on VMs that come and go; every result and every byte is
 * compared with what the rules say. The result is TAP.
 *
 * With --faults allocations and copies fail on demand (a kernel with
 * CONFIG_FAULT_INJECTION_DEBUG_FS, and the capabilities switched on in
 * debugfs).
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "guest.h"
#include "host.h"
#include "kvm.h"
#include "kvm_ppc_compat.h"
#include "modes.h"
#include "tap.h"

#define EXIT_USAGE 2
#define KNOWN KVM_PPC_COMPAT_CAPS_SIZE_VER0
#define MEMBER(name) offsetof(struct kvm_ppc_compat_caps, name)

#define WRITABLE_PAGES 3
#define VM_SLOTS 4
#define MOST_THREADS 64

/* One in so many calls */
#define CHURN_EVERY 1000
#define WHOLE_CHECK_EVERY 64

struct options {
	uint64_t calls, seed;
	unsigned int threads, seconds;
	bool faults;
};

/*
 * A thread's memory: an untouchable page, some writable ones, a read-only
 * one, and nothing after that. The shadow is what all of it is to look like.
 */
struct ground {
	size_t page;
	uintptr_t start;     /* of the writable pages; before it: PROT_NONE */
	uintptr_t read_only; /* end of the writable, start of the read-only */
	uintptr_t end;	     /* of the read-only page */
	unsigned char *shadow;
};

enum outcome { FINE, INVALID, TOO_BIG, FAULT, OTHER, OUTCOMES };

static const char *const outcome_names[OUTCOMES] = {
	"0", "EINVAL", "E2BIG", "EFAULT", "other, of VMs closed meanwhile",
};

struct worker {
	pthread_t thread;
	struct ground ground;
	uint64_t random;
	uint64_t calls, share;
	uint64_t outcomes[OUTCOMES];
	uint64_t wrong_results, wrong_bytes, wrong_modes;
	uint64_t vms, vcpus, forced;
};

/* A VM that any thread may close at any time; odd while it changes hands. */
struct slot {
	_Atomic int fd;
	_Atomic unsigned int changes;
};

static struct {
	struct options options;
	int kvm;
	uint64_t modes; /* the answer, asked for before everything else */
	struct slot slots[VM_SLOTS];
	_Atomic bool stop;
	_Atomic unsigned int shown;
	uint64_t *restless; /* memory that all threads write at any time */
} hammer;

static uint64_t next(struct worker *worker)
{
	uint64_t x = worker->random;

	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	worker->random = x;
	return x * 0x2545f4914f6cdd1dULL;
}

static uint64_t below(struct worker *worker, uint64_t limit)
{
	return (next(worker) >> 16) % limit;
}

/* A valid struct at each 32 bytes, and what is none between them */
static void fill_read_only(unsigned char *at, size_t page)
{
	size_t i;

	memset(at, 0, page);
	for (i = 0; i + 32 <= page; i += 32) {
		uint64_t size = i % 64 ? KNOWN : 32;

		memcpy(at + i, &size, sizeof(size));
	}
}

static bool ground_create(struct ground *ground)
{
	size_t page = sysconf(_SC_PAGESIZE);
	size_t pages = WRITABLE_PAGES + 1;
	unsigned char *at =
		mmap(NULL, (pages + 2) * page, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	ground->shadow = malloc(pages * page);
	if (at == MAP_FAILED || !ground->shadow)
		return false;
	ground->page = page;
	ground->start = (uintptr_t)at + page;
	ground->read_only = ground->start + WRITABLE_PAGES * page;
	ground->end = ground->read_only + page;
	memset((void *)ground->start, 0xa5, WRITABLE_PAGES * page);
	fill_read_only((void *)ground->read_only, page);
	memcpy(ground->shadow, (void *)ground->start, pages * page);
	/* What is behind it must not become another thread's memory. */
	return !mprotect(at, page, PROT_NONE) &&
	       !mprotect((void *)ground->read_only, page, PROT_READ) &&
	       !mprotect((void *)ground->end, page, PROT_NONE);
}

/* How many bytes from @at on lie in @from..@to, at most @most. */
static size_t run_of(uintptr_t at, uintptr_t from, uintptr_t to, uint64_t most)
{
	if (at < from || at >= to)
		return 0;
	return most < to - at ? most : to - at;
}

static unsigned char *shadow_of(const struct ground *ground, uintptr_t at)
{
	return ground->shadow + (at - ground->start);
}

/* Fill as far as it can be written, in the memory and in its shadow. */
static void fill(struct ground *ground, uintptr_t at, int byte, uint64_t length)
{
	size_t run = run_of(at, ground->start, ground->read_only, length);

	if (run) {
		memset((void *)at, byte, run);
		memset(shadow_of(ground, at), byte, run);
	}
}

static void put(struct ground *ground, uintptr_t at, uint64_t value)
{
	unsigned int i;

	for (i = 0; i < sizeof(value); i++)
		fill(ground, at + i, value >> (8 * i) & 0xff, 1);
}

static uint64_t get(const struct ground *ground, uintptr_t at)
{
	uint64_t value;

	memcpy(&value, shadow_of(ground, at), sizeof(value));
	return value;
}

/* What the rules say about a call. */
struct verdict {
	int result;
	unsigned int written; /* bytes of the struct that may be new */
	bool partial;	      /* and may as well be old */
	struct kvm_ppc_compat_caps after;
};

static struct verdict refused(int error)
{
	return (struct verdict){.result = -error};
}

static bool tail_is_zero(const struct ground *ground, uintptr_t at, size_t end)
{
	size_t i;

	for (i = KNOWN; i < end; i++)
		if (*shadow_of(ground, at + i))
			return false;
	return true;
}

static struct verdict expect(const struct ground *ground, uintptr_t at)
{
	size_t most = ground->page;
	size_t readable = run_of(at, ground->start, ground->end, most);
	size_t writable = run_of(at, ground->start, ground->read_only, most);
	struct verdict verdict = {.after = {.size = KNOWN}};
	uint64_t size;

	if (readable < sizeof(size))
		return refused(EFAULT);
	size = get(ground, at);
	if (size < KNOWN)
		return refused(EINVAL);
	if (size > ground->page)
		return refused(E2BIG);
	if (!tail_is_zero(ground, at, size < readable ? size : readable)) {
		verdict.written = sizeof(size);
		verdict.result = -E2BIG;
	} else if (readable < size) {
		return refused(EFAULT);
	} else if (get(ground, at + MEMBER(flags))) {
		return refused(EINVAL);
	} else {
		verdict.written = KNOWN;
		verdict.after.compat_capabilities = hammer.modes;
	}
	if (writable < verdict.written) {
		verdict.result = -EFAULT;
		verdict.written = writable;
		verdict.partial = true;
	}
	return verdict;
}

static uint64_t some_size(struct worker *worker)
{
	size_t page = worker->ground.page;

	switch (below(worker, 10)) {
	case 0:
		return below(worker, KNOWN);
	case 1:
		return KNOWN + below(worker, 64);
	case 2:
		return page - 4 + below(worker, 9);
	case 3:
		return below(worker, 2 * page);
	case 4:
		return (1ULL << below(worker, 64)) + below(worker, 3) - 1;
	case 5:
		return next(worker);
	case 6:
		return KNOWN + (below(worker, 1 << 20) << 32);
	default:
		return KNOWN;
	}
}

static uint64_t some_flags(struct worker *worker)
{
	switch (below(worker, 10)) {
	case 0:
		return 1ULL << below(worker, 64);
	case 1:
		return next(worker);
	default:
		return 0;
	}
}

/* Addresses that no program has; nothing of ours can be hit by them. */
static uintptr_t bad_address(struct worker *worker)
{
	const struct ground *ground = &worker->ground;

	switch (below(worker, 6)) {
	case 0:
		return below(worker, 4096);
	case 1: /* PROT_NONE */
		return ground->start - 1 - below(worker, ground->page);
	case 2:
		return ground->end + below(worker, ground->page - 64);
	case 3: /* the kernel's */
		return 0xc000000000000000UL + below(worker, 1UL << 40);
	case 4:
		return -1 - below(worker, 4096);
	default: /* above what radix can map */
		return next(worker) | 1UL << 60;
	}
}

static uintptr_t some_address(struct worker *worker)
{
	const struct ground *ground = &worker->ground;
	uintptr_t edge;

	switch (below(worker, 8)) {
	case 0:
		return bad_address(worker);
	case 1: /* around a page's edge */
		edge = ground->start +
		       (below(worker, WRITABLE_PAGES + 1) + 1) * ground->page;
		return edge - below(worker, 40);
	case 2: /* in the read-only page */
		return ground->read_only + below(worker, ground->page);
	case 3:
		return ground->start + 8 * below(worker, ground->page / 8);
	default:
		return ground->start + below(worker, ground->page);
	}
}

static void lay(struct worker *worker, uintptr_t at)
{
	struct ground *ground = &worker->ground;
	uint64_t size = some_size(worker);

	put(ground, at, size);
	put(ground, at + MEMBER(flags), some_flags(worker));
	if (size <= KNOWN || size > ground->page)
		return;
	fill(ground, at + KNOWN, 0, size - KNOWN);
	if (!below(worker, 3))
		fill(ground, at + KNOWN + below(worker, size - KNOWN), 0x80, 1);
}

static enum outcome outcome_of(int result)
{
	switch (result) {
	case 0:
		return FINE;
	case -EINVAL:
		return INVALID;
	case -E2BIG:
		return TOO_BIG;
	case -EFAULT:
		return FAULT;
	default:
		return OTHER;
	}
}

/* The first few only: what is wrong once is mostly wrong a thousand times. */
static void show(const char *what, int target, uintptr_t at, int result,
		 const struct verdict *verdict)
{
	if (atomic_fetch_add(&hammer.shown, 1) >= 10)
		return;
	flockfile(stdout);
	tap_note("%s: fd %d, address 0x%" PRIxPTR ": returned %s, expected %s",
		 what, target, at, errno_name(-result),
		 errno_name(-verdict->result));
	funlockfile(stdout);
}

/* Takes over into the shadow what the kernel was to write. */
static void settle(struct ground *ground, uintptr_t at,
		   const struct verdict *verdict)
{
	const unsigned char *now = (const unsigned char *)at;
	const unsigned char *after = (const unsigned char *)&verdict->after;
	unsigned int i;

	for (i = 0; i < verdict->written; i++) {
		bool is_new =
			i < MEMBER(flags) || i >= MEMBER(compat_capabilities);

		if (is_new && (!verdict->partial || now[i] == after[i]))
			*shadow_of(ground, at + i) = after[i];
	}
}

static void compare(struct worker *worker, uintptr_t at, size_t length,
		    int target, const struct verdict *verdict)
{
	struct ground *ground = &worker->ground;

	if (!memcmp((void *)at, shadow_of(ground, at), length))
		return;
	worker->wrong_bytes++;
	show("memory differs", target, at, 0, verdict);
	memcpy(shadow_of(ground, at), (void *)at, length);
}

static void compare_around(struct worker *worker, uintptr_t at, int target,
			   const struct verdict *verdict)
{
	const struct ground *ground = &worker->ground;
	size_t near = run_of(at, ground->start, ground->end, 128);

	if (worker->calls % WHOLE_CHECK_EVERY == 0)
		compare(worker, ground->start, ground->end - ground->start,
			target, verdict);
	else if (near)
		compare(worker, at, near, target, verdict);
}

/* @lenient: the descriptor was closed meanwhile, or may be another one. */
static void judge(struct worker *worker, uintptr_t at, int target, int result,
		  bool lenient)
{
	struct verdict verdict = expect(&worker->ground, at);

	worker->outcomes[outcome_of(result)]++;
	if (result != verdict.result) {
		bool forced = hammer.options.faults && result == -EFAULT;
		bool closed =
			lenient && (result == -EBADF || result == -EINVAL ||
				    result == -ENOTTY);

		worker->forced += forced;
		if (!forced && !closed) {
			worker->wrong_results++;
			show("wrong result", target, at, result, &verdict);
		}
		verdict.written = 0;
	}
	settle(&worker->ground, at, &verdict);
	compare_around(worker, at, target, &verdict);
}

static void call_device(struct worker *worker, uintptr_t at)
{
	judge(worker, at, hammer.kvm, compat_caps_ioctl(hammer.kvm, (void *)at),
	      false);
}

static void call_vm(struct worker *worker, uintptr_t at)
{
	struct slot *slot = &hammer.slots[below(worker, VM_SLOTS)];
	unsigned int changes = atomic_load(&slot->changes);
	int fd = atomic_load(&slot->fd);
	int result = compat_caps_ioctl(fd, (void *)at);

	judge(worker, at, fd, result,
	      fd < 0 || changes % 2 || changes != atomic_load(&slot->changes));
}

/* All threads write here while the kernel reads: only safety is judged. */
static void call_restless(struct worker *worker)
{
	uint64_t *at = hammer.restless;
	int result;

	__atomic_store_n(&at[0], some_size(worker), __ATOMIC_RELAXED);
	__atomic_store_n(&at[1], some_flags(worker), __ATOMIC_RELAXED);
	__atomic_store_n(&at[3], below(worker, 2), __ATOMIC_RELAXED);
	result = compat_caps_ioctl(hammer.kvm, at);
	worker->outcomes[outcome_of(result)]++;
	worker->wrong_results += outcome_of(result) == OTHER;
}

/* A mode with a bit is accepted exactly where the bit is reported. */
static void try_mode(struct worker *worker, struct guest *guest)
{
	const struct mode *mode = &modes[below(worker, mode_count)];
	int result = guest_set_compat(guest, mode->logical_pvr);
	bool reported = hammer.modes & mode->bit;

	worker->vcpus++;
	if (!mode->bit || result == (reported ? 0 : -EINVAL) ||
	    (hammer.options.faults && result < 0))
		return;
	worker->wrong_modes++;
	tap_note("%s: %s, though %sreported", mode->name, errno_name(-result),
		 reported ? "" : "not ");
}

/* Another VM takes the place of one that other threads may be asking. */
static void churn(struct worker *worker)
{
	struct slot *slot = &hammer.slots[below(worker, VM_SLOTS)];
	struct guest guest;
	int vm, old;

	if (!below(worker, 4) && !guest_open(&guest, hammer.kvm)) {
		try_mode(worker, &guest);
		guest_close(&guest);
	}
	vm = vm_open(hammer.kvm, 0);
	if (vm < 0) {
		worker->wrong_results += !hammer.options.faults;
		return;
	}
	worker->vms++;
	atomic_fetch_add(&slot->changes, 1);
	old = atomic_exchange(&slot->fd, vm);
	atomic_fetch_add(&slot->changes, 1);
	if (old >= 0)
		close(old);
}

static void hit(struct worker *worker)
{
	uintptr_t at = some_address(worker);

	if (!below(worker, CHURN_EVERY))
		churn(worker);
	lay(worker, at);
	switch (below(worker, 16)) {
	case 0:
		call_restless(worker);
		break;
	case 1:
		worker->wrong_results += compat_caps_extension(hammer.kvm) != 1;
		break;
	case 2 ... 8:
		call_device(worker, at);
		break;
	default:
		call_vm(worker, at);
		break;
	}
	worker->calls++;
}

/* Writes a number into a file of this thread; false: there is none. */
static bool tell_thread(const char *name, unsigned int value)
{
	char path[64], text[16];
	int length = snprintf(text, sizeof(text), "%u", value);
	bool done;
	int fd;

	snprintf(path, sizeof(path), "/proc/thread-self/%s", name);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	done = write(fd, text, length) == length;
	close(fd);
	return done;
}

static void *work(void *argument)
{
	struct worker *worker = argument;

	if (hammer.options.faults)
		tell_thread("make-it-fail", 1);
	while (worker->calls < worker->share && !atomic_load(&hammer.stop))
		hit(worker);
	if (hammer.options.faults)
		tell_thread("make-it-fail", 0);
	return NULL;
}

static unsigned int open_descriptors(void)
{
	DIR *dir = opendir("/proc/self/fd");
	unsigned int count = 0;

	while (dir && readdir(dir))
		count++;
	if (dir)
		closedir(dir);
	return count;
}

static bool query_is_right(int fd)
{
	struct kvm_ppc_compat_caps caps = {.size = sizeof(caps)};

	return !compat_caps_ioctl(fd, &caps) &&
	       caps.compat_capabilities == hammer.modes;
}

/* What is tried with one fault after another on its way. */
static int query_device(void)
{
	struct kvm_ppc_compat_caps caps = {.size = sizeof(caps)};

	return compat_caps_ioctl(hammer.kvm, &caps);
}

static int query_long(void)
{
	uint64_t caps[8] = {sizeof(caps)};

	return compat_caps_ioctl(hammer.kvm, caps);
}

static int make_vm(void)
{
	int vm = vm_open(hammer.kvm, 0);

	if (vm >= 0)
		close(vm);
	return vm < 0 ? vm : 0;
}

static int make_guest(void)
{
	struct guest guest;
	int result = guest_open(&guest, hammer.kvm);

	if (result)
		return result;
	result = guest_set_compat(&guest, 0);
	guest_close(&guest);
	return result;
}

static const struct step {
	const char *name;
	int (*take)(void);
	bool allocates; /* a query takes no memory: nothing in it can fail */
} steps[] = {
	{"a query", query_device, false},
	{"a query with a tail", query_long, false},
	{"a VM made and closed", make_vm, true},
	{"a vCPU made and its mode set", make_guest, true},
};

/* The n-th place that can fail does; false: the step has no n-th place. */
static bool take_with_fault(const struct step *step, unsigned int n,
			    int *result)
{
	char left[16] = "";
	int fd = open("/proc/thread-self/fail-nth", O_RDWR | O_CLOEXEC);
	char text[16];
	bool failed;

	if (fd < 0)
		return false;
	snprintf(text, sizeof(text), "%u", n);
	failed = write(fd, text, strlen(text)) > 0;
	*result = step->take();
	failed = failed && pread(fd, left, sizeof(left) - 1, 0) > 0 &&
		 atoi(left) == 0;
	if (write(fd, "0", 1) != 1)
		failed = false;
	close(fd);
	return failed;
}

#define MOST_PLACES 2000

static void walk_faults(const struct step *step)
{
	unsigned int n = 1, refused = 0, broken = 0;
	int result;

	while (n < MOST_PLACES && take_with_fault(step, n, &result)) {
		refused += result < 0;
		broken += !query_is_right(hammer.kvm);
		n++;
	}
	tap_ok((n > 1 || !step->allocates) && n < MOST_PLACES && !broken &&
		       !step->take(),
	       "%s, one fault after another: every answer after it is right",
	       step->name);
	tap_note("%s: %u places that can fail, %u of them end in an error",
		 step->name, n - 1, refused);
}

static void walk_all_faults(void)
{
	size_t i;

	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		walk_faults(&steps[i]);
}

static uint64_t sum(const struct worker *workers, size_t member)
{
	uint64_t total = 0;
	unsigned int i;

	for (i = 0; i < hammer.options.threads; i++)
		total +=
			*(const uint64_t *)((const char *)&workers[i] + member);
	return total;
}

#define SUM(workers, member) sum(workers, offsetof(struct worker, member))

static void judge_outcomes(const struct worker *workers)
{
	enum outcome o;

	for (o = FINE; o < OTHER; o++)
		tap_ok(sum(workers, offsetof(struct worker, outcomes) +
					    o * sizeof(uint64_t)) > 0,
		       "some calls returned %s", outcome_names[o]);
	for (o = FINE; o < OUTCOMES; o++)
		tap_note("%s: %" PRIu64, outcome_names[o],
			 sum(workers, offsetof(struct worker, outcomes) +
					      o * sizeof(uint64_t)));
}

static bool restless_is_whole(void)
{
	unsigned int i;

	for (i = 4; i < 512; i++)
		if (hammer.restless[i])
			return false;
	return true;
}

static void judge_all(const struct worker *workers)
{
	tap_ok(!SUM(workers, wrong_results), "every result is by the rules");
	tap_ok(!SUM(workers, wrong_bytes) && restless_is_whole(),
	       "no byte changed that was not to change");
	tap_ok(!SUM(workers, wrong_modes), "reported = accepted meanwhile");
	tap_ok(query_is_right(hammer.kvm), "the answer is still the same");
	judge_outcomes(workers);
	tap_note("calls %" PRIu64 ", VMs %" PRIu64 ", vCPUs %" PRIu64
		 ", forced failures %" PRIu64,
		 SUM(workers, calls), SUM(workers, vms), SUM(workers, vcpus),
		 SUM(workers, forced));
}

static bool start_all(struct worker *workers)
{
	const struct options *options = &hammer.options;
	unsigned int i;

	for (i = 0; i < options->threads; i++) {
		workers[i].share = options->calls / options->threads;
		/* never 0, which the generator would not leave */
		workers[i].random =
			(options->seed + i + 1) * 0x9e3779b97f4a7c15ULL | 1;
		if (!ground_create(&workers[i].ground))
			return false;
	}
	for (i = 0; i < options->threads; i++)
		if (pthread_create(&workers[i].thread, NULL, work, &workers[i]))
			return false;
	return true;
}

static void *watch(void *argument)
{
	sleep(hammer.options.seconds);
	atomic_store(&hammer.stop, true);
	return argument;
}

static void run_all(struct worker *workers)
{
	pthread_t watcher;
	unsigned int i;

	if (hammer.options.seconds &&
	    !pthread_create(&watcher, NULL, watch, NULL))
		pthread_detach(watcher);
	for (i = 0; i < hammer.options.threads; i++)
		pthread_join(workers[i].thread, NULL);
}

static void close_slots(void)
{
	size_t i;

	for (i = 0; i < VM_SLOTS; i++) {
		int fd = atomic_exchange(&hammer.slots[i].fd, -1);

		if (fd >= 0)
			close(fd);
	}
}

/* The answer that all calls are compared with; false: there is none. */
static bool learn(void)
{
	struct kvm_ppc_compat_caps caps = {.size = sizeof(caps)};
	size_t i;

	hammer.kvm = kvm_open();
	if (hammer.kvm < 0 || compat_caps_ioctl(hammer.kvm, &caps) ||
	    caps.size != KNOWN)
		return false;
	hammer.modes = caps.compat_capabilities;
	for (i = 0; i < VM_SLOTS; i++)
		hammer.slots[i].fd = vm_open(hammer.kvm, 0);
	hammer.restless =
		mmap(NULL, sysconf(_SC_PAGESIZE), PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return hammer.restless != MAP_FAILED;
}

static void beat(void)
{
	static struct worker workers[MOST_THREADS];
	unsigned int before = open_descriptors();

	if (!tap_ok(learn(), "/dev/kvm answers, and knows a struct of 24"))
		return;
	if (!tap_ok(start_all(workers), "threads and their memory"))
		return;
	run_all(workers);
	judge_all(workers);
	if (hammer.options.faults)
		walk_all_faults();
	close_slots();
	close(hammer.kvm);
	tap_ok(open_descriptors() == before, "no descriptor is left open");
}

static const char help[] =
	"usage: hammer [OPTION]...\n"
	"Random calls of KVM_PPC_GET_COMPAT_CAPS, each judged; TAP.\n"
	"\n"
	"  --calls N     in all (100000)\n"
	"  --seconds N   stop before that after so many seconds\n"
	"  --seed N      of the random numbers (the time)\n"
	"  --threads N   1 to 64 (4)\n"
	"  --faults      let allocations and copies of these threads fail\n"
	"  --help        this text\n"
	"\n"
	"Exit: 0 nothing failed, 1 a test failed, 2 wrong options.\n";

static uint64_t number(const char *text, uint64_t least, uint64_t most)
{
	char *end;
	uint64_t value = strtoull(text, &end, 0);

	if (*text && !*end && value >= least && value <= most)
		return value;
	fprintf(stderr, "hammer: wrong number: %s\n", text);
	exit(EXIT_USAGE);
}

static void parse_option(struct options *options, int option, const char *value)
{
	switch (option) {
	case 'c':
		options->calls = number(value, 1, UINT64_MAX);
		return;
	case 'l':
		options->seconds = number(value, 1, 86400);
		return;
	case 's':
		options->seed = number(value, 0, UINT64_MAX);
		return;
	case 't':
		options->threads = number(value, 1, MOST_THREADS);
		return;
	case 'f':
		options->faults = true;
		return;
	case 'h':
		fputs(help, stdout);
		exit(EXIT_SUCCESS);
	}
	exit(EXIT_USAGE);
}

static void parse_options(struct options *options, int argc, char **argv)
{
	static const struct option known[] = {
		{"calls", required_argument, NULL, 'c'},
		{"seconds", required_argument, NULL, 'l'},
		{"seed", required_argument, NULL, 's'},
		{"threads", required_argument, NULL, 't'},
		{"faults", no_argument, NULL, 'f'},
		{"help", no_argument, NULL, 'h'},
		{0},
	};
	int option;

	while ((option = getopt_long(argc, argv, "", known, NULL)) != -1)
		parse_option(options, option, optarg);
	if (optind == argc)
		return;
	fprintf(stderr, "hammer: takes no argument: %s\n", argv[optind]);
	exit(EXIT_USAGE);
}

int main(int argc, char **argv)
{
	hammer.options = (struct options){
		.calls = 100000,
		.seed = time(NULL),
		.threads = 4,
	};
	parse_options(&hammer.options, argc, argv);
	tap_start();
	tap_note("seed %" PRIu64 ", calls %" PRIu64 ", threads %u%s",
		 hammer.options.seed, hammer.options.calls,
		 hammer.options.threads,
		 hammer.options.faults ? ", faults" : "");
	beat();
	return tap_finish();
}

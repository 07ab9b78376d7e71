// SPDX-License-Identifier: GPL-2.0-or-later
#include <endian.h>
#include <glob.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "host.h"

/* The CPUs of a partition are all alike, so the first one speaks for it. */
static uint32_t cpu_version_read(void)
{
	uint32_t version = 0;
	glob_t found;
	FILE *file;

	if (glob("/proc/device-tree/cpus/*/cpu-version", 0, NULL, &found))
		return 0;
	file = fopen(found.gl_pathv[0], "r");
	globfree(&found);
	if (!file)
		return 0;
	if (fread(&version, sizeof(version), 1, file) != 1)
		version = 0;
	fclose(file);
	return be32toh(version);
}

/* The line reads "revision : 2.0 (pvr 0080 1200)". */
static uint32_t pvr_read(void)
{
	unsigned int high = 0, low = 0;
	char line[256], *at;
	FILE *file = fopen("/proc/cpuinfo", "r");

	if (!file)
		return 0;
	while (fgets(line, sizeof(line), file)) {
		at = strstr(line, "(pvr ");
		if (at && sscanf(at, "(pvr %4x %4x)", &high, &low) == 2)
			break;
	}
	fclose(file);
	return high << 16 | low;
}

void host_read(struct host *host)
{
	struct utsname name;

	memset(host, 0, sizeof(*host));
	if (!uname(&name))
		snprintf(host->release, sizeof(host->release), "%s",
			 name.release);
	host->cpu_version = cpu_version_read();
	host->pvr = pvr_read();
}

static sigjmp_buf before_instruction;

static void on_illegal(int signal)
{
	siglongjmp(before_instruction, signal);
}

/* False: there is no such instruction. */
static bool call(const uint32_t *code)
{
	struct sigaction action = {.sa_handler = on_illegal}, former;
	bool illegal;

	sigaction(SIGILL, &action, &former);
	illegal = sigsetjmp(before_instruction, 1);
	if (!illegal)
		((void (*)(void))code)();
	sigaction(SIGILL, &former, NULL);
	return !illegal;
}

bool host_executes(uint32_t instruction)
{
	const uint32_t code[] = {instruction, 0x4e800020 /* blr */};
	size_t size = sysconf(_SC_PAGESIZE);
	void *page = mmap(NULL, size, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	bool executed;

	if (page == MAP_FAILED)
		return false;
	memcpy(page, code, sizeof(code));
	__builtin___clear_cache(page, (char *)page + sizeof(code));
	executed = !mprotect(page, size, PROT_READ | PROT_EXEC) && call(page);
	munmap(page, size);
	return executed;
}

const char *errno_name(int error)
{
	const char *name = strerrorname_np(error);

	return name ? name : "?";
}

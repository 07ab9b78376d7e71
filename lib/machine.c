// SPDX-License-Identifier: LGPL-2.1-or-later
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "machine.h"

/* The first processor's lines; those of the others would say the same. */
#define CPUINFO_SIZE 4096
#define COMPATIBLE_SIZE 1024
#define CPUS "proc/device-tree/cpus"

static int root_path(char path[PATH_MAX], const char *root, const char *name)
{
	int length = snprintf(path, PATH_MAX, "%s/%s", root, name);

	return length > 0 && length < PATH_MAX ? 0 : -1;
}

/* How many bytes, at most `size`, or -1. What a file has beyond is not read. */
static ssize_t read_file(const char *root, const char *name, char *data,
			 size_t size)
{
	char path[PATH_MAX];
	size_t filled = 0;
	ssize_t count;
	int fd;

	if (root_path(path, root, name))
		return -1;
	/* O_NONBLOCK: a captured tree may hold anything, a FIFO too. */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return -1;
	do {
		count = read(fd, data + filled, size - filled);
		if (count > 0)
			filled += (size_t)count;
	} while (count > 0 && filled < size);
	close(fd);
	return count < 0 ? -1 : (ssize_t)filled;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

/* Exactly four digits, as the kernel writes them; -1: something else. */
static long hex_half(const char *text)
{
	long value = 0;

	for (int i = 0; i < 4; i++) {
		int digit = hex_digit(text[i]);

		if (digit < 0)
			return -1;
		value = value << 4 | digit;
	}
	return value;
}

/* "revision : 2.0 (pvr 0082 1200)" */
static uint32_t pvr_of_line(const char *line)
{
	static const char mark[] = "(pvr ";
	const char *digits = strstr(line, mark);
	long high, low;

	if (strncmp(line, "revision", strlen("revision")) || !digits)
		return 0;
	digits += strlen(mark);
	high = hex_half(digits);
	if (high < 0 || digits[4] != ' ')
		return 0;
	low = hex_half(digits + 5);
	if (low < 0 || digits[9] != ')')
		return 0;
	return (uint32_t)high << 16 | (uint32_t)low;
}

uint32_t compatcaps_machine_processor_pvr(const char *root)
{
	char text[CPUINFO_SIZE + 1];
	ssize_t length =
		read_file(root, "proc/cpuinfo", text, sizeof(text) - 1);
	char *rest = text, *line;
	uint32_t pvr = 0;

	if (length < 0)
		return 0;
	text[length] = '\0';
	while (!pvr && (line = strsep(&rest, "\n")))
		pvr = pvr_of_line(line);
	return pvr;
}

/* A cell of the device tree: four bytes, the most significant one first. */
static uint32_t read_cell(const char *root, const char *name)
{
	unsigned char cell[5];
	ssize_t length = read_file(root, name, (char *)cell, sizeof(cell));

	if (length != 4)
		return 0;
	return (uint32_t)cell[0] << 24 | (uint32_t)cell[1] << 16 |
	       (uint32_t)cell[2] << 8 | cell[3];
}

static uint32_t cpu_version(const char *root, const char *cpu)
{
	char name[sizeof(CPUS "//cpu-version") + NAME_MAX];

	if (cpu[0] == '.')
		return 0;
	snprintf(name, sizeof(name), CPUS "/%.*s/cpu-version", NAME_MAX, cpu);
	return read_cell(root, name);
}

uint32_t compatcaps_machine_partition_pvr(const char *root)
{
	const struct dirent *entry;
	char path[PATH_MAX];
	uint32_t pvr = 0;
	DIR *cpus;

	if (root_path(path, root, CPUS))
		return 0;
	cpus = opendir(path);
	if (!cpus)
		return 0;
	/* Not each node there is a processor: caches stand there too. */
	while (!pvr && (entry = readdir(cpus)))
		pvr = cpu_version(root, entry->d_name);
	closedir(cpus);
	return pvr;
}

enum compatcaps_kind compatcaps_machine_kind(const char *root)
{
	char list[COMPATIBLE_SIZE + 1];
	ssize_t length = read_file(root, "proc/device-tree/compatible", list,
				   sizeof(list) - 1);

	if (length <= 0)
		return COMPATCAPS_KIND_UNKNOWN;
	list[length] = '\0';
	for (const char *name = list; name < list + length;
	     name += strlen(name) + 1) {
		if (!strcmp(name, "ibm,powernv"))
			return COMPATCAPS_KIND_BARE_METAL;
	}
	return COMPATCAPS_KIND_PSERIES;
}

enum machine_nested compatcaps_machine_nested(const char *root)
{
	char value = '\0';

	read_file(root, "sys/module/kvm_hv/parameters/nested", &value, 1);
	if (value == 'Y')
		return MACHINE_NESTED_ON;
	return value == 'N' ? MACHINE_NESTED_OFF : MACHINE_NESTED_UNKNOWN;
}

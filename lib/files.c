// SPDX-License-Identifier: LGPL-2.1-or-later
/* Observations from the files of /proc and /sys. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "evidence.h"
#include "files.h"

/* The lines of the first processor; the others have the same ones. */
#define CPUINFO_SIZE 2048
#define PROPERTY_SIZE 1024
#define WORD_SIZE COMPATCAPS_TEXT_SIZE
#define CPUS "proc/device-tree/cpus"

static int open_file(const struct notes *notes, const char *name, int flags)
{
	char path[PATH_MAX];

	flags |= O_RDONLY | O_CLOEXEC;
	if (notes->root >= 0)
		return notes->system->open_below(notes->root, name, flags);
	snprintf(path, sizeof(path), "/%s", name);
	return notes->system->open(path, flags);
}

/*
 * The number of bytes, at most `size`; the rest of the file is not read. Or -1.
 */
static ssize_t read_file(const struct notes *notes, const char *name,
			 char *data, size_t size)
{
	size_t filled = 0;
	ssize_t count;
	/* O_NONBLOCK: a copied tree can have any kind of file, also a FIFO. */
	int fd = open_file(notes, name, O_NONBLOCK);

	if (fd < 0)
		return -1;
	do {
		count = notes->system->read(fd, data + filled, size - filled);
		if (count > 0)
			filled += (size_t)count;
	} while ((count > 0 && filled < size) || (count < 0 && errno == EINTR));
	notes->system->close(fd);
	return count < 0 ? -1 : (ssize_t)filled;
}

/*
 * One or more lines; the strings of a device tree's property become lines, too.
 * Characters that cannot be printed are replaced: they could only do harm.
 */
static void make_lines(char *text, size_t length)
{
	while (length && (!text[length - 1] || text[length - 1] == '\n'))
		length--;
	for (size_t i = 0; i < length; i++) {
		if (!text[i])
			text[i] = '\n';
		else if ((text[i] < ' ' || text[i] > '~') && text[i] != '\n' &&
			 text[i] != '\t')
			text[i] = '?';
	}
	text[length] = '\0';
}

static void note_file(struct notes *notes, const char *name, const char *path,
		      size_t size)
{
	char text[CPUINFO_SIZE + 1];
	ssize_t length = read_file(notes, name, text, size);

	if (length <= 0)
		return;
	make_lines(text, (size_t)length);
	compatcaps_note(notes, path, text);
}

static void note_cpuinfo(struct notes *notes)
{
	char text[CPUINFO_SIZE + 1];
	ssize_t length = read_file(notes, "proc/cpuinfo", text, CPUINFO_SIZE);
	char *end;

	if (length <= 0)
		return;
	make_lines(text, (size_t)length);
	end = strstr(text, "\n\n");
	if (end)
		*end = '\0';
	compatcaps_note(notes, EVIDENCE_CPUINFO, text);
}

/* A cell of the device tree: four bytes, the most significant one first. */
static int note_cpu_version(struct notes *notes, const char *cpu)
{
	char name[sizeof(CPUS "//cpu-version") + NAME_MAX];
	char text[sizeof("0x01234567")];
	unsigned char cell[5];

	snprintf(name, sizeof(name), CPUS "/%.*s/cpu-version", NAME_MAX, cpu);
	if (read_file(notes, name, (char *)cell, sizeof(cell)) != 4)
		return -1;
	snprintf(text, sizeof(text), "0x%02x%02x%02x%02x", cell[0], cell[1],
		 cell[2], cell[3]);
	compatcaps_note(notes, EVIDENCE_CPU_VERSION, text);
	return 0;
}

/* Not each node there is a processor: there are nodes for caches, too. */
static void note_first_cpu(struct notes *notes)
{
	int fd = open_file(notes, CPUS, O_DIRECTORY);
	const struct dirent *entry;
	DIR *cpus;

	if (fd < 0)
		return;
	cpus = notes->system->fdopendir(fd);
	if (!cpus) {
		notes->system->close(fd);
		return;
	}
	while ((entry = notes->system->readdir(cpus))) {
		if (entry->d_name[0] != '.' &&
		    !note_cpu_version(notes, entry->d_name))
			break;
	}
	notes->system->closedir(cpus);
}

/* The values of uname(), for a host that is not this one */
static void note_names(struct notes *notes)
{
	note_file(notes, "proc/sys/kernel/arch", EVIDENCE_MACHINE, WORD_SIZE);
	note_file(notes, "proc/sys/kernel/osrelease", EVIDENCE_RELEASE,
		  WORD_SIZE);
	note_file(notes, "proc/sys/kernel/hostname", EVIDENCE_NODENAME,
		  WORD_SIZE);
}

void compatcaps_collect_files(struct notes *notes)
{
	if (notes->root >= 0)
		note_names(notes);
	note_cpuinfo(notes);
	note_file(notes, "proc/device-tree/compatible", EVIDENCE_COMPATIBLE,
		  PROPERTY_SIZE);
	note_file(notes, "proc/device-tree/model", EVIDENCE_MODEL, WORD_SIZE);
	note_first_cpu(notes);
	note_file(notes, "sys/module/kvm_hv/parameters/nested", EVIDENCE_NESTED,
		  WORD_SIZE);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Collecting: all observations of a host. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/auxv.h>

#include "collect.h"
#include "evidence.h"
#include "files.h"
#include "kvm.h"
#include "power.h"
#include "struct_size.h"

static void note_platform(struct notes *notes, unsigned long type,
			  const char *path)
{
	const char *platform = (const char *)notes->system->getauxval(type);

	if (platform)
		compatcaps_note(notes, path, platform);
}

/* Everything on this machine; only its names if it is not a POWER machine. */
static void collect_here(struct notes *notes, unsigned int sources)
{
	struct utsname names;

	if (notes->system->uname(&names) < 0) {
		compatcaps_note_result(notes, EVIDENCE_MACHINE, -1);
		return;
	}
	compatcaps_note(notes, EVIDENCE_MACHINE, names.machine);
	compatcaps_note(notes, EVIDENCE_RELEASE, names.release);
	compatcaps_note(notes, EVIDENCE_NODENAME, names.nodename);
	if (!compatcaps_is_power(names.machine))
		return;
	compatcaps_collect_files(notes);
	note_platform(notes, AT_PLATFORM, EVIDENCE_PLATFORM);
	note_platform(notes, AT_BASE_PLATFORM, EVIDENCE_BASE_PLATFORM);
	compatcaps_collect_kvm(notes, sources);
}

static int root_error(int error)
{
	switch (error) {
	case ENOENT:
	case ENOTDIR:
	case EACCES:
	case ENOSYS:
		return -error;
	default:
		return -EIO;
	}
}

/* Only some kernels can keep links within a root: ask first. */
static int collect_below(struct notes *notes, const char *root)
{
	const int flags = O_RDONLY | O_CLOEXEC | O_DIRECTORY;
	int probe, error = 0;

	notes->root = notes->system->open(root, flags);
	if (notes->root < 0)
		return root_error(errno);
	probe = notes->system->open_below(notes->root, "/", flags);
	if (probe < 0) {
		error = root_error(errno);
	} else {
		notes->system->close(probe);
		compatcaps_collect_files(notes);
	}
	notes->system->close(notes->root);
	return error;
}

int compatcaps_collect_with(struct compatcaps_evidence *evidence,
			    unsigned int sources, const char *root,
			    const struct system *system)
{
	struct notes notes = {
		.evidence = evidence,
		.system = system,
		.root = -1,
	};
	int error = 0;

	if (!evidence || evidence->size < EVIDENCE_SIZE_VER0 ||
	    sources & ~COMPATCAPS_ALL_SOURCES)
		return -EINVAL;
	evidence->used = 0;
	if (root)
		error = collect_below(&notes, root);
	else
		collect_here(&notes, sources);
	return error ? error : notes.error;
}

int compatcaps_collect(struct compatcaps_evidence *evidence,
		       unsigned int sources, const char *root)
{
	return compatcaps_collect_with(evidence, sources, root,
				       &compatcaps_system);
}

int compatcaps_query_with(struct compatcaps_host *host,
			  const struct system *system)
{
	struct compatcaps_evidence evidence = {.size = sizeof(evidence)};

	/* Before anything else, because opening /dev/kvm can load a module. */
	if (!host || host->size < HOST_SIZE_VER0)
		return -EINVAL;
	compatcaps_collect_with(&evidence, 0, NULL, system);
	return compatcaps_conclude(&evidence, COMPATCAPS_SOURCE_NONE, host);
}

int compatcaps_query(struct compatcaps_host *host)
{
	return compatcaps_query_with(host, &compatcaps_system);
}

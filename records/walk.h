/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Visiting everything below a directory. The C library's fts(3) would do, but
 * it crashes if memory runs out (glibc 2.36), and reports errors only in errno.
 */
#ifndef COMPATCAPS_RECORDS_WALK_H
#define COMPATCAPS_RECORDS_WALK_H

#include <limits.h>
#include <sys/stat.h>

struct walk_entry {
	const char *path; /* below the directory */
	int folder;	  /* a descriptor of its directory */
	const char *name; /* its name in that directory */
	mode_t kind;	  /* S_IFMT; links are not followed */
	int depth;	  /* 1: in the directory itself */
};

/* Not 0: the walk ends, with this result. */
typedef int walk_visitor(void *context, const struct walk_entry *entry);

/*
 * Visit each entry, ordered by name; a directory before and after its contents.
 * A visitor can be NULL. Returns 0, the result of a visitor, which must be
 * positive, or a negative errno; `where` is then the path of the entry.
 */
int walk(const char *path, walk_visitor *before, walk_visitor *after,
	 void *context, char where[PATH_MAX]);

#endif

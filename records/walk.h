/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * All that is below a folder. The C library's fts(3) would do, if it did not
 * crash without memory (glibc 2.36), and say so only in errno.
 */
#ifndef COMPATCAPS_RECORDS_WALK_H
#define COMPATCAPS_RECORDS_WALK_H

#include <limits.h>
#include <sys/stat.h>

struct walk_entry {
	const char *path; /* below the folder */
	int folder;	  /* a descriptor of what it is in */
	const char *name; /* there */
	mode_t kind;	  /* S_IFMT; links are not followed */
	int depth;	  /* 1: in the folder itself */
};

/* Not 0: it ends there, and that is the result. */
typedef int walk_visitor(void *context, const struct walk_entry *entry);

/*
 * Visit each entry, by name; a folder before and after what is in it, where
 * these are not NULL. Returns 0, what a visitor returned, which is to be
 * positive, or a negative errno; `where` is then the entry's path.
 */
int walk(const char *path, walk_visitor *before, walk_visitor *after,
	 void *context, char where[PATH_MAX]);

#endif

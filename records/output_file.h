/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A file that is written aside and renamed: under its name there is what was
 * there before, or all of the new content, whatever happens in between.
 */
#ifndef COMPATCAPS_OUTPUT_FILE_H
#define COMPATCAPS_OUTPUT_FILE_H

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/stat.h>

struct output_file {
	FILE *file; /* to write to */
	const char *path;
	char aside[PATH_MAX];
	bool has_name;	 /* whether there is something under `aside` */
	bool has_old;	 /* whether there is a file to replace */
	struct stat old; /* that one, when this was opened */
	char error[PATH_MAX + 128]; /* after -1: what failed, and why */
};

/*
 * path: lives as long as the output_file; NULL: standard output. What is there
 * already has to be a regular file: a device or a link is not replaced. The new
 * file has its mode, and its owner and group if this user may give them; a new
 * one has what the umask leaves.
 *
 * Returns 0, and one of the next two has to follow; or -1.
 */
int output_file_open(struct output_file *output, const char *path);

/*
 * Put what was written into place. Returns 0, or -1 and the old file is as it
 * was. What standard output lost shows when that is closed.
 */
int output_file_commit(struct output_file *output);

/* Nothing becomes of it; the old file is as it was. */
void output_file_abort(struct output_file *output);

#endif

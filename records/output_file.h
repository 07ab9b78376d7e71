/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A file that is written under another name and then renamed: its own name
 * always has either the old content or all of the new content.
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
	bool has_name;		    /* whether there is a file named `aside` */
	bool has_old;		    /* whether there is a file to replace */
	struct stat old;	    /* that file, when this one was opened */
	char error[PATH_MAX + 128]; /* after -1: what failed, and the reason */
};

/*
 * path: must live as long as the output_file; NULL: standard output. A file
 * that exists must be a regular file: a device or a link is not replaced. The
 * new file gets its mode, and its owner and group if this user may set them;
 * otherwise it gets the mode that the umask leaves.
 *
 * Returns 0, and the caller must call one of the next two functions; or -1.
 */
int output_file_open(struct output_file *output, const char *path);

/*
 * Put the new content in place. Returns 0; or -1, and the old file is
 * unchanged. A write error of standard output shows when that is closed.
 */
int output_file_commit(struct output_file *output);

/* Discard the new content; the old file is unchanged. */
void output_file_abort(struct output_file *output);

#endif

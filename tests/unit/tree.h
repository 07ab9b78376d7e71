/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A directory that is the root of a machine. */
#ifndef TESTS_TREE_H
#define TESTS_TREE_H

#include <stddef.h>

#define TREE_SIZE 64

/*
 * Make an empty tree, and write its path to `root`. Fails the test on an error.
 */
void tree_make(char root[TREE_SIZE]);

/* Make a file, and the directories above it. */
void tree_put(const char *root, const char *name, const void *data,
	      size_t size);

/* The same for a string, without its NUL. */
void tree_put_text(const char *root, const char *name, const char *text);

/* Make a symbolic link, a FIFO or an empty directory. */
void tree_link(const char *root, const char *name, const char *target);
void tree_fifo(const char *root, const char *name);
void tree_directory(const char *root, const char *name);

/* Remove the tree and everything in it. */
void tree_remove(const char *root);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A directory to stand for the root of a machine. */
#ifndef TESTS_TREE_H
#define TESTS_TREE_H

#include <stddef.h>

#define TREE_SIZE 64

/* Make an empty tree; its path goes to `root`. Fails the test if it cannot. */
void tree_make(char root[TREE_SIZE]);

/* Put a file there, with the directories above it. */
void tree_put(const char *root, const char *name, const void *data,
	      size_t size);

/* The same with a text, without its terminating NUL. */
void tree_put_text(const char *root, const char *name, const char *text);

/* Put a symbolic link, a FIFO or an empty directory there. */
void tree_link(const char *root, const char *name, const char *target);
void tree_fifo(const char *root, const char *name);
void tree_directory(const char *root, const char *name);

/* Remove the tree and all in it. */
void tree_remove(const char *root);

#endif

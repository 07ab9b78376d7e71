/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The memory that the ioctl's argument lies in: some pages between two that
 * cannot be touched, and a copy of them, so that every byte the kernel was
 * not to write is compared.
 */
#ifndef CONFORMANCE_AREA_H
#define CONFORMANCE_AREA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Room for a struct of a page and one byte, anywhere in the first page. */
#define AREA_PAGES 3

/* Stands in every byte that the caller has not set. */
#define AREA_PATTERN 0xa5

struct area {
	size_t page, size;
	unsigned char *start;	/* AREA_PAGES pages; unmapped after them */
	unsigned char *shadow;	/* what they are to look like */
	unsigned char *no_page; /* a page of PROT_NONE */
	unsigned char *nothing; /* an address where nothing is mapped */
};

/* What a call may leave behind in the argument. */
enum left {
	LEFT_UNTOUCHED,
	LEFT_SIZE,   /* the kernel's own size written, the rest untouched */
	LEFT_FILLED, /* size and capabilities written, the rest untouched */
};

/* What the kernel under test is known to write. */
struct answer {
	uint64_t size; /* of the struct as the kernel knows it */
	uint64_t capabilities;
};

/* False: out of memory; nothing can be judged then. */
bool area_create(struct area *area);

/*
 * Lays a struct at @at, inside the area: @size and @flags, the pattern where
 * the kernel writes capabilities, and zeroes behind it to the end of @size
 * or of the area.
 */
void area_lay(struct area *area, unsigned char *at, uint64_t size,
	      uint64_t flags);

/* Remembers what is there now. To be called just before the ioctl. */
void area_snapshot(struct area *area);

/*
 * Is the area now the snapshot with what @left allows? @size is the caller's
 * size, which bounds what a kernel with a longer struct fills in.
 */
bool area_matches(struct area *area, unsigned char *at, uint64_t size,
		  enum left left, const struct answer *answer);

#endif

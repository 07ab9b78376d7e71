/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The memory that the ioctl's argument lies in: writable pages, read-only ones
 * behind them where the caller wants some, and on both sides a page that cannot
 * be touched. The shadow is what all of it is to look like, so that every byte
 * that the kernel was not to write is compared.
 */
#ifndef CONFORMANCE_AREA_H
#define CONFORMANCE_AREA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Writable: room for a struct of a page and one byte, anywhere in the first. */
#define AREA_PAGES 3

/* Stands in every byte that the caller has not set. */
#define AREA_PATTERN 0xa5

struct area {
	size_t page;
	size_t size;		  /* from start to end */
	unsigned char *no_page;	  /* a page of PROT_NONE, before start */
	unsigned char *start;	  /* AREA_PAGES writable pages */
	unsigned char *read_only; /* end of the writable pages */
	unsigned char *end;	  /* of what can be read: a page of PROT_NONE */
	unsigned char *shadow;
};

/* What a call may leave behind in the argument. */
enum left {
	LEFT_UNTOUCHED,
	LEFT_SIZE,   /* the kernel's own size written, the rest untouched */
	LEFT_FILLED, /* size and capabilities written, the rest untouched */
};

/* Is this byte of the struct written? */
bool left_writes(enum left left, size_t byte);

/* The end of the last byte that is written. */
size_t left_end(enum left left);

/* What the kernel under test is known to write. */
struct answer {
	uint64_t size; /* of the struct as the kernel knows it */
	uint64_t capabilities;
};

/* False: out of memory; nothing can be judged then. */
bool area_create(struct area *area, size_t read_only_pages);

void area_destroy(struct area *area);

/*
 * Unmaps the page at the end. Only for a program with one thread: another one
 * could be given the address.
 */
bool area_unmap_end(struct area *area);

/* How many bytes can be read (written) from any address on, at most @most. */
size_t area_readable(const struct area *area, uintptr_t at, uint64_t most);
size_t area_writable(const struct area *area, uintptr_t at, uint64_t most);

/* The shadow of an address that can be read. */
unsigned char *area_shadow(const struct area *area, uintptr_t at);

/*
 * Writes memory and shadow at any address, as far as they can be written: one
 * byte again and again, or a number.
 */
void area_fill(struct area *area, uintptr_t at, int byte, uint64_t length);
void area_put(struct area *area, uintptr_t at, uint64_t value);

/*
 * Lays a struct at @at, inside the area: @size and @flags, the pattern where
 * the kernel writes capabilities, and zeroes behind it to the end of @size
 * or of the area. Memory and shadow are then the same.
 */
void area_lay(struct area *area, unsigned char *at, uint64_t size,
	      uint64_t flags);

/*
 * Is the area now the shadow with what @left allows? @size is the caller's
 * size, which bounds what a kernel with a longer struct fills in.
 */
bool area_matches(struct area *area, unsigned char *at, uint64_t size,
		  enum left left, const struct answer *answer);

#endif

// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "area.h"
#include "kvm_ppc_compat.h"

#define VER0 KVM_PPC_COMPAT_CAPS_SIZE_VER0
#define MEMBER(name) offsetof(struct kvm_ppc_compat_caps, name)

/* A valid struct at each 32 bytes, and what is none between them */
static void fill_read_only(struct area *area)
{
	uint64_t value;
	unsigned char *at;

	memset(area->read_only, 0, area->end - area->read_only);
	for (at = area->read_only; at < area->end; at += 32) {
		value = (at - area->read_only) % 64 ? VER0 : 32;
		memcpy(at, &value, sizeof(value));
	}
}

static bool protect(struct area *area)
{
	size_t read_only = area->end - area->read_only;

	return !mprotect(area->no_page, area->page, PROT_NONE) &&
	       (!read_only ||
		!mprotect(area->read_only, read_only, PROT_READ)) &&
	       !mprotect(area->end, area->page, PROT_NONE);
}

bool area_create(struct area *area, size_t read_only_pages)
{
	unsigned char *pages;

	area->page = sysconf(_SC_PAGESIZE);
	area->size = (AREA_PAGES + read_only_pages) * area->page;
	area->shadow = malloc(area->size);
	pages = mmap(NULL, area->size + 2 * area->page, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (!area->shadow || pages == MAP_FAILED)
		return false;
	area->no_page = pages;
	area->start = pages + area->page;
	area->read_only = area->start + AREA_PAGES * area->page;
	area->end = area->start + area->size;
	memset(area->start, AREA_PATTERN, AREA_PAGES * area->page);
	fill_read_only(area);
	memcpy(area->shadow, area->start, area->size);
	return protect(area);
}

void area_destroy(struct area *area)
{
	munmap(area->no_page, area->size + 2 * area->page);
	free(area->shadow);
}

bool area_unmap_end(struct area *area)
{
	return !munmap(area->end, area->page);
}

static size_t at_most(uint64_t value, size_t limit)
{
	return value < limit ? value : limit;
}

static size_t run(const struct area *area, uintptr_t at,
		  const unsigned char *end, uint64_t most)
{
	if (at < (uintptr_t)area->start || at >= (uintptr_t)end)
		return 0;
	return at_most(most, (uintptr_t)end - at);
}

size_t area_readable(const struct area *area, uintptr_t at, uint64_t most)
{
	return run(area, at, area->end, most);
}

size_t area_writable(const struct area *area, uintptr_t at, uint64_t most)
{
	return run(area, at, area->read_only, most);
}

unsigned char *area_shadow(const struct area *area, uintptr_t at)
{
	return area->shadow + (at - (uintptr_t)area->start);
}

void area_fill(struct area *area, uintptr_t at, int byte, uint64_t length)
{
	size_t writable = area_writable(area, at, length);

	if (writable) {
		memset((void *)at, byte, writable);
		memset(area_shadow(area, at), byte, writable);
	}
}

void area_put(struct area *area, uintptr_t at, uint64_t value)
{
	unsigned int i;

	for (i = 0; i < sizeof(value); i++)
		area_fill(area, at + i, value >> (8 * i) & 0xff, 1);
}

void area_lay(struct area *area, unsigned char *struct_at, uint64_t size,
	      uint64_t flags)
{
	uintptr_t at = (uintptr_t)struct_at;

	area_fill(area, (uintptr_t)area->start, AREA_PATTERN, area->size);
	if (size > VER0)
		area_fill(area, at + VER0, 0, size - VER0);
	area_put(area, at + MEMBER(size), size);
	area_put(area, at + MEMBER(flags), flags);
}

bool left_writes(enum left left, size_t byte)
{
	switch (left) {
	case LEFT_SIZE:
		return byte < MEMBER(flags);
	case LEFT_FILLED:
		return byte < MEMBER(flags) ||
		       (byte >= MEMBER(compat_capabilities) && byte < VER0);
	default:
		return false;
	}
}

size_t left_end(enum left left)
{
	size_t end = VER0;

	while (end && !left_writes(left, end - 1))
		end--;
	return end;
}

static void expect(struct area *area, unsigned char *at, enum left left,
		   const struct answer *answer)
{
	const struct kvm_ppc_compat_caps caps = {
		.size = answer->size,
		.compat_capabilities = answer->capabilities,
	};
	size_t i;

	for (i = 0; i < left_end(left); i++)
		if (left_writes(left, i))
			*area_shadow(area, (uintptr_t)at + i) =
				((const unsigned char *)&caps)[i];
}

/* What a newer kernel's longer struct carries is not this test's business. */
static void allow_newer_members(struct area *area, unsigned char *at,
				uint64_t size, uint64_t known)
{
	size_t end =
		area_readable(area, (uintptr_t)at, size < known ? size : known);

	if (end > VER0)
		memcpy(area->shadow + (at - area->start) + VER0, at + VER0,
		       end - VER0);
}

bool area_matches(struct area *area, unsigned char *at, uint64_t size,
		  enum left left, const struct answer *answer)
{
	expect(area, at, left, answer);
	if (left == LEFT_FILLED)
		allow_newer_members(area, at, size, answer->size);
	return !memcmp(area->start, area->shadow, area->size);
}

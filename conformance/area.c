// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "area.h"
#include "kvm_ppc_compat.h"

#define MEMBER(name) offsetof(struct kvm_ppc_compat_caps, name)

bool area_create(struct area *area)
{
	unsigned char *pages;

	area->page = sysconf(_SC_PAGESIZE);
	area->size = AREA_PAGES * area->page;
	area->shadow = malloc(area->size);
	pages = mmap(NULL, area->size + 2 * area->page, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (!area->shadow || pages == MAP_FAILED)
		return false;
	area->no_page = pages;
	area->start = pages + area->page;
	area->nothing = area->start + area->size;
	return !mprotect(area->no_page, area->page, PROT_NONE) &&
	       !munmap(area->nothing, area->page);
}

static size_t room(const struct area *area, const unsigned char *at)
{
	return area->start + area->size - at;
}

static size_t at_most(uint64_t value, size_t limit)
{
	return value < limit ? value : limit;
}

/* A struct may be cut off by the area's end, and so are its members. */
static void put(struct area *area, unsigned char *at, size_t member,
		uint64_t value)
{
	size_t left = room(area, at);

	if (member < left)
		memcpy(at + member, &value,
		       at_most(sizeof(value), left - member));
}

void area_lay(struct area *area, unsigned char *at, uint64_t size,
	      uint64_t flags)
{
	size_t end = at_most(size, room(area, at));

	memset(area->start, AREA_PATTERN, area->size);
	if (end > KVM_PPC_COMPAT_CAPS_SIZE_VER0)
		memset(at + KVM_PPC_COMPAT_CAPS_SIZE_VER0, 0,
		       end - KVM_PPC_COMPAT_CAPS_SIZE_VER0);
	put(area, at, MEMBER(size), size);
	put(area, at, MEMBER(flags), flags);
}

void area_snapshot(struct area *area)
{
	memcpy(area->shadow, area->start, area->size);
}

static void expect(struct area *area, unsigned char *at, size_t member,
		   uint64_t value)
{
	memcpy(area->shadow + (at - area->start) + member, &value,
	       sizeof(value));
}

/* What a newer kernel's longer struct carries is not this test's business. */
static void allow_newer_members(struct area *area, unsigned char *at,
				uint64_t size, uint64_t known)
{
	size_t end = at_most(at_most(size, known), room(area, at));
	size_t first = KVM_PPC_COMPAT_CAPS_SIZE_VER0;

	if (end > first)
		memcpy(area->shadow + (at - area->start) + first, at + first,
		       end - first);
}

bool area_matches(struct area *area, unsigned char *at, uint64_t size,
		  enum left left, const struct answer *answer)
{
	if (left != LEFT_UNTOUCHED)
		expect(area, at, MEMBER(size), answer->size);
	if (left == LEFT_FILLED) {
		expect(area, at, MEMBER(compat_capabilities),
		       answer->capabilities);
		allow_newer_members(area, at, size, answer->size);
	}
	return !memcmp(area->start, area->shadow, area->size);
}

// SPDX-License-Identifier: GPL-2.0-or-later
#include <string.h>

#include "kvm_ppc_compat.h"
#include "random.h"

#define KNOWN KVM_PPC_COMPAT_CAPS_SIZE_VER0
#define MEMBER(name) offsetof(struct kvm_ppc_compat_caps, name)

/* Never 0, which the generator would not leave */
struct random random_start(uint64_t seed, unsigned int thread)
{
	return (struct random){(seed + thread + 1) * 0x9e3779b97f4a7c15ULL | 1};
}

static uint64_t next(struct random *random)
{
	uint64_t x = random->state;

	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	random->state = x;
	return x * 0x2545f4914f6cdd1dULL;
}

uint64_t random_below(struct random *random, uint64_t limit)
{
	return (next(random) >> 16) % limit;
}

uint64_t random_size(struct random *random, size_t page)
{
	switch (random_below(random, 10)) {
	case 0:
		return random_below(random, KNOWN);
	case 1:
		return KNOWN + random_below(random, 64);
	case 2:
		return page - 4 + random_below(random, 9);
	case 3:
		return random_below(random, 2 * page);
	case 4:
		return (1ULL << random_below(random, 64)) +
		       random_below(random, 3) - 1;
	case 5:
		return next(random);
	case 6:
		return KNOWN + (random_below(random, 1 << 20) << 32);
	default:
		return KNOWN;
	}
}

uint64_t random_flags(struct random *random)
{
	switch (random_below(random, 10)) {
	case 0:
		return 1ULL << random_below(random, 64);
	case 1:
		return next(random);
	default:
		return 0;
	}
}

/* Addresses that no program has; nothing of ours can be hit by them. */
static uintptr_t bad_address(struct random *random, const struct area *area)
{
	uintptr_t start = (uintptr_t)area->start;

	switch (random_below(random, 6)) {
	case 0:
		return random_below(random, 4096);
	case 1: /* PROT_NONE */
		return start - 1 - random_below(random, area->page);
	case 2:
		return (uintptr_t)area->end +
		       random_below(random, area->page - 64);
	case 3: /* the kernel's */
		return 0xc000000000000000UL + random_below(random, 1UL << 40);
	case 4:
		return -1 - random_below(random, 4096);
	default: /* above what radix can map */
		return next(random) | 1UL << 60;
	}
}

uintptr_t random_address(struct random *random, const struct area *area)
{
	uintptr_t start = (uintptr_t)area->start;
	uintptr_t edge;

	switch (random_below(random, 8)) {
	case 0:
		return bad_address(random, area);
	case 1: /* around a page's edge */
		edge = start +
		       (random_below(random, AREA_PAGES + 1) + 1) * area->page;
		return edge - random_below(random, 40);
	case 2: /* in the read-only page */
		return (uintptr_t)area->read_only +
		       random_below(random, area->page);
	case 3:
		return start + 8 * random_below(random, area->page / 8);
	default:
		return start + random_below(random, area->page);
	}
}

void random_lay(struct random *random, struct area *area, uintptr_t at)
{
	uint64_t size = random_size(random, area->page);

	area_put(area, at, size);
	area_put(area, at + MEMBER(flags), random_flags(random));
	if (size <= KNOWN || size > area->page)
		return;
	area_fill(area, at + KNOWN, 0, size - KNOWN);
	if (!random_below(random, 3))
		area_fill(area, at + KNOWN + random_below(random, size - KNOWN),
			  0x80, 1);
}

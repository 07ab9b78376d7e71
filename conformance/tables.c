// SPDX-License-Identifier: GPL-2.0-or-later
#include <endian.h>
#include <stdint.h>
#include <string.h>

#include "tables.h"

/* A tree of 52 bits: 13 + 9 + 9 of directories, and 21 of a page of 2 MiB */
#define TREE_SIZE (5ULL << 5 | 2ULL << 61)
#define ROOT_BITS 13
#define DIRECTORY_BITS 9

#define ENTRY_VALID (1ULL << 63)
#define ENTRY_LEAF (1ULL << 62)
#define ENTRY_REFERENCED 0x100
#define ENTRY_CHANGED 0x80
#define ENTRY_ALL_BUT_PRIVILEGED 0x7 /* read, write, execute */

static void write_entry(char *at, uint64_t entry)
{
	entry = htobe64(entry);
	memcpy(at, &entry, sizeof(entry));
}

void guest_write_tables(char *memory)
{
	write_entry(memory + GUEST_PROCESS_TABLE,
		    TREE_SIZE | GUEST_ROOT | ROOT_BITS);
	write_entry(memory + GUEST_ROOT,
		    ENTRY_VALID | GUEST_MIDDLE | DIRECTORY_BITS);
	write_entry(memory + GUEST_MIDDLE,
		    ENTRY_VALID | GUEST_LEAF | DIRECTORY_BITS);
	write_entry(memory + GUEST_LEAF,
		    ENTRY_VALID | ENTRY_LEAF | ENTRY_REFERENCED |
			    ENTRY_CHANGED | ENTRY_ALL_BUT_PRIVILEGED);
}

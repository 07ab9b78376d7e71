/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where the guest's radix tables lie in its memory, and what writes them. */
#ifndef CONFORMANCE_TABLES_H
#define CONFORMANCE_TABLES_H

/* Real addresses */
#define GUEST_PROCESS_TABLE 0x10000
#define GUEST_ROOT 0x20000 /* directories of the guest's radix tree */
#define GUEST_MIDDLE 0x30000
#define GUEST_LEAF 0x31000
#define GUEST_TABLES_END 0x40000

/*
 * Writes the process table and the radix tree. They map the first 2 MiB, each
 * address to itself, for problem state too.
 */
void guest_write_tables(char *memory);

#endif

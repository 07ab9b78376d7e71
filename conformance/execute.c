// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Does an instruction exist for a guest? A processor's compatibility mode
 * takes instructions away in problem state only, and there translation is on:
 * so the guest has a radix tree of one large page.
 */
#include <endian.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "enter.h"

/* Where the guest takes these interrupts */
#define VECTOR_PROGRAM 0x700
#define VECTOR_DECREMENTER 0x900
#define VECTOR_SYSTEM_CALL 0xc00

static void write_code(char *at, const uint32_t *code, size_t count)
{
	uint32_t word;
	size_t i;

	for (i = 0; i < count; i++) {
		word = htobe32(code[i]);
		memcpy(at + i * sizeof(word), &word, sizeof(word));
	}
	__builtin___clear_cache(at, at + count * sizeof(word));
}

/* Problem state has interrupts enabled: the decrementer's is put off. */
static void write_decrementer(char *memory)
{
	const uint32_t code[] = {
		0x3cc07fff, /* lis   r6, 0x7fff */
		0x7cd603a6, /* mtdec r6 */
		0x4c000024, /* rfid */
	};

	write_code(memory + VECTOR_DECREMENTER, code,
		   sizeof(code) / sizeof(code[0]));
}

static void write_user(char *memory, uint32_t instruction)
{
	const uint32_t to_user[] = {
		0x38600000 | GUEST_USER, /* li     r3, GUEST_USER */
		0x7c7a03a6,		 /* mtsrr0 r3 */
		0x7ca000a6,		 /* mfmsr  r5 */
		0x60a50000 | MSR_PR | MSR_IR | MSR_DR, /* ori r5, r5, ... */
		0x7cbb03a6,			       /* mtsrr1 r5 */
		0x4c000024,			       /* rfid */
	};
	const uint32_t user[] = {
		instruction, 0x44000002, /* sc */
		0x48000000,		 /* b . */
	};

	write_code(memory + GUEST_TO_USER, to_user,
		   sizeof(to_user) / sizeof(to_user[0]));
	write_code(memory + GUEST_USER, user, sizeof(user) / sizeof(user[0]));
}

int guest_executes(struct guest *guest, uint32_t instruction, char *why,
		   size_t size)
{
	uint16_t from = 0;
	int result = guest_prepare(guest, why, size);

	if (result < 0)
		return result;
	write_decrementer(guest->memory);
	write_user(guest->memory, instruction);
	result = guest_run_from(guest, GUEST_TO_USER, &from, why, size);
	if (result < 0)
		return result;
	if (from == VECTOR_SYSTEM_CALL)
		return 1;
	if (from == VECTOR_PROGRAM)
		return 0;
	snprintf(why, size, "an interrupt to 0x%x", from);
	return -EIO;
}

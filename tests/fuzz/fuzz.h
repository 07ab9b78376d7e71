/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What all harnesses share: a property that has to hold, and lines of input. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* libFuzzer's entry; run_corpus.c calls the same one. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the program, and so finds the input, where a property does not hold. */
#define HOLDS(property)                                               \
	do {                                                          \
		if (!(property)) {                                    \
			fprintf(stderr, "%s:%d: does not hold: %s\n", \
				__FILE__, __LINE__, #property);       \
			abort();                                      \
		}                                                     \
	} while (0)

/*
 * The next line of an input, "KEY=TEXT", as two strings that the caller frees;
 * "|" stands for a newline in them. False: there is none.
 */
bool fuzz_next_line(const uint8_t **data, size_t *size, char **key, char **text,
		    size_t *text_size);

/* A message of a reader: short enough, and nothing in it moves a terminal. */
void fuzz_check_message(const char *message, size_t size);

#endif

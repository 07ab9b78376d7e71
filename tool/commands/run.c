// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compatcaps run -- QEMU ARGUMENT...: replace this program by QEMU, with the
 * best mode as a property of its machine.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "best.h"
#include "guest.h"
#include "machine_option.h"
#include "print_error.h"

static bool is_chosen_by_user(char *const words[])
{
	for (; words[0]; words++) {
		if (is_machine_option(words[0]) && words[1] &&
		    machine_compat(words[1]))
			return true;
	}
	return false;
}

static size_t count_words(char *const words[])
{
	size_t count = 0;

	while (words[count])
		count++;
	return count;
}

static enum exit_code start(char *const words[])
{
	/* The output of this program comes before QEMU's. */
	fflush(stdout);
	execvp(words[0], words);
	print_error("cannot start %s: %s", words[0], strerror(errno));
	return EXIT_NOT_RUN;
}

/* QEMU merges all -machine options. */
static enum exit_code start_with(char *const words[],
				 const struct compatcaps_mode *mode)
{
	size_t count = count_words(words);
	char **more = calloc(count + 3, sizeof(*more));
	char property[GUEST_WORD_SIZE];
	enum exit_code code;

	if (!more) {
		print_error("out of memory");
		return EXIT_FAILED;
	}
	guest_qemu_property(property, mode);
	memcpy(more, words, count * sizeof(*more));
	more[count] = (char *)"-machine";
	more[count + 1] = property;
	code = start(more);
	free(more);
	return code;
}

enum exit_code run_run(const struct request *request)
{
	const struct compatcaps_mode *best;
	enum exit_code code;

	if (is_chosen_by_user(request->words))
		return start(request->words);
	code = best_find(request, &best);
	return code == EXIT_YES ? start_with(request->words, best) : code;
}

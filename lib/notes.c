// SPDX-License-Identifier: LGPL-2.1-or-later
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>

#include "errors.h"
#include "evidence.h"
#include "notes.h"

void compatcaps_note(struct notes *notes, const char *path, const char *text)
{
	int error = compatcaps_evidence_add(notes->evidence, path, text);

	if (error && !notes->error)
		notes->error = error;
}

void compatcaps_note_bits(struct notes *notes, const char *path, uint64_t bits)
{
	char text[sizeof("0x0123456789abcdef")];

	snprintf(text, sizeof(text), "0x%016" PRIx64, bits);
	compatcaps_note(notes, path, text);
}

void compatcaps_note_number(struct notes *notes, const char *path, int result)
{
	char text[ERROR_NAME_SIZE];

	if (result < 0)
		compatcaps_error_name(text, errno);
	else
		snprintf(text, sizeof(text), "%d", result);
	compatcaps_note(notes, path, text);
}

int compatcaps_note_result(struct notes *notes, const char *path, int result)
{
	if (result < 0)
		compatcaps_note_number(notes, path, result);
	else
		compatcaps_note(notes, path, EVIDENCE_OK);
	return result;
}

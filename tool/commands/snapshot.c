// SPDX-License-Identifier: GPL-2.0-or-later
/* compatcaps snapshot [DIRECTORY]: make a record of the host. */
#include <stdio.h>

#include "host.h"
#include "print_error.h"
#include "record.h"

static enum exit_code
write_directory(const char *path, const struct compatcaps_evidence *evidence)
{
	char message[RECORD_MESSAGE_SIZE];

	if (!record_write_directory(path, evidence, message))
		return EXIT_YES;
	print_error("cannot write the record: %s", message);
	return EXIT_FAILED;
}

enum exit_code run_snapshot(const struct request *request)
{
	struct compatcaps_evidence evidence;
	unsigned int sources = request->source ? 1U << request->source
					       : COMPATCAPS_ALL_SOURCES;
	enum exit_code code = host_observations(request, sources, &evidence);

	if (code != EXIT_YES)
		return code;
	if (request->words[0])
		return write_directory(request->words[0], &evidence);
	record_write_json(stdout, &evidence);
	return EXIT_YES;
}

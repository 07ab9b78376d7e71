// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <stdio.h>

#include "collector_file.h"
#include "host.h"
#include "output_file.h"
#include "print_error.h"

static enum exit_code not_written(const struct output_file *output)
{
	print_error("cannot write the output: %s", output->error);
	return EXIT_FAILED;
}

enum exit_code write_collector_file(const struct request *request,
				    write_host *write)
{
	struct compatcaps_host host;
	struct output_file output;
	struct failure failure;
	enum exit_code code;

	if (output_file_open(&output, request->output))
		return not_written(&output);
	code = host_query(request, &host, &failure);
	/* Then the host is not known, and an error was printed. */
	if (code != EXIT_YES)
		failure = (struct failure){.exit_code = code,
					   .code = code == EXIT_BAD_RECORD
							   ? "bad-record"
							   : "failed"};
	write(output.file, &host, &failure, request);
	if (output_file_commit(&output))
		return not_written(&output);
	return code == EXIT_YES ? failure_report(&failure) : code;
}

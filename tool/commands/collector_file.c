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

static void word_of_pvr(char word[WORDS_SIZE], uint32_t pvr)
{
	const char *name = compatcaps_pvr_name(pvr);

	if (name || !pvr)
		snprintf(word, WORDS_SIZE, "%s", name ? name : "");
	else
		snprintf(word, WORDS_SIZE, "0x%08" PRIx32, pvr);
}

void processor_word(char word[WORDS_SIZE], const struct compatcaps_host *host)
{
	word_of_pvr(word, host->processor_pvr);
}

/* A host in raw mode has the newest mode of its processor. */
void own_mode_word(char word[WORDS_SIZE], const struct compatcaps_host *host)
{
	const struct compatcaps_mode *mode = compatcaps_own_mode(host);

	if (mode && !compatcaps_pvr_is_logical(host->partition_pvr))
		snprintf(word, WORDS_SIZE, "%s", mode->name);
	else
		word_of_pvr(word, own_pvr(host));
}

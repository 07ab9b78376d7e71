// SPDX-License-Identifier: GPL-2.0-or-later
/* compatcaps show: the whole host. */
#include <stdio.h>

#include "commands.h"
#include "failure.h"
#include "output.h"

enum exit_code run_show(const struct request *request)
{
	struct compatcaps_host host = {.size = sizeof(host)};
	struct failure failure;

	failure_describe(&failure, &host, compatcaps_query(&host));
	if (!request->json) {
		output_text(&host, &failure);
	} else if (output_json(&host, &failure)) {
		fprintf(stderr, "compatcaps: no JSON: out of memory; try "
				"again without --json\n");
		return EXIT_FAILED;
	}
	return failure_report(&failure);
}

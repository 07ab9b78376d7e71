// SPDX-License-Identifier: GPL-2.0-or-later
/* compatcaps show: the whole host. */
#include <stdio.h>

#include "host.h"
#include "output.h"
#include "print_error.h"

enum exit_code run_show(const struct request *request)
{
	struct compatcaps_host host;
	struct failure failure;
	enum exit_code code = host_look(request, &host, &failure);

	if (code != EXIT_YES)
		return code;
	if (!request->json) {
		output_text(&host, &failure, request);
	} else if (output_json(&host, &failure, request)) {
		print_error("no JSON: out of memory; try "
			    "again without --json");
		return EXIT_FAILED;
	}
	return failure_report(&failure);
}

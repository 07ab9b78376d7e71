// SPDX-License-Identifier: GPL-2.0-or-later
/* compatcaps show: print the host and all modes. */
#include "host.h"
#include "output.h"

enum exit_code run_show(const struct request *request)
{
	struct compatcaps_host host;
	struct failure failure;
	enum exit_code code = host_query(request, &host, &failure);

	if (code != EXIT_YES)
		return code;
	if (request->json)
		output_json(&host, &failure, request);
	else
		output_text(&host, &failure, request);
	return failure_report(&failure);
}

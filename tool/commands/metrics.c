// SPDX-License-Identifier: GPL-2.0-or-later
/* compatcaps metrics: for the textfile collector of Prometheus' node exporter.
 */
#include "collector_file.h"
#include "output.h"

enum exit_code run_metrics(const struct request *request)
{
	return write_collector_file(request, output_metrics);
}

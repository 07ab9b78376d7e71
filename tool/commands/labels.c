// SPDX-License-Identifier: GPL-2.0-or-later
/* compatcaps labels: for node-feature-discovery of Kubernetes. */
#include "collector_file.h"
#include "output.h"

enum exit_code run_labels(const struct request *request)
{
	return write_collector_file(request, output_labels);
}

// SPDX-License-Identifier: GPL-2.0-or-later
/* compatcaps qemu-args [MODE]: for $(...) in a command line. */
#include "best.h"
#include "guest.h"

enum exit_code run_qemu_args(const struct request *request)
{
	const struct compatcaps_mode *mode;
	enum exit_code code = best_or_named(request, &mode);

	if (code == EXIT_YES)
		guest_print_qemu_args(mode);
	return code;
}

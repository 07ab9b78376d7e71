// SPDX-License-Identifier: GPL-2.0-or-later
/* Compiles the public header alone, as strict C99. */
#include "compatcaps.h"

int main(void)
{
	struct compatcaps_host host = {.size = sizeof(host)};

	return compatcaps_query(&host) != host.error;
}

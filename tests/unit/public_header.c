// SPDX-License-Identifier: GPL-2.0-or-later
/* The public header in strict C99, alone. */
#include "compatcaps.h"

int main(void)
{
	struct compatcaps_host host = {.size = sizeof(host)};

	return compatcaps_query(&host) != host.error;
}

// SPDX-License-Identifier: GPL-2.0-or-later
// The public header in C++, alone and twice.
#include "compatcaps.h"
#include "compatcaps.h"

int main()
{
	compatcaps_host host = {};

	host.size = sizeof(host);
	return compatcaps_query(&host) == 0 &&
	       compatcaps_best(&host) == nullptr;
}

// SPDX-License-Identifier: GPL-2.0-or-later
#include "text.h"

const char *hosts_word(uint64_t count)
{
	return count == 1 ? "host" : "hosts";
}

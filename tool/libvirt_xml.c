// SPDX-License-Identifier: GPL-2.0-or-later
/* compatcaps libvirt-xml [MODE]: a domain's <cpu> element. */
#include <stdio.h>

#include "best.h"
#include "guest.h"

enum exit_code run_libvirt_xml(const struct request *request)
{
	const struct compatcaps_mode *mode;
	enum exit_code code = best_or_named(request, &mode);
	char element[GUEST_WORD_SIZE];

	if (code != EXIT_YES)
		return code;
	guest_libvirt_cpu(element, mode);
	puts(element);
	return EXIT_YES;
}

// SPDX-License-Identifier: GPL-2.0-or-later
/* compatcaps libvirt-xml [MODE]: print the elements that a domain needs. */
#include <stdio.h>

#include "best.h"
#include "libvirt.h"

enum exit_code run_libvirt_xml(const struct request *request)
{
	const struct compatcaps_mode *mode;
	struct compatcaps_host host;
	enum exit_code code = best_or_named_of(request, &host, &mode);
	struct libvirt_xml xml;

	if (code != EXIT_YES)
		return code;
	libvirt_make(&xml, request, &host, mode);
	if (*xml.reason)
		printf("<!-- %s. This XML passes the mode to QEMU instead. "
		       "-->\n",
		       xml.reason);
	for (int i = 0; i < LIBVIRT_ELEMENTS; i++) {
		if (*xml.elements[i])
			puts(xml.elements[i]);
	}
	return EXIT_YES;
}

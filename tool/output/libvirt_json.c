// SPDX-License-Identifier: GPL-2.0-or-later
#include "libvirt_json.h"

void write_libvirt_elements(struct json_writer *writer,
			    const struct libvirt_xml *xml)
{
	for (int i = 0; i < LIBVIRT_ELEMENTS; i++) {
		if (*xml->elements[i])
			json_write_text(writer, NULL, xml->elements[i]);
	}
}

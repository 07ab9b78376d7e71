/* SPDX-License-Identifier: GPL-2.0-or-later */
/* libvirt's elements of a guest, in every JSON output that has them */
#ifndef COMPATCAPS_OUTPUT_LIBVIRT_JSON_H
#define COMPATCAPS_OUTPUT_LIBVIRT_JSON_H

#include "json_write.h"
#include "libvirt.h"

/* As values of an array */
void write_libvirt_elements(struct json_writer *writer,
			    const struct libvirt_xml *xml);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Modules of the kernel */
#ifndef CONFORMANCE_MODULE_H
#define CONFORMANCE_MODULE_H

/* From its file, without parameters: 0 or a negative errno. */
int module_load(const char *path);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CONFORMANCE_MEANT_H
#define CONFORMANCE_MEANT_H

#include <stdbool.h>

/*
 * Is it a result that KVM means, whatever a hypervisor answered: no error, or
 * an errno of the documented ones? A hypercall's return code is a number of the
 * same size: passed on as it is, H_INVALID_ELEMENT_VALUE (-81) is ELIBSCN, and
 * H_BUSY (1) no error.
 */
bool result_is_meant(int result);

#endif

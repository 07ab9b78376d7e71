/* SPDX-License-Identifier: GPL-2.0-or-later */
#include_next <linux/kvm.h>
#include "kvm_ppc_compat.h"
#include "shim.h"

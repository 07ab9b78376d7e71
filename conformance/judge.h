/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What compat-caps found out so far, handed from one group to the next. */
#ifndef CONFORMANCE_JUDGE_H
#define CONFORMANCE_JUDGE_H

#include <stdbool.h>
#include <stdint.h>

#include "area.h"
#include "host.h"
#include "modes.h"

struct judge {
	struct host host;
	const struct mode
		*own;	  /* the host's own mode; NULL: not in the table */
	const char *kind; /* kvm_kind() */
	int kvm, vm;
	struct area area;
	struct answer answer; /* valid where has_interface */
	bool has_interface;   /* a plain query on a VM works */
	bool device_form;     /* /dev/kvm is to answer as a VM does */
};

/* The capability and the ioctl where the interface is not to be there. */
void judge_absence(struct judge *judge, int fd, const char *name,
		   bool einval_too);

/* The ioctl where it is there: every case on the VM and on /dev/kvm. */
void judge_ioctl(struct judge *judge);

/* Where a kernel answers on VMs only: /dev/kvm refuses every argument. */
void judge_device_refuses(struct judge *judge);

/* The bits themselves: known ones, and none above the host's own mode. */
void judge_report(struct judge *judge);

/* Reported = accepted, and what a refusal leaves behind. */
void judge_acceptance(struct judge *judge);

/* Every accepted mode, and the default one, runs. */
void judge_entering(struct judge *judge);

#endif

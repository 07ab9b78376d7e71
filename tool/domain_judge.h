/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a libvirt domain becomes when it is started on a host. */
#ifndef COMPATCAPS_DOMAIN_JUDGE_H
#define COMPATCAPS_DOMAIN_JUDGE_H

#include "commands.h"
#include "domain_xml.h"

#define DOMAIN_REASON_SIZE 256

enum domain_outcome {
	DOMAIN_NOT_JUDGED, /* the host's mode is no matter to it */
	DOMAIN_RUNS,
	DOMAIN_UNKNOWN,
	DOMAIN_SILENT,	/* starts as what its host is not */
	DOMAIN_PAUSED,	/* "started", and does not run */
	DOMAIN_REFUSED, /* by libvirt or QEMU */
};

struct domain_answer {
	enum domain_outcome outcome;
	const struct compatcaps_mode *mode; /* RUNS and SILENT: as what */
	enum compatcaps_certainty certainty;
	char reason[DOMAIN_REASON_SIZE];
};

/*
 * For the libvirt of the request, as libvirt_make(), and a QEMU that does not
 * ask KVM, as all released ones. The mode that starts is at most likely: what
 * QEMU the host has is not looked at.
 */
void domain_judge(struct domain_answer *answer, const struct domain *domain,
		  const struct request *request,
		  const struct compatcaps_host *host);

/* Are arch and machine such as KVM on POWER runs? */
bool domain_is_for_kvm(const struct domain *domain);

#endif

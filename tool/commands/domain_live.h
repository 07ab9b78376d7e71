/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The active domains of the local libvirt, as virsh prints them. */
#ifndef COMPATCAPS_DOMAIN_LIVE_H
#define COMPATCAPS_DOMAIN_LIVE_H

#include "domain_judge.h"
#include "virsh.h"

/* state: of virsh domstate --reason, "running (booted)" */
typedef void domain_live_visit(const struct domain *domain, const char *state,
			       void *context);

/*
 * Visit each domain that runs or is paused. One that ends meanwhile is left
 * out. False: a message tells why, and not all domains were visited.
 */
bool domain_live_read(domain_live_visit *visit, void *context,
		      char message[VIRSH_MESSAGE_SIZE]);

/*
 * What an active domain is: as domain_judge() of its XML, but a domain in state
 * "paused (unknown)" has stopped in QEMU, and one that runs was not refused.
 */
void domain_judge_live(struct domain_answer *answer,
		       const struct domain *domain, const char *state,
		       const struct request *request,
		       const struct compatcaps_host *host);

#endif

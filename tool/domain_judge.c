// SPDX-License-Identifier: GPL-2.0-or-later
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "domain_judge.h"
#include "libvirt.h"
#include "words.h"

/* All that a judgement is made of */
struct judgement {
	struct domain_answer *answer;
	const struct domain *domain;
	const struct request *request;
	const struct compatcaps_host *host;
	const struct compatcaps_mode *processor;
};

__attribute__((format(printf, 4, 5))) static void
conclude(const struct judgement *judgement, enum domain_outcome outcome,
	 enum compatcaps_certainty certainty, const char *format, ...)
{
	struct domain_answer *answer = judgement->answer;
	va_list arguments;

	answer->outcome = outcome;
	answer->certainty = certainty > COMPATCAPS_CERTAINTY_LIKELY
				    ? COMPATCAPS_CERTAINTY_LIKELY
				    : certainty;
	va_start(arguments, format);
	vsnprintf(answer->reason, sizeof(answer->reason), format, arguments);
	va_end(arguments);
}

static void unknown(const struct judgement *judgement, const char *why)
{
	conclude(judgement, DOMAIN_UNKNOWN, COMPATCAPS_CERTAINTY_NONE, "%s",
		 why);
}

static void refused(const struct judgement *judgement, const char *why)
{
	conclude(judgement, DOMAIN_REFUSED, COMPATCAPS_CERTAINTY_LIKELY, "%s",
		 why);
}

/*
 * A kernel without the interface runs a guest without a limit raw, whatever a
 * trial of the mode says. That it has no interface is known only if the query
 * was free to use all sources. Linux 7.3, which answers on VMs only, stops such
 * a guest on Power11 and runs it on POWER10 (docs/results/guests.md).
 */
static bool runs_without_limit(const struct judgement *judgement,
			       const struct compatcaps_verdict *verdict)
{
	switch (judgement->host->source) {
	case COMPATCAPS_SOURCE_TRIAL:
		return verdict->reason == COMPATCAPS_REASON_ABOVE_PARTITION &&
		       judgement->request->source == COMPATCAPS_SOURCE_NONE;
	case COMPATCAPS_SOURCE_VM:
		return strcmp(judgement->processor->name, "Power11") != 0;
	default:
		return false;
	}
}

/* Does the kernel run what is above its host's mode? */
static bool is_silent(const struct judgement *judgement,
		      const struct compatcaps_verdict *verdict, bool is_named)
{
	return verdict->reason == COMPATCAPS_REASON_ACCEPTED_WRONGLY ||
	       (!is_named && runs_without_limit(judgement, verdict));
}

/*
 * Below PowerVM the hypervisor does not run what was not negotiated, and virsh
 * shows the guest as paused. QEMU's emulated hypervisor runs it.
 */
static bool may_be_powervm(const struct compatcaps_host *host)
{
	return host->kind == COMPATCAPS_KIND_NESTED_V2 ||
	       host->kind == COMPATCAPS_KIND_PSERIES;
}

static void conclude_silent(const struct judgement *judgement, const char *why)
{
	enum compatcaps_certainty certainty = COMPATCAPS_CERTAINTY_GUESS;
	const char *otherwise = "";

	if (may_be_powervm(judgement->host))
		otherwise = ", and PowerVM pauses such a guest";
	else if (judgement->host->source == COMPATCAPS_SOURCE_VM)
		otherwise = ", and kernels that repair Linux 7.3 pause such a "
			    "guest";
	else
		certainty = COMPATCAPS_CERTAINTY_LIKELY;
	conclude(judgement, DOMAIN_SILENT, certainty,
		 "the guest is not limited to the host's mode%s: %s", otherwise,
		 why);
}

/* A mode that the host does not give: what a kernel makes of it differs. */
static void judge_missing(const struct judgement *judgement,
			  const struct compatcaps_verdict *verdict,
			  const struct compatcaps_mode *mode, bool is_named)
{
	char why[WORDS_SIZE];

	words_of_reason(why, judgement->host, verdict->reason);
	if (judgement->host->source == COMPATCAPS_SOURCE_INFERENCE) {
		unknown(judgement,
			"guests cannot have this mode; it is unknown whether "
			"the kernel runs the guest regardless");
	} else if (is_silent(judgement, verdict, is_named)) {
		judgement->answer->mode = mode;
		conclude_silent(judgement, why);
	} else if (is_named) {
		conclude(judgement, DOMAIN_REFUSED, COMPATCAPS_CERTAINTY_LIKELY,
			 "guests cannot have %s: %s", mode->name, why);
	} else if (judgement->host->source == COMPATCAPS_SOURCE_TRIAL) {
		unknown(judgement,
			"guests cannot have this mode; a trial does not show "
			"whether a guest without a limit runs regardless");
	} else {
		conclude(judgement, DOMAIN_PAUSED, COMPATCAPS_CERTAINTY_LIKELY,
			 "without a limit the guest gets %s, which KVM does "
			 "not run: %s; virsh reports it as started",
			 mode->name, why);
	}
}

/* is_named: QEMU is told the mode, else it takes the processor's. */
static void judge_mode(const struct judgement *judgement,
		       const struct compatcaps_mode *mode, bool is_named)
{
	struct compatcaps_verdict verdict = {.size = sizeof(verdict)};
	char why[WORDS_SIZE];

	compatcaps_judge(judgement->host, mode, &verdict);
	words_of_reason(why, judgement->host, verdict.reason);
	switch (verdict.answer) {
	case COMPATCAPS_ANSWER_YES:
		judgement->answer->mode = mode;
		conclude(judgement, DOMAIN_RUNS, verdict.certainty, "%s", why);
		return;
	case COMPATCAPS_ANSWER_NO:
		judge_missing(judgement, &verdict, mode, is_named);
		return;
	case COMPATCAPS_ANSWER_UNKNOWN:
		break;
	}
	conclude(judgement, DOMAIN_UNKNOWN, COMPATCAPS_CERTAINTY_NONE, "%s: %s",
		 mode->name, why);
}

/* As the argument says, and else without a limit */
static void judge_argument(const struct judgement *judgement)
{
	const char *compat = judgement->domain->compat;
	const struct compatcaps_mode *mode =
		*compat ? compatcaps_mode_find(compat) : NULL;

	if (!*compat)
		judge_mode(judgement, judgement->processor, false);
	else if (mode)
		judge_mode(judgement, mode, true);
	else
		unknown(judgement, "max-cpu-compat in its QEMU arguments is "
				   "not a known mode");
}

/* False: it is refused, as libvirt does not know the processor. */
static bool passes_libvirt(const struct judgement *judgement)
{
	char why[LIBVIRT_REASON_SIZE];
	bool is_assumed;

	if (libvirt_knows(judgement->request, judgement->processor,
			  &is_assumed))
		return true;
	libvirt_explain(why, judgement->processor);
	conclude(judgement, DOMAIN_REFUSED,
		 is_assumed ? COMPATCAPS_CERTAINTY_GUESS
			    : COMPATCAPS_CERTAINTY_LIKELY,
		 "%s%s", why,
		 is_assumed ? "; the version of libvirt is assumed: set it "
			      "with --libvirt"
			    : "");
	return false;
}

/* Is `text` the name of a mode, with its letters all lower or upper? */
static const struct compatcaps_mode *find_in_case(const char *text,
						  int (*wrong_case)(int))
{
	for (const char *c = text; *c; c++) {
		if (wrong_case((unsigned char)*c))
			return NULL;
	}
	return compatcaps_mode_find(text);
}

/* libvirt compares a mode with the processor, and refuses what is newer. */
static bool is_newer_than_processor(const struct judgement *judgement,
				    const struct compatcaps_mode *mode)
{
	return mode->logical_pvr > judgement->processor->logical_pvr;
}

static void judge_host_model(const struct judgement *judgement)
{
	const char *model = judgement->domain->cpu_model;
	const struct compatcaps_mode *mode = find_in_case(model, isupper);

	if (!passes_libvirt(judgement))
		return;
	if (mode && is_newer_than_processor(judgement, mode))
		refused(judgement, "libvirt accepts no <model> that is newer "
				   "than the host's processor");
	else if (!*model || *judgement->domain->compat)
		judge_argument(judgement);
	else if (mode)
		judge_mode(judgement, mode, true);
	else
		unknown(judgement, "its <model> must be a mode in lower case, "
				   "such as power10");
}

static void judge_custom(const struct judgement *judgement)
{
	const struct domain *domain = judgement->domain;
	const struct compatcaps_mode *mode =
		find_in_case(domain->cpu_model, islower);

	if (!mode) {
		unknown(judgement, "its <model> must be a processor in upper "
				   "case, such as POWER10");
	} else if (mode != judgement->processor) {
		refused(judgement,
			strcmp(domain->cpu_check, "none")
				? "libvirt accepts only the host's processor "
				  "as a custom model"
				: "with check='none' QEMU ends with 'Register "
				  "sync failed': KVM accepts only the host's "
				  "processor");
	} else if (passes_libvirt(judgement)) {
		judge_argument(judgement);
	}
}

/* libvirt names QEMU's default processor then, which with KVM is the host's. */
static bool is_without_cpu(const struct domain *domain)
{
	return !*domain->cpu_mode && !*domain->cpu_model;
}

static void judge_cpu(const struct judgement *judgement)
{
	const struct domain *domain = judgement->domain;
	const char *mode = domain->cpu_mode;

	if (domain->has_own_cpu)
		unknown(judgement, "its QEMU arguments set -cpu");
	else if (!strcmp(mode, "host-passthrough") || is_without_cpu(domain))
		judge_argument(judgement);
	else if (!strcmp(mode, "host-model"))
		judge_host_model(judgement);
	else if (*domain->cpu_model && (!*mode || !strcmp(mode, "custom")))
		judge_custom(judgement);
	else
		unknown(judgement,
			"the mode attribute of its <cpu> is unknown");
}

/* Without an arch it is the host's. */
static bool is_power(const struct domain *domain)
{
	return !*domain->arch || !strcmp(domain->arch, "ppc64") ||
	       !strcmp(domain->arch, "ppc64le");
}

static bool is_pseries(const struct domain *domain)
{
	size_t length = strlen("pseries");

	return !*domain->machine ||
	       (!strncmp(domain->machine, "pseries", length) &&
		strchr("-", domain->machine[length]));
}

bool domain_is_for_kvm(const struct domain *domain)
{
	return is_power(domain) && is_pseries(domain);
}

void domain_judge(struct domain_answer *answer, const struct domain *domain,
		  const struct request *request,
		  const struct compatcaps_host *host)
{
	const struct judgement judgement = {
		answer, domain, request, host,
		compatcaps_mode_by_pvr(host->processor_pvr)};

	*answer = (struct domain_answer){.outcome = DOMAIN_UNKNOWN};
	if (strcmp(domain->type, "kvm"))
		conclude(&judgement, DOMAIN_NOT_JUDGED,
			 COMPATCAPS_CERTAINTY_NONE,
			 "its type is not kvm: the host's mode does not limit "
			 "the guest");
	else if (!is_power(domain))
		refused(&judgement,
			"its arch must be ppc64 or ppc64le for KVM on POWER");
	else if (!is_pseries(domain))
		refused(&judgement, "its machine must be pseries for kvm-hv");
	else if (!judgement.processor)
		unknown(&judgement, "the host's processor is unknown");
	else
		judge_cpu(&judgement);
}

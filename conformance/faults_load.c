// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Hypercalls that fail while kvm-hv is loaded. On such a host it loads once
 * per boot, because what is negotiated stays so: all but the last time
 * something must refuse it.
 */
#include <errno.h>
#include <stdio.h>

#include "compat-faults.h"
#include "host.h"
#include "hypercalls.h"
#include "kvm.h"
#include "module.h"
#include "tap.h"

/* After a code that is repeated the hypercall fails at last. */
static void write_rules(const struct hypercall *hypercall,
			const struct code *code, char *rules, size_t size)
{
	if (code->use == REFUSES)
		snprintf(rules, size, "0x%x/%d", hypercall->number,
			 code->value);
	else
		snprintf(rules, size, "0x%x@1/%d:0x%x/-2", hypercall->number,
			 code->value, hypercall->number);
}

static void judge_load(struct faults_run *run, const char *module,
		       const struct hypercall *hypercall,
		       const struct code *code)
{
	uint64_t least = code->use == REFUSES ? 1 : 2, met;
	char rules[64];
	int result;

	write_rules(hypercall, code, rules, sizeof(rules));
	if (!faults_set(run, rules))
		return;
	result = module_load(module);
	met = faults_met(run);
	tap_ok(met >= least, "%s answers %s: met", hypercall->name, code->name);
	tap_ok(result == -ENODEV, "%s answers %s: kvm-hv says ENODEV",
	       hypercall->name, code->name);
	tap_note("row | %s | %s | 1 | loading kvm-hv %s", hypercall->name,
		 code->name, errno_name(-result));
}

/* The last time each hypercall is repeated, and then done. */
static void judge_last_load(struct faults_run *run, const char *module)
{
	int result;

	if (!faults_set(run, "0x460@1/1:0x460@1/9900:0x460@1/9902:"
			     "0x464@1/1:0x464@1/9901:0x464@1/9903"))
		return;
	result = module_load(module);
	tap_ok(faults_met(run) == 6, "negotiated at the fourth try each: met");
	if (!tap_ok(!result, "negotiated at the fourth try: kvm-hv loads"))
		tap_note("%s", errno_name(-result));
	run->kvm = kvm_open();
	faults_judge_recovery(run, "negotiated at the fourth try");
}

#define LONGEST_LOADED 9903

void faults_load(struct faults_run *run, const char *module)
{
	size_t h, c;

	for (h = 0; h < negotiating_count; h++)
		for (c = 0; c < code_count; c++)
			if (codes[c].value <= LONGEST_LOADED)
				judge_load(run, module, &negotiating[h],
					   &codes[c]);
	judge_last_load(run, module);
}

// SPDX-License-Identifier: GPL-2.0-or-later
// The public header in C++, alone and twice, and each function that it
// declares.
#include "compatcaps.h"
#include "compatcaps.h"

#include <cerrno>

static bool query()
{
	compatcaps_host host = {};

	host.size = sizeof(host);
	return compatcaps_query(&host) == host.error &&
	       host.size == sizeof(host) && host.machine[0];
}

static bool conclude(compatcaps_host *host)
{
	compatcaps_evidence evidence = {};
	const char *path = nullptr, *text = nullptr;

	evidence.size = sizeof(evidence);
	host->size = sizeof(*host);
	return compatcaps_collect(&evidence, 0, "/") != -EINVAL &&
	       !(evidence.used = 0) &&
	       compatcaps_evidence_add(&evidence, "device-tree/cpu-version",
				       "0x0f000005") == 0 &&
	       compatcaps_evidence_at(&evidence, 0, &path, &text) == 0 &&
	       compatcaps_evidence_find(&evidence, path) == text &&
	       compatcaps_conclude(&evidence,
				   compatcaps_source_find("inference"),
				   host) == 0;
}

static bool judge(const compatcaps_host *host)
{
	const compatcaps_mode *power9 = compatcaps_mode_find("power9");
	compatcaps_verdict verdict = {};

	verdict.size = sizeof(verdict);
	return compatcaps_judge(host, power9, &verdict) == 0 &&
	       verdict.answer == COMPATCAPS_ANSWER_YES &&
	       compatcaps_best(host, COMPATCAPS_CERTAINTY_GUESS) == power9 &&
	       compatcaps_own_mode(host) == power9 &&
	       compatcaps_mode_by_pvr(host->partition_pvr) == power9 &&
	       compatcaps_pvr_is_logical(host->partition_pvr) &&
	       compatcaps_mode_at(compatcaps_mode_count()) == nullptr &&
	       compatcaps_unknown_capabilities(host) == 0;
}

static bool names(const compatcaps_host *host)
{
	return compatcaps_kind_name(host->kind) &&
	       compatcaps_source_name(host->source) &&
	       compatcaps_reason_name(COMPATCAPS_REASON_NO_HINT) &&
	       compatcaps_certainty_name(COMPATCAPS_CERTAINTY_SURE) &&
	       compatcaps_call_name(host->failed_call);
}

int main()
{
	compatcaps_host host = {};

	return query() && conclude(&host) && judge(&host) && names(&host) ? 0
									  : 1;
}

// SPDX-License-Identifier: GPL-2.0-or-later
/* compatcaps validate: a list of checks, as virt-host-validate prints them. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "domain_judge.h"
#include "host.h"
#include "json_write.h"
#include "libvirt.h"

#define HINT_SIZE 384

enum result { RESULT_PASS, RESULT_WARN, RESULT_FAIL, RESULT_SKIP };

/* What the checks are about. Each writes a hint if it does not pass. */
struct view {
	const struct request *request;
	const struct compatcaps_host *host;
	const struct failure *failure;
	char hint[HINT_SIZE];
};

struct check {
	const char *group, *what;
	enum result (*judge)(struct view *view);
};

static void take_hint(struct view *view, const char *hint)
{
	snprintf(view->hint, sizeof(view->hint), "%s", hint);
}

static enum result skip(struct view *view, const char *hint)
{
	take_hint(view, hint);
	return RESULT_SKIP;
}

static bool is_usable(const struct view *view)
{
	return view->host->source != COMPATCAPS_SOURCE_NONE &&
	       view->host->source != COMPATCAPS_SOURCE_INFERENCE;
}

/* A step of the query: whether it ended with this error, or before it */
static enum result step(struct view *view, int error)
{
	/* In the order in which a query meets them */
	static const int steps[] = {-ENOSYS, -ENOENT, -EACCES, -ENODEV};

	for (const int *before = steps; *before != error; before++) {
		if (view->host->error == *before)
			return skip(view, "a check above failed");
	}
	if (view->host->error == -ENXIO)
		return skip(view, "KVM was not queried");
	if (view->host->error != error)
		return RESULT_PASS;
	take_hint(view, view->failure->next);
	return RESULT_FAIL;
}

static enum result is_power(struct view *view)
{
	if (view->host->error != -ENOSYS)
		return RESULT_PASS;
	take_hint(view, view->failure->what);
	return RESULT_FAIL;
}

static enum result has_device(struct view *view)
{
	return step(view, -ENOENT);
}

static enum result opens_device(struct view *view)
{
	return step(view, -EACCES);
}

static enum result has_module(struct view *view)
{
	return step(view, -ENODEV);
}

static enum result reports(struct view *view)
{
	switch (view->host->source) {
	case COMPATCAPS_SOURCE_DEV_KVM:
	case COMPATCAPS_SOURCE_VM:
		return RESULT_PASS;
	case COMPATCAPS_SOURCE_TRIAL:
		take_hint(view,
			  "the kernel has no KVM_CAP_PPC_COMPAT_CAPS, so that "
			  "the modes are likely at most: use Linux 7.3 or "
			  "later, or install the kernel modules of compatcaps");
		return RESULT_WARN;
	default:
		return skip(view, "KVM cannot be used");
	}
}

static enum result knows_mode(struct view *view)
{
	const struct compatcaps_host *host = view->host;

	if (host->partition_pvr || host->platform_pvr)
		return RESULT_PASS;
	take_hint(view, "neither the device tree nor the kernel names it");
	return RESULT_WARN;
}

static enum result gives_modes(struct view *view)
{
	if (!is_usable(view))
		return skip(view, "KVM cannot be used");
	if (compatcaps_best(view->host, COMPATCAPS_CERTAINTY_LIKELY))
		return RESULT_PASS;
	take_hint(view, "run 'compatcaps explain'");
	return RESULT_FAIL;
}

static bool is_in_path(const char *name)
{
	const char *path = getenv("PATH");
	char file[4096];

	while (path && *path) {
		size_t length = strcspn(path, ":");

		snprintf(file, sizeof(file), "%.*s/%s", (int)length, path,
			 name);
		if (length && !access(file, X_OK))
			return true;
		path += length + (path[length] == ':');
	}
	return false;
}

static enum result has_qemu(struct view *view)
{
	if (view->request->from || view->request->root)
		return skip(view, "the record does not tell");
	if (is_in_path("qemu-system-ppc64") ||
	    !access("/usr/libexec/qemu-kvm", X_OK))
		return RESULT_PASS;
	/* Debian's is what the lab runs; the others' names were only read. */
	take_hint(view, "install qemu-system-ppc (Debian, Fedora), qemu-ppc "
			"(SUSE) or qemu-kvm (RHEL 8)");
	return RESULT_WARN;
}

static enum result knows_processor(struct view *view)
{
	const struct compatcaps_mode *processor =
		compatcaps_mode_by_pvr(view->host->processor_pvr);
	bool is_assumed, is_known;

	if (!processor)
		return skip(view, "the host's processor is unknown");
	is_known = libvirt_knows(view->request, processor, &is_assumed);
	if (is_assumed)
		return skip(view, "no libvirt is installed or named");
	if (is_known)
		return RESULT_PASS;
	snprintf(view->hint, sizeof(view->hint),
		 "it has no CPU model for %s and refuses host-model: use the "
		 "output of 'compatcaps libvirt-xml'",
		 processor->name);
	return RESULT_WARN;
}

/* What becomes of a guest whose <cpu> has this mode; "": without <cpu> */
static enum result judge_guest(struct view *view, const char *cpu_mode,
			       struct domain_answer *answer)
{
	struct domain domain = {.type = "kvm"};

	if (!is_usable(view))
		return skip(view, "KVM cannot be used");
	snprintf(domain.cpu_mode, sizeof(domain.cpu_mode), "%s", cpu_mode);
	domain_judge(answer, &domain, view->request, view->host);
	if (answer->outcome == DOMAIN_RUNS)
		return RESULT_PASS;
	return answer->outcome > DOMAIN_UNKNOWN ? RESULT_FAIL : RESULT_WARN;
}

/* host-passthrough is -cpu host, and no more. */
static enum result runs_qemu(struct view *view)
{
	struct domain_answer answer;
	enum result result = judge_guest(view, "host-passthrough", &answer);

	if (result == RESULT_FAIL || result == RESULT_WARN)
		take_hint(view, "name the mode: use the output of 'compatcaps "
				"qemu-args'");
	return result;
}

static enum result judge_domain(struct view *view, const char *cpu_mode)
{
	struct domain_answer answer;
	enum result result = judge_guest(view, cpu_mode, &answer);

	if (result == RESULT_FAIL || result == RESULT_WARN)
		snprintf(view->hint, sizeof(view->hint),
			 "%s; use the output of 'compatcaps libvirt-xml'",
			 answer.reason);
	return result;
}

static enum result runs_default(struct view *view)
{
	return judge_domain(view, "");
}

static enum result runs_host_model(struct view *view)
{
	return judge_domain(view, "host-model");
}

static const struct check checks[] = {
	{"HOST", "this is a 64-bit POWER machine", is_power},
	{"HOST", "the mode of this host is known", knows_mode},
	{"KVM", "the device /dev/kvm exists", has_device},
	{"KVM", "the device /dev/kvm can be opened", opens_device},
	{"KVM", "the module kvm-hv is loaded", has_module},
	{"KVM", "KVM reports the modes of its guests", reports},
	{"KVM", "guests can have a mode", gives_modes},
	{"QEMU", "QEMU is installed", has_qemu},
	{"QEMU", "'-cpu host' without a mode stays in this host's mode",
	 runs_qemu},
	{"LIBVIRT", "libvirt knows the processor", knows_processor},
	{"LIBVIRT", "a domain without <cpu> stays in this host's mode",
	 runs_default},
	{"LIBVIRT", "a domain with host-model stays in this host's mode",
	 runs_host_model},
};

#define CHECK_COUNT (sizeof(checks) / sizeof(checks[0]))
#define WHAT_WIDTH 56

static const char *const result_words[] = {"PASS", "WARN", "FAIL", "SKIP"};
static const char *const result_names[] = {"pass", "warn", "fail", "skip"};

static void print_check(const struct check *check, const struct view *view,
			enum result result)
{
	printf("%8s: checking that %-*s: %s", check->group, WHAT_WIDTH,
	       check->what, result_words[result]);
	if (*view->hint)
		printf(" (%s)", view->hint);
	putchar('\n');
}

static void write_check(struct json_writer *writer, const struct check *check,
			const struct view *view, enum result result)
{
	json_open_object(writer, NULL);
	json_write_text(writer, "group", check->group);
	json_write_text(writer, "check", check->what);
	json_write_text(writer, "result", result_names[result]);
	json_write_text(writer, "hint", *view->hint ? view->hint : NULL);
	json_close(writer);
}

static void open_object(struct json_writer *writer,
			const struct compatcaps_host *host)
{
	json_open_object(writer, NULL);
	json_write_text(writer, "format", "compatcaps-validation");
	json_write_number(writer, "version", 1);
	json_write_text(writer, "host", *host->name ? host->name : NULL);
	json_open_array(writer, "checks");
}

static void close_object(struct json_writer *writer)
{
	json_close(writer);
	json_close(writer);
	putchar('\n');
}

/* EXIT_NO: at least one check failed. */
static enum exit_code run_checks(struct view *view)
{
	struct json_writer writer = json_writer(stdout, JSON_FOR_PEOPLE);
	enum exit_code code = EXIT_YES;

	if (view->request->json)
		open_object(&writer, view->host);
	for (size_t i = 0; i < CHECK_COUNT; i++) {
		enum result result;

		view->hint[0] = '\0';
		result = checks[i].judge(view);
		if (result == RESULT_FAIL)
			code = EXIT_NO;
		if (view->request->json)
			write_check(&writer, &checks[i], view, result);
		else if (!view->request->quiet)
			print_check(&checks[i], view, result);
	}
	if (view->request->json)
		close_object(&writer);
	return code;
}

enum exit_code run_validate(const struct request *request)
{
	struct compatcaps_host host;
	struct failure failure;
	struct view view = {request, &host, &failure, ""};
	enum exit_code code = host_query(request, &host, &failure);

	return code == EXIT_YES ? run_checks(&view) : code;
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* From observations to a host. Pure: no system call, no state. */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errors.h"
#include "evidence.h"
#include "modes.h"
#include "power.h"
#include "struct_size.h"

/* An entry about KVM, and the system call that it is the result of */
struct step {
	const char *path;
	enum compatcaps_call call;
};

static const struct step interface_steps[] = {
	{EVIDENCE_COMPAT_CAPS, COMPATCAPS_CALL_CHECK_EXTENSION},
	{EVIDENCE_DEV_KVM, COMPATCAPS_CALL_GET_COMPAT_CAPS},
	{EVIDENCE_CREATE_VM, COMPATCAPS_CALL_CREATE_VM},
	{EVIDENCE_VM, COMPATCAPS_CALL_GET_COMPAT_CAPS},
};

static const struct step trial_steps[] = {
	{EVIDENCE_CREATE_VM, COMPATCAPS_CALL_CREATE_VM},
	{EVIDENCE_CREATE_VCPU, COMPATCAPS_CALL_CREATE_VCPU},
	{EVIDENCE_GET_SREGS, COMPATCAPS_CALL_GET_SREGS},
	{EVIDENCE_SET_SREGS, COMPATCAPS_CALL_SET_SREGS},
	{EVIDENCE_ENABLE_PAPR, COMPATCAPS_CALL_ENABLE_CAP},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *text_of(const struct compatcaps_evidence *evidence,
			   const char *path)
{
	const char *text = compatcaps_evidence_find(evidence, path);

	return text ? text : "";
}

/* These strings can be printed on a terminal: only printable characters. */
static void copy_text(char to[COMPATCAPS_TEXT_SIZE], const char *from)
{
	size_t length = strcspn(from, "\n");

	if (length >= COMPATCAPS_TEXT_SIZE)
		length = COMPATCAPS_TEXT_SIZE - 1;
	for (size_t i = 0; i < length; i++)
		to[i] = from[i] < ' ' || from[i] > '~' ? '?' : from[i];
	to[length] = '\0';
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

/* Exactly this many digits in a row; -1: something else. */
static int read_hex(const char *text, int digits, uint64_t *value)
{
	*value = 0;
	for (int i = 0; i < digits; i++) {
		int digit = hex_digit(text[i]);

		if (digit < 0)
			return -1;
		*value = *value << 4 | (uint64_t)digit;
	}
	return 0;
}

/* "0x" and this many digits, and nothing else */
static int read_word(const char *text, int digits, uint64_t *value)
{
	return strncmp(text, "0x", 2) || read_hex(text + 2, digits, value) ||
			       text[2 + digits]
		       ? -1
		       : 0;
}

/* "revision : 2.0 (pvr 0082 1200)", one line of many */
static uint32_t pvr_of_line(const char *line)
{
	static const char mark[] = "(pvr ";
	const char *digits = strstr(line, mark), *end = strchr(line, '\n');
	uint64_t high, low;

	if (!digits || (end && digits > end))
		return 0;
	digits += strlen(mark);
	if (read_hex(digits, 4, &high) || digits[4] != ' ' ||
	    read_hex(digits + 5, 4, &low) || digits[9] != ')')
		return 0;
	return (uint32_t)(high << 16 | low);
}

static uint32_t pvr_of_cpuinfo(const char *text)
{
	uint32_t pvr = 0;

	while (text && !pvr) {
		if (!strncmp(text, "revision", strlen("revision")))
			pvr = pvr_of_line(text);
		text = strchr(text, '\n');
		if (text)
			text++;
	}
	return pvr;
}

/* Linux writes this after the name of a logical PVR (asm/cputable.h). */
#define ARCHITECTED " (architected)"
#define NAME_SIZE 16

/*
 * "POWER10" of "cpu : POWER10 (architected), altivec supported": the mode in
 * which a partition runs. False: the processor has no such name.
 */
static bool architected_name(char name[NAME_SIZE], const char *cpuinfo)
{
	const char *line = strstr(cpuinfo, "\ncpu");
	const char *begin, *end;

	if (!strncmp(cpuinfo, "cpu", strlen("cpu")))
		begin = cpuinfo + strlen("cpu");
	else if (line)
		begin = line + strlen("\ncpu");
	else
		return false;
	begin += strspn(begin, " \t");
	if (*begin++ != ':')
		return false;
	begin += strspn(begin, " ");
	end = strstr(begin, ARCHITECTED);
	if (!end || end - begin >= NAME_SIZE ||
	    memchr(begin, '\n', (size_t)(end - begin)))
		return false;
	memcpy(name, begin, (size_t)(end - begin));
	name[end - begin] = '\0';
	return true;
}

static bool is_architected(const struct compatcaps_evidence *evidence)
{
	char name[NAME_SIZE];

	return architected_name(name, text_of(evidence, EVIDENCE_CPUINFO));
}

/*
 * The name of a logical PVR is that of the mode. AT_PLATFORM can name an older
 * one, if the kernel has no other name.
 */
static uint32_t platform_pvr(const struct compatcaps_evidence *evidence)
{
	char name[NAME_SIZE];
	uint32_t pvr = 0;

	if (architected_name(name, text_of(evidence, EVIDENCE_CPUINFO)))
		pvr = compatcaps_pvr_of_name(name);
	return pvr ? pvr
		   : compatcaps_pvr_of_name(
			     text_of(evidence, EVIDENCE_PLATFORM));
}

static int has_line(const char *text, const char *line)
{
	size_t length = strlen(line);

	while (text) {
		if (!strncmp(text, line, length) &&
		    (!text[length] || text[length] == '\n'))
			return 1;
		text = strchr(text, '\n');
		if (text)
			text++;
	}
	return 0;
}

static enum compatcaps_kind
machine_kind(const struct compatcaps_evidence *evidence)
{
	const char *compatible =
		compatcaps_evidence_find(evidence, EVIDENCE_COMPATIBLE);

	/* Only a partition or a KVM guest has the name of a logical PVR. */
	if (!compatible)
		return is_architected(evidence) ? COMPATCAPS_KIND_PSERIES
						: COMPATCAPS_KIND_UNKNOWN;
	return has_line(compatible, "ibm,powernv") ? COMPATCAPS_KIND_BARE_METAL
						   : COMPATCAPS_KIND_PSERIES;
}

/* More than 0: KVM has it; 0: it has not; below 0: not known. */
static int extension(const struct compatcaps_evidence *evidence,
		     const char *path)
{
	const char *text = text_of(evidence, path);
	char *end;
	long value = strtol(text, &end, 10);

	return !*text || *end ? -1 : value > 0;
}

/*
 * KVM offers KVM_CAP_PPC_NESTED_HV to its guests only with API v1. Without it
 * the API is v2, unless the administrator turned it off.
 */
static enum compatcaps_kind kind_of(const struct compatcaps_evidence *evidence)
{
	enum compatcaps_kind kind = machine_kind(evidence);
	int nested = extension(evidence, EVIDENCE_NESTED_HV);

	if (kind != COMPATCAPS_KIND_PSERIES || nested < 0)
		return kind;
	if (nested)
		return COMPATCAPS_KIND_NESTED_V1;
	return strcmp(text_of(evidence, EVIDENCE_NESTED), "Y")
		       ? COMPATCAPS_KIND_PSERIES
		       : COMPATCAPS_KIND_NESTED_V2;
}

static uint32_t pvr_at(const struct compatcaps_evidence *evidence,
		       const char *path)
{
	uint64_t pvr;

	return read_word(text_of(evidence, path), 8, &pvr) ? 0 : (uint32_t)pvr;
}

static void describe(struct compatcaps_host *host,
		     const struct compatcaps_evidence *evidence)
{
	const char *machine = text_of(evidence, EVIDENCE_MACHINE);

	if (!compatcaps_error_of_name(machine))
		copy_text(host->machine, machine);
	copy_text(host->kernel_release, text_of(evidence, EVIDENCE_RELEASE));
	copy_text(host->name, text_of(evidence, EVIDENCE_NODENAME));
	host->kind = kind_of(evidence);
	host->processor_pvr =
		pvr_of_cpuinfo(text_of(evidence, EVIDENCE_CPUINFO));
	host->partition_pvr = pvr_at(evidence, EVIDENCE_CPU_VERSION);
	host->platform_pvr = platform_pvr(evidence);
}

static int take_capabilities(struct compatcaps_host *host,
			     const struct compatcaps_evidence *evidence,
			     const char *path)
{
	uint64_t bits;

	if (read_word(text_of(evidence, path), 16, &bits))
		return 0;
	host->capabilities = bits;
	return 1;
}

/* The results of the trial of each mode */
static const char *trial_of(const struct compatcaps_evidence *evidence,
			    const struct compatcaps_mode *mode)
{
	char path[EVIDENCE_TRIED_SIZE];

	compatcaps_tried_path(path, mode);
	return text_of(evidence, path);
}

static int take_trial(struct compatcaps_host *host,
		      const struct compatcaps_evidence *evidence)
{
	for (size_t i = 0; i < compatcaps_mode_count(); i++) {
		const struct compatcaps_mode *mode = compatcaps_mode_at(i);
		const char *text = trial_of(evidence, mode);
		uint64_t bit = COMPATCAPS_TRIED(mode->logical_pvr);

		if (!strcmp(text, EVIDENCE_OK))
			host->tried_accepted |= bit;
		else if (compatcaps_error_of_name(text) == EINVAL)
			host->tried_refused |= bit;
	}
	return host->tried_accepted || host->tried_refused;
}

/* Takes the observations from a source into *host. False: there are none. */
static int take(struct compatcaps_host *host,
		const struct compatcaps_evidence *evidence,
		enum compatcaps_source source)
{
	switch (source) {
	case COMPATCAPS_SOURCE_DEV_KVM:
		return take_capabilities(host, evidence, EVIDENCE_DEV_KVM);
	case COMPATCAPS_SOURCE_VM:
		return take_capabilities(host, evidence, EVIDENCE_VM);
	case COMPATCAPS_SOURCE_TRIAL:
		return take_trial(host, evidence);
	case COMPATCAPS_SOURCE_INFERENCE:
		return host->processor_pvr || host->partition_pvr ||
		       host->platform_pvr;
	case COMPATCAPS_SOURCE_NONE:
		break;
	}
	return 0;
}

/*
 * The last step that failed, if one did: -EIO, and which one it was. The
 * library went on after all steps that failed before it.
 */
static int failed_step(struct compatcaps_host *host,
		       const struct compatcaps_evidence *evidence,
		       const struct step *steps, size_t count)
{
	int result = 0;

	for (size_t i = 0; i < count; i++) {
		int error = compatcaps_error_of_name(
			text_of(evidence, steps[i].path));

		if (!error)
			continue;
		host->failed_call = steps[i].call;
		host->failed_errno = error;
		result = -EIO;
	}
	return result;
}

/* Why modes could not be tried; 0: they could. A refused mode is no failure. */
static int trial_error(struct compatcaps_host *host,
		       const struct compatcaps_evidence *evidence)
{
	int result =
		failed_step(host, evidence, trial_steps, COUNT(trial_steps));

	for (size_t i = 0; i < compatcaps_mode_count(); i++) {
		int error = compatcaps_error_of_name(
			trial_of(evidence, compatcaps_mode_at(i)));

		if (!error || error == EINVAL)
			continue;
		host->failed_call = COMPATCAPS_CALL_SET_ONE_REG;
		host->failed_errno = error;
		result = -EIO;
	}
	return result;
}

/* 0: /dev/kvm was opened. */
static int open_error(struct compatcaps_host *host,
		      const struct compatcaps_evidence *evidence)
{
	const char *text = text_of(evidence, EVIDENCE_KVM_OPEN);

	if (!strcmp(text, EVIDENCE_OK))
		return 0;
	host->failed_errno = compatcaps_error_of_name(text);
	if (!host->failed_errno)
		return -ENXIO;
	host->failed_call = COMPATCAPS_CALL_OPEN;
	switch (host->failed_errno) {
	case ENOENT:
	case ENODEV:
	case ENXIO:
		return -ENOENT;
	case EACCES:
	case EPERM:
		return -EACCES;
	default:
		return -EIO;
	}
}

/* Why the interface gave no answer; 0: it was not queried. */
static int interface_error(struct compatcaps_host *host,
			   const struct compatcaps_evidence *evidence)
{
	int error = failed_step(host, evidence, interface_steps,
				COUNT(interface_steps));

	if (!extension(evidence, EVIDENCE_COMPAT_CAPS))
		return -ENOTTY;
	if (host->failed_call == COMPATCAPS_CALL_GET_COMPAT_CAPS &&
	    (host->failed_errno == EINVAL || host->failed_errno == ENOTTY))
		return -ENODATA;
	return error;
}

/* Why there is no better source than the one that was used */
static int why_not_better(struct compatcaps_host *host,
			  const struct compatcaps_evidence *evidence)
{
	int error, present;

	if (*host->machine && !compatcaps_is_power(host->machine))
		return -ENOSYS;
	error = compatcaps_error_of_name(text_of(evidence, EVIDENCE_MACHINE));
	if (error) {
		host->failed_call = COMPATCAPS_CALL_UNAME;
		host->failed_errno = error;
		return -EIO;
	}
	error = open_error(host, evidence);
	if (error)
		return error;
	present = extension(evidence, EVIDENCE_HTAB_FD);
	if (present <= 0) {
		const struct step step = {EVIDENCE_HTAB_FD,
					  COMPATCAPS_CALL_CHECK_EXTENSION};

		return present ? failed_step(host, evidence, &step, 1)
			       : -ENODEV;
	}
	error = interface_error(host, evidence);
	if (host->source == COMPATCAPS_SOURCE_TRIAL)
		return error;
	return trial_error(host, evidence) ? -EIO : error;
}

static void choose(struct compatcaps_host *host,
		   const struct compatcaps_evidence *evidence,
		   enum compatcaps_source wanted)
{
	enum compatcaps_source source;

	for (source = COMPATCAPS_SOURCE_DEV_KVM;
	     source <= COMPATCAPS_SOURCE_INFERENCE; source++) {
		if ((!wanted || wanted == source) &&
		    take(host, evidence, source)) {
			host->source = source;
			return;
		}
	}
}

static int conclude(struct compatcaps_host *host,
		    const struct compatcaps_evidence *evidence,
		    enum compatcaps_source wanted)
{
	describe(host, evidence);
	choose(host, evidence, wanted);
	if (host->source == COMPATCAPS_SOURCE_DEV_KVM ||
	    host->source == COMPATCAPS_SOURCE_VM)
		return 0;
	host->error = why_not_better(host, evidence);
	if (host->source == COMPATCAPS_SOURCE_TRIAL ||
	    (host->source && host->source == wanted))
		return 0;
	if (!host->error)
		host->error = -ENODATA;
	return host->error;
}

int compatcaps_conclude(const struct compatcaps_evidence *evidence,
			enum compatcaps_source source,
			struct compatcaps_host *host)
{
	struct compatcaps_host known = {.size = sizeof(known)};
	int error;

	if (!compatcaps_evidence_is_valid(evidence) || !host ||
	    host->size < HOST_SIZE_VER0)
		return -EINVAL;
	if (known.size > host->size)
		known.size = host->size;
	error = conclude(&known, evidence, source);
	memcpy(host, &known, known.size);
	return error;
}

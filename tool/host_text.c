// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Labels are in the user's language; values are not. Values are names that the
 * kernel prints (arch/powerpc/kernel/setup-common.c, show_cpuinfo()), and names
 * of architectures and hypervisors.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "characters.h"
#include "host_text.h"
#include "paste.h"

#define NAME_SIZE 32
#define PVR_MARK "(pvr "
#define PVR_LENGTH (sizeof("(pvr 0080 0200)") - 1)

/*
 * The names that uname uses. Of names with the same beginning, the longest is
 * first.
 */
static const char *const machines[] = {
	"ppc64le", "ppc64",   "x86_64", "aarch64",
	"s390x",   "riscv64", "i686",	"loongarch64",
};

static bool is_in_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
	       c == '+' || c == '.' || c == '-';
}

static bool has_word(const char *text, const char *word)
{
	size_t length = strlen(word);

	for (const char *at = text; (at = strstr(at, word)); at++) {
		if ((at == text || !is_in_word(at[-1])) &&
		    !is_in_word(at[length]))
			return true;
	}
	return false;
}

static bool is_pvr(const char *at)
{
	static const char form[] = PVR_MARK "xxxx xxxx)";

	for (size_t i = 0; i < PVR_LENGTH; i++) {
		if (form[i] == 'x' && i >= strlen(PVR_MARK)
			    ? !strchr("0123456789abcdef", at[i]) || !at[i]
			    : at[i] != form[i])
			return false;
	}
	return true;
}

/* The PVR in the text, for example "(pvr 0080 0200)"; NULL: none */
static const char *find_pvr(const char *text)
{
	while ((text = strstr(text, PVR_MARK))) {
		if (is_pvr(text))
			return text;
		text++;
	}
	return NULL;
}

static bool has_other_pvr(const char *pvr)
{
	const char *other = pvr;

	while ((other = find_pvr(other + 1))) {
		if (strncmp(pvr, other, PVR_LENGTH))
			return true;
	}
	return false;
}

/*
 * What follows the kernel's name for a processor: the first if the mode comes
 * from PAPR, the second if the kernel knows only the PVR.
 */
static const char *const name_ends[] = {
	" (architected)",
	" (raw)",
	", altivec supported",
};

/* "power10" from "power10 (architected), altivec supported"; "": not known */
static void find_name(char name[NAME_SIZE], const char *text)
{
	const char *end = NULL, *begin;

	for (size_t i = 0; !end && i < sizeof(name_ends) / sizeof(*name_ends);
	     i++)
		end = strstr(text, name_ends[i]);
	begin = end;
	while (begin && begin > text && is_in_word(begin[-1]))
		begin--;
	name[0] = '\0';
	if (begin < end && end - begin < NAME_SIZE)
		snprintf(name, NAME_SIZE, "%.*s", (int)(end - begin), begin);
}

static bool is_below_hypervisor(const char *text)
{
	return strstr(text, name_ends[0]) || has_word(text, "phyp") ||
	       has_word(text, "kvm") || has_word(text, "pseries");
}

/* Without PAPR the kernel uses the firmware's name and adds nothing to it. */
static bool is_bare_metal(const char *text, const char *name)
{
	return has_word(text, "powernv") ||
	       (*name && !is_below_hypervisor(text) &&
		!strstr(text, name_ends[1]));
}

/* An entry that exists already stays: it comes from a better file. */
static void add(struct compatcaps_evidence *evidence, const char *path,
		const char *text)
{
	compatcaps_evidence_add(evidence, path, text);
}

/* The lines of the file, with fewer blanks */
static void add_cpuinfo(struct compatcaps_evidence *evidence, const char *name,
			const char *pvr)
{
	char text[128];

	snprintf(text, sizeof(text), "cpu : %s\nrevision : %.*s", name,
		 (int)PVR_LENGTH, pvr);
	add(evidence, "proc/cpuinfo", text);
}

/* AT_PLATFORM and the name are in one row of the kernel's table. */
static void add_platform(struct compatcaps_evidence *evidence, const char *name)
{
	char platform[NAME_SIZE];

	/* "power8e" and "power8nvl" become "power8". */
	snprintf(platform, sizeof(platform), "power%.*s",
		 (int)strspn(name + strcspn(name, "0123456789"), "0123456789"),
		 name + strcspn(name, "0123456789"));
	if (!strncmp(name, platform, strlen(platform)) &&
	    compatcaps_mode_find(platform))
		add(evidence, "auxv/platform", platform);
}

/*
 * The library only tests this entry for "ibm,powernv". cpuinfo calls all other
 * machines "chrp".
 */
static void add_kind(struct compatcaps_evidence *evidence, const char *text,
		     const char *name)
{
	if (is_bare_metal(text, name))
		add(evidence, "device-tree/compatible", "ibm,powernv");
	else if (is_below_hypervisor(text))
		add(evidence, "device-tree/compatible", "chrp");
}

static bool add_machine(struct compatcaps_evidence *evidence, const char *text)
{
	for (size_t i = 0; i < sizeof(machines) / sizeof(*machines); i++) {
		if (!has_word(text, machines[i]))
			continue;
		add(evidence, "uname/machine", machines[i]);
		return true;
	}
	return false;
}

/*
 * lscpu prints the architecture in its first line. As JSON it prints its own
 * name before that.
 */
static bool is_of_lscpu(const char *text)
{
	size_t length = strcspn(text, "\n");
	char line[128];

	if (*text == '{' && strstr(text, "'lscpu'"))
		return true;
	snprintf(line, sizeof(line), "%.*s",
		 length < sizeof(line) ? (int)length : 0, text);
	for (size_t i = 0; i < sizeof(machines) / sizeof(*machines); i++) {
		const char *value = strstr(line, ": ");

		if (value && !strcmp(value + 2, machines[i]))
			return true;
	}
	return false;
}

static enum host_text_result take(struct compatcaps_evidence *evidence,
				  const char *text)
{
	const char *pvr = find_pvr(text);
	char name[NAME_SIZE];

	/*
	 * A record in an encoding that is not allowed is refused, not guessed.
	 */
	if (strstr(text, "'compatcaps-record'"))
		return HOST_TEXT_OTHER;
	if (pvr && has_other_pvr(pvr))
		return HOST_TEXT_SEVERAL;
	if (!pvr && !is_of_lscpu(text))
		return HOST_TEXT_OTHER;
	if (!add_machine(evidence, text) && !pvr)
		return HOST_TEXT_OTHER;
	if (!pvr)
		return HOST_TEXT_TAKEN;
	find_name(name, text);
	add_cpuinfo(evidence, name, pvr);
	add_platform(evidence, name);
	add_kind(evidence, text, name);
	return HOST_TEXT_TAKEN;
}

/* Binary data, such as an archive, can contain all the words. */
static bool is_text(const uint8_t *bytes, size_t size)
{
	return size && (characters_encoding(bytes, size) != ENCODING_UTF8 ||
			!memchr(bytes, '\0', size));
}

enum host_text_result host_text_read(struct compatcaps_evidence *evidence,
				     char *text, size_t size)
{
	enum host_text_result result = HOST_TEXT_OTHER;
	FILE *file;
	char *plain;
	int error;

	if (!is_text((const uint8_t *)text, size))
		return result;
	file = fmemopen(text, size, "r");
	if (!file)
		return HOST_TEXT_FAILED;
	plain = paste_of_file(file, &error);
	fclose(file);
	if (plain)
		result = take(evidence, plain);
	else if (error == -ENOMEM)
		result = HOST_TEXT_FAILED;
	free(plain);
	return result;
}

/* Replace the same characters as compatcaps_collect(). */
static void add_printable(struct compatcaps_evidence *evidence,
			  const char *path, char *text)
{
	for (char *c = text; *c; c++) {
		if (*c < ' ' || *c > '~')
			*c = '?';
	}
	add(evidence, path, text);
}

/* "Linux NODENAME RELEASE ... MACHINE GNU/Linux" */
void host_text_read_uname(struct compatcaps_evidence *evidence,
			  const char *text)
{
	char nodename[COMPATCAPS_TEXT_SIZE], release[COMPATCAPS_TEXT_SIZE];

	if (sscanf(text, "Linux %71s %71s", nodename, release) != 2 ||
	    !add_machine(evidence, text))
		return;
	add_printable(evidence, "uname/nodename", nodename);
	add_printable(evidence, "uname/release", release);
}

// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <string.h>

#include "guest.h"
#include "libvirt.h"
#include "libvirt_list.h"

#define VERSION(major, minor, release) \
	((major) * 1000000U + (minor) * 1000U + (release))
/* The version in Debian 12, assumed if no libvirt is found */
#define OLDEST VERSION(9, 0, 0)
#define NAMESPACE "http://libvirt.org/schemas/domain/qemu/1.0"
#define VERSION_SIZE 32

/*
 * The first version of libvirt that knows a processor and accepts a mode in
 * host-model on it. Source: libvirt's NEWS.
 */
static const struct since {
	const char *processor;
	unsigned int version;
} since[] = {
	{"POWER8", VERSION(1, 2, 11)},
	{"POWER9", VERSION(3, 5, 0)},
	{"POWER10", VERSION(8, 4, 0)},
	{"Power11", VERSION(11, 4, 0)},
};

unsigned int libvirt_version(const char *text)
{
	unsigned int major, minor, release = 0;
	int read = 0;

	if (strspn(text, "0123456789.") != strlen(text) || strlen(text) > 11)
		return 0;
	if (sscanf(text, "%3u.%3u.%3u%n", &major, &minor, &release, &read) < 3)
		release = 0;
	if (!read && sscanf(text, "%3u.%3u%n", &major, &minor, &read) < 2)
		return 0;
	return read && !text[read] ? VERSION(major, minor, release) : 0;
}

static void print_version(char text[VERSION_SIZE], unsigned int version)
{
	snprintf(text, VERSION_SIZE, "%u.%u.%u", version / 1000000,
		 version / 1000 % 1000, version % 1000);
}

static const struct since *since_of(const struct compatcaps_mode *processor)
{
	for (size_t i = 0; i < sizeof(since) / sizeof(since[0]); i++) {
		if (!strcmp(since[i].processor, processor->name))
			return &since[i];
	}
	return NULL;
}

bool libvirt_knows(const struct request *request,
		   const struct compatcaps_mode *processor, bool *is_assumed)
{
	unsigned int version = request->libvirt;
	const struct since *from = since_of(processor);

	*is_assumed = false;
	if (!version && !request->from) {
		switch (libvirt_list_find(request->root, processor)) {
		case LIBVIRT_LIST_WITH:
			return true;
		case LIBVIRT_LIST_WITHOUT:
			return false;
		case LIBVIRT_LIST_MISSING:
			break;
		}
	}
	*is_assumed = !version;
	return from && (version ? version : OLDEST) >= from->version;
}

void libvirt_explain(char reason[LIBVIRT_REASON_SIZE],
		     const struct compatcaps_mode *processor)
{
	const struct since *from = processor ? since_of(processor) : NULL;
	char version[VERSION_SIZE];

	if (!from) {
		snprintf(reason, LIBVIRT_REASON_SIZE,
			 "no version of libvirt is known to support this "
			 "processor");
		return;
	}
	print_version(version, from->version);
	snprintf(reason, LIBVIRT_REASON_SIZE,
		 "libvirt before %s does not support host-model on %s", version,
		 processor->name);
}

static void make_argument(struct libvirt_xml *xml,
			  const struct compatcaps_mode *mode)
{
	char property[GUEST_WORD_SIZE];

	guest_qemu_property(property, mode);
	snprintf(xml->elements[0], LIBVIRT_ELEMENT_SIZE,
		 "<cpu mode='host-passthrough'/>");
	/*
	 * QEMU merges all -machine options, including the one that libvirt
	 * adds.
	 */
	snprintf(xml->elements[1], LIBVIRT_ELEMENT_SIZE,
		 "<qemu:commandline xmlns:qemu='" NAMESPACE "'>\n"
		 "  <qemu:arg value='-machine'/>\n"
		 "  <qemu:arg value='%s'/>\n"
		 "</qemu:commandline>",
		 property);
}

void libvirt_make(struct libvirt_xml *xml, const struct request *request,
		  const struct compatcaps_host *host,
		  const struct compatcaps_mode *mode)
{
	/* libvirt tests the processor, never the mode in which it runs. */
	const struct compatcaps_mode *processor =
		compatcaps_mode_by_pvr(host->processor_pvr);

	bool is_assumed;

	*xml = (struct libvirt_xml){.reason = ""};
	if (processor && libvirt_knows(request, processor, &is_assumed)) {
		guest_libvirt_cpu(xml->elements[0], mode);
		return;
	}
	libvirt_explain(xml->reason, processor);
	make_argument(xml, mode);
}

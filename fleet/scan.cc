// SPDX-License-Identifier: GPL-2.0-or-later
#include <cerrno>
#include <charconv>
#include <cinttypes>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <new>
#include <string_view>

#include <simdjson.h>

#include "scan.h"

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

static_assert(SCAN_PADDING >= simdjson::SIMDJSON_PADDING,
	      "simdjson reads as far as that");

struct scanner {
	simdjson::dom::parser parser;
};

struct scanner *scanner_new(void)
{
	return new (std::nothrow) scanner;
}

void scanner_free(struct scanner *scanner)
{
	delete scanner;
}

__attribute__((format(printf, 2, 3))) static enum scan_result
fail(char message[SCAN_MESSAGE_SIZE], const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(message, SCAN_MESSAGE_SIZE, format, arguments);
	va_end(arguments);
	return SCAN_FAILED;
}

/* {NULL, 0} for what is no string */
static struct text text_of(const element &value)
{
	std::string_view view;

	if (value.get(view))
		return {nullptr, 0};
	return {view.data(), view.size()};
}

/* The "name" of what is an object */
static struct text name_of(const element &value)
{
	object named;
	element name;

	if (value.get(named) || named["name"].get(name))
		return {nullptr, 0};
	return text_of(name);
}

/* "0x" and digits, all of it */
static bool number_of_hex(std::string_view hex, uint64_t *number)
{
	const char *end = hex.data() + hex.size();

	if (hex.size() < 3 || hex[0] != '0' || hex[1] != 'x')
		return false;
	auto result = std::from_chars(hex.data() + 2, end, *number, 16);

	return result.ec == std::errc() && result.ptr == end;
}

/* A word of a later release speaks for nothing. */
static enum compatcaps_certainty certainty_of(std::string_view word)
{
	if (word == "sure")
		return COMPATCAPS_CERTAINTY_SURE;
	if (word == "likely")
		return COMPATCAPS_CERTAINTY_LIKELY;
	if (word == "guess")
		return COMPATCAPS_CERTAINTY_GUESS;
	return COMPATCAPS_CERTAINTY_NONE;
}

/*
 * The members of a mode; all of them are needed. One pass over the members, for
 * this is what most of the time goes into.
 */
static bool scan_mode(const object &from, struct scanned_mode *mode)
{
	std::string_view view;
	uint64_t pvr = 0;
	unsigned int seen = 0;

	*mode = {};
	for (auto member : from) {
		if (member.key == "name") {
			mode->name = text_of(member.value);
			seen |= mode->name.start ? 1 : 0;
		} else if (member.key == "logical_pvr" &&
			   !member.value.get(view) &&
			   number_of_hex(view, &pvr) && pvr <= UINT32_MAX) {
			mode->logical_pvr = (uint32_t)pvr;
			seen |= 2;
		} else if (member.key == "available") {
			mode->is_unknown = member.value.is_null();
			if (mode->is_unknown ||
			    !member.value.get(mode->available))
				seen |= 4;
		} else if (member.key == "certainty" &&
			   !member.value.get(view)) {
			mode->certainty = certainty_of(view);
			seen |= 8;
		}
	}
	return seen == 15;
}

static enum scan_result scan_modes(const array &modes,
				   struct scanned_host *host,
				   char message[SCAN_MESSAGE_SIZE])
{
	for (auto value : modes) {
		object mode;

		if (host->mode_count == MODE_LIMIT)
			return fail(message, "there are more than %d modes",
				    MODE_LIMIT);
		if (value.get(mode) ||
		    !scan_mode(mode, &host->modes[host->mode_count]))
			return fail(message,
				    "mode %zu lacks \"name\", \"logical_pvr\", "
				    "\"available\" or \"certainty\", or one of "
				    "them is of the wrong type",
				    host->mode_count + 1);
		host->mode_count++;
	}
	return SCAN_HOST;
}

/* For people only: what is not a string is as if it were not there. */
static void scan_machine(const object &from, struct scanned_host *host)
{
	for (auto member : from) {
		if (member.key == "name")
			host->name = text_of(member.value);
		else if (member.key == "kind")
			host->kind = text_of(member.value);
		else if (member.key == "kernel")
			host->kernel = text_of(member.value);
		else if (member.key == "processor")
			host->processor = name_of(member.value);
		else if (member.key == "mode")
			host->own_mode = name_of(member.value);
	}
}

/* The parts of a "compatcaps-host", wherever they stand in it */
struct parts {
	object machine;
	array modes;
	bool has_machine, has_modes;
	struct text capabilities;
};

static struct parts find_parts(const object &from, struct scanned_host *host)
{
	struct parts parts = {};

	for (auto member : from) {
		if (member.key == "host") {
			parts.has_machine = !member.value.get(parts.machine);
		} else if (member.key == "modes") {
			parts.has_modes = !member.value.get(parts.modes);
		} else if (member.key == "source") {
			host->source = text_of(member.value);
		} else if (member.key == "capabilities") {
			parts.capabilities = text_of(member.value);
		}
	}
	return parts;
}

static enum scan_result scan_host(const object &from, struct scanned_host *host,
				  char message[SCAN_MESSAGE_SIZE])
{
	struct parts parts;

	*host = {};
	parts = find_parts(from, host);
	if (!parts.has_machine)
		return fail(message, "\"host\" is no object");
	if (!host->source.start)
		return fail(message, "\"source\" is no string");
	if (!parts.has_modes)
		return fail(message, "\"modes\" is no array");
	host->has_capabilities = parts.capabilities.start;
	if (host->has_capabilities &&
	    !number_of_hex(
		    {parts.capabilities.start, parts.capabilities.length},
		    &host->capabilities))
		return fail(message, "\"capabilities\" is no number of 64 bits "
				     "in hexadecimal");
	scan_machine(parts.machine, host);
	return scan_modes(parts.modes, host, message);
}

static enum scan_result add_text(struct compatcaps_evidence *evidence,
				 std::string_view path, std::string_view text,
				 char message[SCAN_MESSAGE_SIZE])
{
	int error = -EINVAL;

	/* Strings of JSON may hold NUL bytes, and are not terminated. */
	if (path.find('\0') == path.npos && text.find('\0') == text.npos) {
		static thread_local char buffer[COMPATCAPS_EVIDENCE_SIZE];
		char name[256];

		if (text.size() >= sizeof(buffer))
			error = -ENOSPC;
		else if (path.size() < sizeof(name)) {
			memcpy(name, path.data(), path.size());
			name[path.size()] = '\0';
			memcpy(buffer, text.data(), text.size());
			buffer[text.size()] = '\0';
			error = compatcaps_evidence_add(evidence, name, buffer);
		}
	}
	if (!error)
		return SCAN_RECORD;
	return fail(message, "'%.*s' %s", (int)path.substr(0, 100).size(),
		    path.data(),
		    error == -ENOSPC   ? "has no room: the record is too large"
		    : error == -EEXIST ? "is there twice"
				       : "is no path with a text");
}

static enum scan_result scan_record(const object &from,
				    struct compatcaps_evidence *evidence,
				    char message[SCAN_MESSAGE_SIZE])
{
	object texts;

	evidence->used = 0;
	if (from["texts"].get(texts))
		return fail(message, "\"texts\" is no object");
	for (auto member : texts) {
		std::string_view text;

		if (member.value.get(text))
			return fail(message, "the text of '%.*s' is no string",
				    (int)member.key.substr(0, 100).size(),
				    member.key.data());
		if (add_text(evidence, member.key, text, message) ==
		    SCAN_FAILED)
			return SCAN_FAILED;
	}
	return SCAN_RECORD;
}

#define VERSION 1

static enum scan_result check_version(const object &from,
				      char message[SCAN_MESSAGE_SIZE])
{
	int64_t version;

	if (from["version"].get(version) || version < 1)
		return fail(message, "\"version\" is no version");
	if (version > VERSION)
		return fail(message,
			    "it is of a later version (%" PRId64
			    ") than this program reads (%d)",
			    version, VERSION);
	return SCAN_HOST;
}

enum scan_result scan(struct scanner *scanner, const char *json, size_t length,
		      struct scanned_host *host,
		      struct compatcaps_evidence *evidence,
		      char message[SCAN_MESSAGE_SIZE])
{
	std::string_view format;
	element whole;
	object record;
	auto error = scanner->parser.parse(json, length, false).get(whole);

	if (error)
		return fail(message, "it is no JSON: %s",
			    simdjson::error_message(error));
	if (whole.get(record) || record["format"].get(format))
		return fail(message, "it is no record: \"format\" is missing");
	if (format != "compatcaps-host" && format != "compatcaps-record")
		return fail(message, "it is no record: \"format\" is neither "
				     "\"compatcaps-host\" nor "
				     "\"compatcaps-record\"");
	if (check_version(record, message))
		return SCAN_FAILED;
	if (format == "compatcaps-record")
		return scan_record(record, evidence, message);
	return scan_host(record, host, message);
}
